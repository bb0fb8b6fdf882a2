// What signing in is answered with: a token for the client, a cookie for the next refresh.
#pragma once

#include "api/Endpoint.h"
#include "domain/Sessions.h"

#include <optional>
#include <string>

namespace kinora::api {

/// secureCookie: whether the refresh cookie is marked Secure; false only where clients speak plain HTTP over loopback.
[[nodiscard]] http::Response sessionAnswer(int status, const domain::SignedIn& signedIn, bool secureCookie);
/// 204 that deletes the cookie.
[[nodiscard]] http::Response signedOutAnswer(bool secureCookie);

[[nodiscard]] std::optional<std::string> refreshCookieOf(const Call& call);
[[nodiscard]] std::string userAgentOf(const Call& call);

} // namespace kinora::api
