#include "api/SessionAnswer.h"

#include "api/Body.h"
#include "domain/AccessTokens.h"
#include "domain/Render.h"
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

} // namespace

http::Response sessionAnswer(int status, const domain::SignedIn& signedIn, bool secureCookie) {
    const json::object body{{"accessToken", signedIn.accessToken}, {"tokenType", "Bearer"},
        {"expiresIn", domain::AccessTokens::Lifetime.count()}, {"user", domain::toJson(signedIn.user)}};
    http::Response response = jsonResponse(status, body);
    response.headers.set("Cache-Control", "no-store");
    response.headers.add("Set-Cookie", refreshCookie(signedIn.refreshToken, domain::Sessions::Lifetime, secureCookie));
    return response;
}

http::Response signedOutAnswer(bool secureCookie) {
    http::Response response = http::Response::empty(204);
    response.headers.set("Cache-Control", "no-store");
    response.headers.add("Set-Cookie", refreshCookie("", std::chrono::seconds(0), secureCookie));
    return response;
}

std::optional<std::string> refreshCookieOf(const Call& call) {
    return http::cookieValue(call.request.headers, CookieName);
}

std::string userAgentOf(const Call& call) {
    return std::string(call.request.headers.value("User-Agent"));
}

} // namespace kinora::api
