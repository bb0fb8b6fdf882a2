// Cookies by hand: reading one value, writing one header.
#pragma once

#include "http/Headers.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kinora::http {

/// The value of the first cookie of this name in any Cookie header; quotes around it are removed.
[[nodiscard]] std::optional<std::string> cookieValue(const Headers& headers, std::string_view name);

struct SetCookie {
    std::string name;
    std::string value;
    std::string path = "/";
    std::chrono::seconds maxAge{0}; ///< 0 deletes the cookie
    bool httpOnly = true;
    bool secure = true;
    std::string sameSite = "Strict";
};

/// The value of a Set-Cookie header.
[[nodiscard]] std::string toString(const SetCookie& cookie);

} // namespace kinora::http
