#include "http/Cookies.h"

#include "http/Grammar.h"

namespace kinora::http {

std::optional<std::string> cookieValue(const Headers& headers, std::string_view name) {
    for (const auto& [fieldName, field] : headers) {
        if (!equalsIgnoringCase(fieldName, "Cookie"))
            continue;
        std::string_view rest = field;
        while (!rest.empty()) {
            const auto semicolon = rest.find(';');
            const std::string_view pair = trimmed(rest.substr(0, semicolon));
            rest = semicolon == std::string_view::npos ? std::string_view{} : rest.substr(semicolon + 1);
            const auto equals = pair.find('=');
            if (equals == std::string_view::npos || pair.substr(0, equals) != name)
                continue;
            std::string_view value = pair.substr(equals + 1);
            if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
                value = value.substr(1, value.size() - 2);
            return std::string(value);
        }
    }
    return std::nullopt;
}

std::string toString(const SetCookie& cookie) {
    std::string text = cookie.name + "=" + cookie.value;
    if (cookie.httpOnly)
        text += "; HttpOnly";
    if (cookie.secure)
        text += "; Secure";
    if (!cookie.sameSite.empty())
        text += "; SameSite=" + cookie.sameSite;
    text += "; Path=" + cookie.path;
    text += "; Max-Age=" + std::to_string(cookie.maxAge.count());
    return text;
}

} // namespace kinora::http
