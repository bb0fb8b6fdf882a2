#include "api/AccountRoutes.h"

#include "api/Body.h"
#include "api/Origin.h"
#include "api/SessionAnswer.h"
#include "domain/Accounts.h"
#include "domain/Render.h"
#include "domain/Sessions.h"

namespace kinora::api {
namespace {

Task<Result<http::Response>> registerUser(const Call& call, domain::Accounts& accounts, bool secureCookie) {
    const Result<json::object> body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    ObjectReader reader(*body);
    domain::Registration registration;
    registration.email = reader.string("email");
    registration.password = reader.string("password");
    registration.displayName = reader.optionalString("displayName");
    registration.handle = reader.optionalString("handle");
    registration.inviteCode = reader.optionalString("inviteCode");
    registration.setupCode = reader.optionalString("setupCode");
    const Result<> complete = reader.finish();
    if (!complete)
        co_return std::unexpected(complete.error());
    registration.userAgent = userAgentOf(call);
    registration.direct = isDirect(call.request);
    domain::Actor actor = call.actor();
    const Result<domain::Registered> registered =
        co_await accounts.registerUser(std::move(registration), std::move(actor));
    if (!registered)
        co_return std::unexpected(registered.error());
    if (registered->session)
        co_return sessionAnswer(201, *registered->session, secureCookie);
    // Made, but there is nothing to be signed in to before an administrator has looked.
    const json::object waiting{{"user", domain::toJson(registered->user)}};
    http::Response response = jsonResponse(202, waiting);
    response.headers.set("Cache-Control", "no-store");
    co_return response;
}

Task<Result<http::Response>> logIn(const Call& call, domain::Sessions& sessions, bool secureCookie) {
    const Result<json::object> body = readBody(call.request);
    if (!body)
        co_return std::unexpected(body.error());
    ObjectReader reader(*body);
    domain::Credentials credentials;
    credentials.email = reader.string("email");
    credentials.password = reader.string("password");
    const Result<> complete = reader.finish();
    if (!complete)
        co_return std::unexpected(complete.error());
    credentials.userAgent = userAgentOf(call);
    credentials.refreshToken = refreshCookieOf(call);
    domain::Actor actor = call.actor();
    const Result<domain::SignedIn> signedIn = co_await sessions.logIn(std::move(credentials), std::move(actor));
    if (!signedIn)
        co_return std::unexpected(signedIn.error());
    co_return sessionAnswer(200, *signedIn, secureCookie);
}

/// The cookie alone: no body, Content-Type, Origin or access token is looked at.
Task<Result<http::Response>> refresh(const Call& call, domain::Sessions& sessions, bool secureCookie) {
    std::optional<std::string> token = refreshCookieOf(call);
    if (!token)
        co_return fail(Code::Unauthorized, "There is no refresh cookie. Sign in again.");
    domain::Actor actor = call.actor();
    const Result<domain::SignedIn> signedIn = co_await sessions.refresh(std::move(*token), std::move(actor));
    if (!signedIn)
        co_return std::unexpected(signedIn.error());
    co_return sessionAnswer(200, *signedIn, secureCookie);
}

Task<Result<http::Response>> logOut(const Call& call, domain::Sessions& sessions, bool secureCookie) {
    std::optional<std::string> refreshToken = refreshCookieOf(call);
    std::optional<std::string> accessToken = bearerToken(call.request);
    domain::Actor actor = call.actor();
    co_await sessions.logOut(std::move(refreshToken), std::move(accessToken), std::move(actor));
    co_return signedOutAnswer(secureCookie);
}

Task<Result<http::Response>> list(const Call& call, domain::Sessions& sessions) {
    auto limit = call.query("limit");
    auto cursor = call.query("cursor");
    auto page = co_await sessions.list(call.principal(), std::move(limit), std::move(cursor));
    if (!page)
        co_return std::unexpected(page.error());
    co_return jsonResponse(200, std::move(*page));
}

Task<Result<http::Response>> end(const Call& call, domain::Sessions& sessions) {
    domain::Actor actor = call.actor();
    const Result<> ended = co_await sessions.end(call.principal(), call.parameter("id"), std::move(actor));
    if (!ended)
        co_return std::unexpected(ended.error());
    co_return http::Response::empty(204);
}

Task<Result<http::Response>> me(const Call& call, domain::Accounts& accounts) {
    const Result<domain::User> user = co_await accounts.find(call.principal().userId);
    if (!user)
        co_return std::unexpected(user.error());
    http::Response response = jsonResponse(200, domain::toJson(*user));
    response.headers.set("Cache-Control", "private, no-cache");
    co_return response;
}

} // namespace

std::vector<Endpoint> accountRoutes(domain::Accounts& accounts, domain::Sessions& sessions, bool secureCookie) {
    auto answerRegister = [&accounts, secureCookie](const Call& call) {
        return registerUser(call, accounts, secureCookie);
    };
    auto answerLogIn = [&sessions, secureCookie](const Call& call) {
        return logIn(call, sessions, secureCookie);
    };
    auto answerRefresh = [&sessions, secureCookie](const Call& call) {
        return refresh(call, sessions, secureCookie);
    };
    auto answerLogOut = [&sessions, secureCookie](const Call& call) {
        return logOut(call, sessions, secureCookie);
    };
    auto answerList = [&sessions](const Call& call) {
        return list(call, sessions);
    };
    auto answerEnd = [&sessions](const Call& call) {
        return end(call, sessions);
    };
    auto answerMe = [&accounts](const Call& call) {
        return me(call, accounts);
    };
    return {
        {"POST", "/api/v1/auth/register", Access::Anyone, answerRegister},
        {"POST", "/api/v1/auth/login", Access::Anyone, answerLogIn},
        {"POST", "/api/v1/auth/refresh", Access::Anyone, answerRefresh},
        {"POST", "/api/v1/auth/logout", Access::Anyone, answerLogOut},
        {"GET", "/api/v1/auth/sessions", Access::User, answerList},
        {"DELETE", "/api/v1/auth/sessions/{id}", Access::User, answerEnd},
        {"GET", "/api/v1/me", Access::User, answerMe},
    };
}

} // namespace kinora::api
