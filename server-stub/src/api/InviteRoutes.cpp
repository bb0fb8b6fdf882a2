#include "api/InviteRoutes.h"

#include "api/Body.h"
#include "domain/Invites.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> create(const Call& call, domain::Invites& invites) {
    const auto body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    auto wish = domain::readInviteWish(*body);
    if (!wish)
        co_return std::unexpected(wish.error());
    domain::Actor actor = call.actor();
    const json::object invite = co_await invites.create(std::move(*wish), std::move(actor));
    http::Response response = jsonResponse(201, invite);
    response.headers.set("Cache-Control", "no-store");
    co_return response;
}

Task<Result<http::Response>> list(const Call& call, domain::Invites& invites) {
    auto limit = call.query("limit");
    auto cursor = call.query("cursor");
    auto page = co_await invites.list(std::move(limit), std::move(cursor));
    if (!page)
        co_return std::unexpected(page.error());
    co_return jsonResponse(200, std::move(*page));
}

Task<Result<http::Response>> revoke(const Call& call, domain::Invites& invites) {
    domain::Actor actor = call.actor();
    const Result<> revoked = co_await invites.revoke(call.parameter("id"), std::move(actor));
    if (!revoked)
        co_return std::unexpected(revoked.error());
    co_return http::Response::empty(204);
}

} // namespace

std::vector<Endpoint> inviteRoutes(domain::Invites& invites) {
    const auto on = [&invites](Task<Result<http::Response>> (*handler)(const Call&, domain::Invites&)) -> Handler {
        return [&invites, handler](const Call& call) {
            return handler(call, invites);
        };
    };
    return {
        {"GET", "/api/v1/admin/invites", Access::Admin, on(list)},
        {"POST", "/api/v1/admin/invites", Access::Admin, on(create)},
        {"DELETE", "/api/v1/admin/invites/{id}", Access::Admin, on(revoke)},
    };
}

} // namespace kinora::api
