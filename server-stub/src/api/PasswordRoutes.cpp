#include "api/PasswordRoutes.h"

#include "api/Body.h"
#include "api/SessionAnswer.h"
#include "domain/Passwords.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> change(const Call& call, domain::Passwords& passwords, bool secureCookie) {
    const Result<json::object> body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    ObjectReader reader(*body);
    domain::PasswordChange change;
    change.current = reader.string("currentPassword");
    change.wanted = reader.string("newPassword");
    const Result<> complete = reader.finish();
    if (!complete)
        co_return std::unexpected(complete.error());
    change.userAgent = userAgentOf(call);
    domain::Actor actor = call.actor();
    const auto signedIn = co_await passwords.change(call.principal(), std::move(change), std::move(actor));
    if (!signedIn)
        co_return std::unexpected(signedIn.error());
    co_return sessionAnswer(200, *signedIn, secureCookie);
}

Task<Result<http::Response>> reset(const Call& call, domain::Passwords& passwords, bool secureCookie) {
    const Result<json::object> body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    ObjectReader reader(*body);
    domain::PasswordReset reset;
    reset.email = reader.string("email");
    reset.code = reader.string("code");
    reset.wanted = reader.string("newPassword");
    const Result<> complete = reader.finish();
    if (!complete)
        co_return std::unexpected(complete.error());
    reset.userAgent = userAgentOf(call);
    domain::Actor actor = call.actor();
    const auto signedIn = co_await passwords.reset(std::move(reset), std::move(actor));
    if (!signedIn)
        co_return std::unexpected(signedIn.error());
    co_return sessionAnswer(200, *signedIn, secureCookie);
}

} // namespace

std::vector<Endpoint> passwordRoutes(domain::Passwords& passwords, bool secureCookie) {
    auto answerChange = [&passwords, secureCookie](const Call& call) {
        return change(call, passwords, secureCookie);
    };
    auto answerReset = [&passwords, secureCookie](const Call& call) {
        return reset(call, passwords, secureCookie);
    };
    return {
        {"POST", "/api/v1/auth/password", Access::User, answerChange},
        {"POST", "/api/v1/auth/password/reset", Access::Anyone, answerReset},
    };
}

} // namespace kinora::api
