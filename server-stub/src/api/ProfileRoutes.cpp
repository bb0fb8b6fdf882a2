#include "api/ProfileRoutes.h"

#include "api/Body.h"
#include "api/SessionAnswer.h"
#include "domain/Profile.h"
#include "domain/Render.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> change(const Call& call, domain::Profile& profile) {
    const Result<json::object> body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    auto change = domain::readProfileChange(*body);
    if (!change)
        co_return std::unexpected(change.error());
    domain::Actor actor = call.actor();
    const auto user = co_await profile.change(call.principal(), std::move(*change), std::move(actor));
    if (!user)
        co_return std::unexpected(user.error());
    co_return jsonResponse(200, domain::toJson(*user));
}

Task<Result<http::Response>> remove(const Call& call, domain::Profile& profile, bool secureCookie) {
    const Result<json::object> body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    ObjectReader reader(*body);
    std::string password = reader.string("currentPassword");
    const Result<> complete = reader.finish();
    if (!complete)
        co_return std::unexpected(complete.error());
    domain::Actor actor = call.actor();
    const Result<> removed = co_await profile.remove(call.principal(), std::move(password), std::move(actor));
    if (!removed)
        co_return std::unexpected(removed.error());
    co_return signedOutAnswer(secureCookie);
}

} // namespace

std::vector<Endpoint> profileRoutes(domain::Profile& profile, bool secureCookie) {
    auto answerChange = [&profile](const Call& call) {
        return change(call, profile);
    };
    auto answerRemove = [&profile, secureCookie](const Call& call) {
        return remove(call, profile, secureCookie);
    };
    return {
        {"PATCH", "/api/v1/me", Access::User, answerChange},
        {"DELETE", "/api/v1/me", Access::User, answerRemove},
    };
}

} // namespace kinora::api
