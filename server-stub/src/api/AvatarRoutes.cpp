#include "api/AvatarRoutes.h"

#include "api/Body.h"
#include "api/Pictures.h"
#include "domain/Avatars.h"
#include "domain/Render.h"

namespace kinora::api {
namespace {

constexpr std::size_t PictureLimit = 1 << 20;

Result<http::Response> toResponse(const Result<store::User>& user) {
    if (!user)
        return std::unexpected(user.error());
    return jsonResponse(200, domain::toJson(*user));
}

Task<Result<http::Response>> put(const Call& call, domain::Avatars& avatars) {
    const Result<> typed = checkPictureType(call.request);
    if (!typed)
        co_return std::unexpected(typed.error());
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
    co_return pictureResponse(call, std::move(*stored));
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
