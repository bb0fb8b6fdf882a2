#include "api/ApiKeyRoutes.h"

#include "api/Body.h"
#include "domain/ApiKeys.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> create(const Call& call, domain::ApiKeys& keys) {
    const auto body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    auto wish = domain::readApiKeyWish(*body);
    if (!wish)
        co_return std::unexpected(wish.error());
    domain::Actor actor = call.actor();
    auto key = co_await keys.create(call.principal(), std::move(*wish), std::move(actor));
    if (!key)
        co_return std::unexpected(key.error());
    http::Response response = jsonResponse(201, std::move(*key));
    response.headers.set("Cache-Control", "no-store");
    co_return response;
}

Task<Result<http::Response>> list(const Call& call, domain::ApiKeys& keys) {
    auto limit = call.query("limit");
    auto cursor = call.query("cursor");
    auto page = co_await keys.list(call.principal(), std::move(limit), std::move(cursor));
    if (!page)
        co_return std::unexpected(page.error());
    co_return jsonResponse(200, std::move(*page));
}

Task<Result<http::Response>> revoke(const Call& call, domain::ApiKeys& keys) {
    domain::Actor actor = call.actor();
    const Result<> revoked = co_await keys.revoke(call.principal(), call.parameter("id"), std::move(actor));
    if (!revoked)
        co_return std::unexpected(revoked.error());
    co_return http::Response::empty(204);
}

} // namespace

std::vector<Endpoint> apiKeyRoutes(domain::ApiKeys& keys) {
    const auto on = [&keys](Task<Result<http::Response>> (*handler)(const Call&, domain::ApiKeys&)) -> Handler {
        return [&keys, handler](const Call& call) {
            return handler(call, keys);
        };
    };
    return {
        {"GET", "/api/v1/me/api-keys", Access::User, on(list)},
        {"POST", "/api/v1/me/api-keys", Access::User, on(create)},
        {"DELETE", "/api/v1/me/api-keys/{id}", Access::User, on(revoke)},
    };
}

} // namespace kinora::api
