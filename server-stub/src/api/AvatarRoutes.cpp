#include "api/AvatarRoutes.h"

#include "api/Body.h"
#include "base/Unicode.h"
#include "domain/Avatars.h"
#include "domain/Render.h"

#include <algorithm>
#include <array>

namespace kinora::api {
namespace {

constexpr std::size_t PictureLimit = 1 << 20;

/// A page in somebody's browser cannot send these to a relay on their machine without being asked first.
bool isPicture(const http::Request& request) {
    constexpr std::array<std::string_view, 3> types{"image/png", "image/jpeg", "image/webp"};
    const std::string_view type = trim(request.headers.value("Content-Type"));
    return std::ranges::any_of(types, [type](std::string_view each) { return http::equalsIgnoringCase(type, each); });
}

Result<http::Response> toResponse(const Result<store::User>& user) {
    if (!user)
        return std::unexpected(user.error());
    return jsonResponse(200, domain::toJson(*user));
}

Task<Result<http::Response>> put(const Call& call, domain::Avatars& avatars) {
    if (!isPicture(call.request))
        co_return fail(Code::UnsupportedMediaType, "A picture is image/png, image/jpeg or image/webp.");
    domain::Actor actor = call.actor();
    const auto user = co_await avatars.put(call.principal(), call.request.body, std::move(actor));
    co_return toResponse(user);
}

Task<Result<http::Response>> remove(const Call& call, domain::Avatars& avatars) {
    domain::Actor actor = call.actor();
    const auto user = co_await avatars.remove(call.principal(), std::move(actor));
    co_return toResponse(user);
}

Task<Result<http::Response>> get(const Call& call, domain::Avatars& avatars) {
    auto stored = co_await avatars.file(call.parameter("handle"));
    if (!stored)
        co_return std::unexpected(stored.error());
    const bool named = call.query("v") == stored->sha256.substr(0, domain::AvatarVersionLength);
    http::FileBody body{.path = std::move(stored->path), .etag = "\"" + stored->sha256 + "\""};
    http::Response response = http::Response::file(std::move(body), std::move(stored->contentType));
    response.headers.set("Cache-Control", named ? "private, max-age=31536000, immutable" : "private, no-cache");
    co_return response;
}

} // namespace

std::vector<Endpoint> avatarRoutes(domain::Avatars& avatars) {
    const auto on = [&avatars](Task<Result<http::Response>> (*handler)(const Call&, domain::Avatars&)) -> Handler {
        return [&avatars, handler](const Call& call) {
            return handler(call, avatars);
        };
    };
    return {
        {"PUT", "/api/v1/me/avatar", Access::User, on(put), {}, PictureLimit},
        {"DELETE", "/api/v1/me/avatar", Access::User, on(remove)},
        {"GET", "/api/v1/users/{handle}/avatar", Access::User, on(get)},
    };
}

} // namespace kinora::api
