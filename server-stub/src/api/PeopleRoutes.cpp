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
    };
}

} // namespace kinora::api
