#include "api/CameoRoutes.h"

#include "api/Body.h"
#include "api/Pictures.h"
#include "domain/Cameos.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> list(const Call& call, domain::Cameos& cameos) {
    auto limit = call.query("limit");
    auto cursor = call.query("cursor");
    auto page = co_await cameos.list(call.principal(), std::move(limit), std::move(cursor));
    co_return jsonResponse(std::move(page));
}

Task<Result<http::Response>> create(const Call& call, domain::Cameos& cameos) {
    const Result<json::object> body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    auto wish = domain::readNewCameo(*body);
    if (!wish)
        co_return std::unexpected(wish.error());
    auto made = co_await cameos.create(call.principal(), std::move(*wish));
    if (!made)
        co_return std::unexpected(std::move(made.error()));
    co_return jsonResponse(201, std::move(*made));
}

Task<Result<http::Response>> get(const Call& call, domain::Cameos& cameos) {
    auto cameo = co_await cameos.get(call.principal(), call.parameter("id"));
    co_return jsonResponse(std::move(cameo));
}

Task<Result<http::Response>> change(const Call& call, domain::Cameos& cameos) {
    const Result<json::object> body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    auto wish = domain::readCameoChange(*body);
    if (!wish)
        co_return std::unexpected(wish.error());
    auto changed = co_await cameos.change(call.principal(), call.parameter("id"), std::move(*wish));
    co_return jsonResponse(std::move(changed));
}

Task<Result<http::Response>> remove(const Call& call, domain::Cameos& cameos) {
    const Result<> removed = co_await cameos.remove(call.principal(), call.parameter("id"));
    if (!removed)
        co_return std::unexpected(removed.error());
    co_return http::Response::empty(204);
}

Task<Result<http::Response>> image(const Call& call, domain::Cameos& cameos) {
    auto stored = co_await cameos.image(call.principal(), call.parameter("id"));
    if (!stored)
        co_return std::unexpected(stored.error());
    co_return pictureResponse(call, std::move(*stored));
}

} // namespace

std::vector<Endpoint> cameoRoutes(domain::Cameos& cameos) {
    const auto on = [&cameos](Task<Result<http::Response>> (*handler)(const Call&, domain::Cameos&)) -> Handler {
        return [&cameos, handler](const Call& call) {
            return handler(call, cameos);
        };
    };
    return {
        {"GET", "/api/v1/cameos", Access::User, on(list), domain::Scope::JobsRead},
        {"POST", "/api/v1/cameos", Access::User, on(create), domain::Scope::JobsWrite},
        {"GET", "/api/v1/cameos/{id}", Access::User, on(get), domain::Scope::JobsRead},
        {"PATCH", "/api/v1/cameos/{id}", Access::User, on(change), domain::Scope::JobsWrite},
        {"DELETE", "/api/v1/cameos/{id}", Access::User, on(remove), domain::Scope::JobsWrite},
        {"GET", "/api/v1/cameos/{id}/image", Access::User, on(image), domain::Scope::JobsRead},
    };
}

} // namespace kinora::api
