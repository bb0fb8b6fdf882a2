#include "api/AccountRoutes.h"

#include "api/Body.h"
#include "api/Origin.h"
#include "domain/AccessTokens.h"
#include "domain/Accounts.h"
#include "domain/Render.h"
#include "domain/Sessions.h"
#include "http/Cookies.h"

namespace kinora::api {
namespace {

constexpr auto CookieName = "kinora_refresh";
constexpr auto CookiePath = "/api/v1/auth";

std::string refreshCookie(std::string value, std::chrono::seconds maxAge, bool secure) {
    http::SetCookie cookie;
    cookie.name = CookieName;
    cookie.value = std::move(value);
    cookie.path = CookiePath;
    cookie.maxAge = maxAge;
    cookie.secure = secure;
    return http::toString(cookie);
}

http::Response sessionResponse(int status, const domain::SignedIn& signedIn, bool secureCookie) {
    const json::object body{{"accessToken", signedIn.accessToken}, {"tokenType", "Bearer"},
        {"expiresIn", domain::AccessTokens::Lifetime.count()}, {"user", domain::toJson(signedIn.user)}};
    http::Response response = jsonResponse(status, body);
    response.headers.set("Cache-Control", "no-store");
    response.headers.add("Set-Cookie", refreshCookie(signedIn.refreshToken, domain::Sessions::Lifetime, secureCookie));
    return response;
}

std::string userAgentOf(const Call& call) {
    return std::string(call.request.headers.value("User-Agent"));
}

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
    const Result<domain::Registered> registered = co_await accounts.registerUser(std::move(registration));
    if (!registered)
        co_return std::unexpected(registered.error());
    if (registered->session)
        co_return sessionResponse(201, *registered->session, secureCookie);
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
    const Result<domain::SignedIn> signedIn = co_await sessions.logIn(std::move(credentials));
    if (!signedIn)
        co_return std::unexpected(signedIn.error());
    co_return sessionResponse(200, *signedIn, secureCookie);
}

/// The cookie alone: no body, Content-Type, Origin or access token is looked at.
Task<Result<http::Response>> refresh(const Call& call, domain::Sessions& sessions, bool secureCookie) {
    std::optional<std::string> token = http::cookieValue(call.request.headers, CookieName);
    if (!token)
        co_return fail(Code::Unauthorized, "There is no refresh cookie. Sign in again.");
    const Result<domain::SignedIn> signedIn = co_await sessions.refresh(std::move(*token));
    if (!signedIn)
        co_return std::unexpected(signedIn.error());
    co_return sessionResponse(200, *signedIn, secureCookie);
}

Task<Result<http::Response>> logOut(const Call& call, domain::Sessions& sessions, bool secureCookie) {
    std::optional<std::string> refreshToken = http::cookieValue(call.request.headers, CookieName);
    std::optional<std::string> accessToken = bearerToken(call.request);
    co_await sessions.logOut(std::move(refreshToken), std::move(accessToken));
    http::Response response = http::Response::empty(204);
    response.headers.set("Cache-Control", "no-store");
    response.headers.add("Set-Cookie", refreshCookie("", std::chrono::seconds(0), secureCookie));
    co_return response;
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
    auto answerMe = [&accounts](const Call& call) {
        return me(call, accounts);
    };
    return {
        {"POST", "/api/v1/auth/register", Access::Anyone, answerRegister},
        {"POST", "/api/v1/auth/login", Access::Anyone, answerLogIn},
        {"POST", "/api/v1/auth/refresh", Access::Anyone, answerRefresh},
        {"POST", "/api/v1/auth/logout", Access::Anyone, answerLogOut},
        {"GET", "/api/v1/me", Access::User, answerMe},
    };
}

} // namespace kinora::api
