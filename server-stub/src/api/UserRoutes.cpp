#include "api/UserRoutes.h"

#include "api/Body.h"
#include "base/Time.h"
#include "domain/Passwords.h"
#include "domain/UserAdministration.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> list(const Call& call, domain::UserAdministration& users) {
    domain::UserQuery query;
    query.text = call.query("q");
    query.status = call.query("status");
    query.limit = call.query("limit");
    query.cursor = call.query("cursor");
    auto page = co_await users.list(std::move(query));
    co_return jsonResponse(std::move(page));
}

Task<Result<http::Response>> get(const Call& call, domain::UserAdministration& users) {
    auto user = co_await users.get(call.parameter("id"));
    co_return jsonResponse(std::move(user));
}

Task<Result<http::Response>> change(const Call& call, domain::UserAdministration& users) {
    const auto body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    const auto change = domain::readUserChange(*body);
    if (!change)
        co_return std::unexpected(change.error());
    domain::Actor actor = call.actor();
    auto user = co_await users.change(call.parameter("id"), *change, std::move(actor));
    co_return jsonResponse(std::move(user));
}

Task<Result<http::Response>> issueReset(const Call& call, domain::Passwords& passwords) {
    domain::Actor actor = call.actor();
    const auto made = co_await passwords.issueReset(call.parameter("id"), std::move(actor));
    if (!made)
        co_return std::unexpected(made.error());
    const json::object body{{"code", made->code.reveal()}, {"expiresAt", toRfc3339(made->expiresAt)}};
    http::Response response = jsonResponse(201, body);
    response.headers.set("Cache-Control", "no-store");
    co_return response;
}

} // namespace

std::vector<Endpoint> userRoutes(domain::UserAdministration& users, domain::Passwords& passwords) {
    const auto on = [&users](
                        Task<Result<http::Response>> (*handler)(const Call&, domain::UserAdministration&)) -> Handler {
        return [&users, handler](const Call& call) {
            return handler(call, users);
        };
    };
    auto answerReset = [&passwords](const Call& call) {
        return issueReset(call, passwords);
    };
    return {
        {"GET", "/api/v1/admin/users", Access::Admin, on(list)},
        {"GET", "/api/v1/admin/users/{id}", Access::Admin, on(get)},
        {"PATCH", "/api/v1/admin/users/{id}", Access::Admin, on(change)},
        {"POST", "/api/v1/admin/users/{id}/reset-code", Access::Admin, answerReset},
    };
}

} // namespace kinora::api
