#include "api/LibraryRoutes.h"

#include "api/Body.h"
#include "domain/Library.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> edit(const Call& call, domain::Library& library) {
    const Result<json::object> body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    auto wish = domain::readVideoEdit(*body);
    if (!wish)
        co_return std::unexpected(wish.error());
    auto edited = co_await library.edit(call.principal(), call.parameter("id"), std::move(*wish));
    co_return jsonResponse(std::move(edited));
}

Task<Result<http::Response>> editAll(const Call& call, domain::Library& library) {
    const Result<json::object> body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    auto wish = domain::readVideosEdit(*body);
    if (!wish)
        co_return std::unexpected(wish.error());
    auto edited = co_await library.editAll(call.principal(), std::move(*wish));
    co_return jsonResponse(std::move(edited));
}

/// Into the trash, or for ever.
Task<Result<http::Response>> remove(const Call& call, domain::Library& library) {
    const std::string forever = call.query("forever").value_or("false");
    if (forever != "true" && forever != "false")
        co_return failField("forever", "invalid", "This is true or false.");
    if (forever == "true") {
        const Result<> removed = co_await library.remove(call.principal(), call.parameter("id"));
        if (!removed)
            co_return std::unexpected(removed.error());
        co_return http::Response::empty(204);
    }
    domain::VideoEdit trash;
    trash.state = "trashed";
    auto trashed = co_await library.edit(call.principal(), call.parameter("id"), std::move(trash));
    co_return jsonResponse(std::move(trashed));
}

Task<Result<http::Response>> restore(const Call& call, domain::Library& library) {
    const Result<json::object> body = readOptionalBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    auto wish = domain::readRestore(*body);
    if (!wish)
        co_return std::unexpected(wish.error());
    auto restored = co_await library.edit(call.principal(), call.parameter("id"), std::move(*wish));
    co_return jsonResponse(std::move(restored));
}

Task<Result<http::Response>> setState(const Call& call, domain::Library& library, std::string state) {
    domain::VideoEdit wish;
    wish.state = std::move(state);
    wish.unlessTrashed = true;
    auto edited = co_await library.edit(call.principal(), call.parameter("id"), std::move(wish));
    co_return jsonResponse(std::move(edited));
}

Task<Result<http::Response>> publish(const Call& call, domain::Library& library) {
    return setState(call, library, "published");
}

Task<Result<http::Response>> unpublish(const Call& call, domain::Library& library) {
    return setState(call, library, "draft");
}

Task<Result<http::Response>> changes(const Call& call, domain::Library& library) {
    auto since = call.query("since");
    auto limit = call.query("limit");
    auto found = co_await library.changes(call.principal(), std::move(since), std::move(limit));
    co_return jsonResponse(std::move(found));
}

} // namespace

std::vector<Endpoint> libraryRoutes(domain::Library& library) {
    const auto on = [&library](Task<Result<http::Response>> (*handler)(const Call&, domain::Library&)) -> Handler {
        return [&library, handler](const Call& call) {
            return handler(call, library);
        };
    };
    return {
        {"PATCH", "/api/v1/videos/{id}", Access::User, on(edit), domain::Scope::VideosWrite},
        {"DELETE", "/api/v1/videos/{id}", Access::User, on(remove), domain::Scope::VideosWrite},
        {"POST", "/api/v1/videos/{id}/restore", Access::User, on(restore), domain::Scope::VideosWrite},
        {"POST", "/api/v1/videos/{id}/publish", Access::User, on(publish), domain::Scope::VideosWrite},
        {"POST", "/api/v1/videos/{id}/unpublish", Access::User, on(unpublish), domain::Scope::VideosWrite},
        {"POST", "/api/v1/videos/batch", Access::User, on(editAll), domain::Scope::VideosWrite},
        {"GET", "/api/v1/library/changes", Access::User, on(changes), domain::Scope::VideosRead},
    };
}

} // namespace kinora::api
