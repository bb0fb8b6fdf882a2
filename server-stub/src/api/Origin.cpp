#include "api/Origin.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace kinora::api {

bool isDirect(const http::Request& request) {
    constexpr std::array<std::string_view, 5> forwarding{
        "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"};
    return request.remote.loopback && std::ranges::none_of(forwarding,
                                          [&request](std::string_view name) { return request.headers.contains(name); });
}

std::optional<std::string> bearerToken(const http::Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view header = request.headers.value("Authorization");
    if (header.size() <= scheme.size() || !http::equalsIgnoringCase(header.substr(0, scheme.size()), scheme))
        return std::nullopt;
    return std::string(header.substr(scheme.size()));
}

} // namespace kinora::api
