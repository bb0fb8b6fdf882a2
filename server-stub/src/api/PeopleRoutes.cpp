#include "api/PeopleRoutes.h"

#include "api/Body.h"
#include "domain/People.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> get(const Call& call, domain::People& people) {
    auto person = co_await people.get(call.principal(), call.parameter("handle"));
    co_return jsonResponse(std::move(person));
}

Task<Result<http::Response>> follow(const Call& call, domain::People& people) {
    auto person = co_await people.follow(call.principal(), call.parameter("handle"));
    co_return jsonResponse(std::move(person));
}

Task<Result<http::Response>> unfollow(const Call& call, domain::People& people) {
    auto person = co_await people.unfollow(call.principal(), call.parameter("handle"));
    co_return jsonResponse(std::move(person));
}

Task<Result<http::Response>> videos(const Call& call, domain::People& people) {
    auto page =
        co_await people.videos(call.principal(), call.parameter("handle"), call.query("limit"), call.query("cursor"));
    co_return jsonResponse(std::move(page));
}

Task<Result<http::Response>> feed(const Call& call, domain::People& people) {
    auto page = co_await people.feed(call.principal(), call.query("limit"), call.query("cursor"));
    co_return jsonResponse(std::move(page));
}

Task<Result<http::Response>> like(const Call& call, domain::People& people) {
    auto video = co_await people.like(call.principal(), call.parameter("id"));
    co_return jsonResponse(std::move(video));
}

Task<Result<http::Response>> unlike(const Call& call, domain::People& people) {
    auto video = co_await people.unlike(call.principal(), call.parameter("id"));
    co_return jsonResponse(std::move(video));
}

} // namespace

std::vector<Endpoint> peopleRoutes(domain::People& people) {
    const auto on = [&people](Task<Result<http::Response>> (*handler)(const Call&, domain::People&)) -> Handler {
        return [&people, handler](const Call& call) {
            return handler(call, people);
        };
    };
    return {
        {"GET", "/api/v1/users/{handle}", Access::User, on(get)},
        {"PUT", "/api/v1/users/{handle}/follow", Access::User, on(follow)},
        {"DELETE", "/api/v1/users/{handle}/follow", Access::User, on(unfollow)},
        {"GET", "/api/v1/users/{handle}/videos", Access::User, on(videos)},
        {"GET", "/api/v1/feed", Access::User, on(feed)},
        {"PUT", "/api/v1/videos/{id}/like", Access::User, on(like)},
        {"DELETE", "/api/v1/videos/{id}/like", Access::User, on(unlike)},
    };
}

} // namespace kinora::api
