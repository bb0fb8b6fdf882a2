#include "api/Origin.h"

#include "base/Result.h"
#include "http/Problem.h"

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

bool namesThisMachine(const http::Request& request) {
    std::string_view host = request.headers.value("Host");
    const std::size_t colon = host.rfind(':');
    if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos)
        host = host.substr(0, colon);
    return host.empty() || host == "localhost" || host == "[::1]" ||
           (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

Task<http::Response> refuseForeignName(const http::Request& request) {
    const Error error{
        Code::Forbidden, "This relay is for this computer alone and answers to its own address only.", {}, {}};
    co_return http::problem(error, request.id);
}

std::optional<std::string> bearerToken(const http::Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    // Of two a proxy may have looked at the other one.
    const auto isAuthorization = [](const http::Headers::Field& field) {
        return http::equalsIgnoringCase(field.first, "Authorization");
    };
    if (std::ranges::count_if(request.headers, isAuthorization) > 1)
        return std::nullopt;
    const std::string_view header = request.headers.value("Authorization");
    if (header.size() <= scheme.size() || !http::equalsIgnoringCase(header.substr(0, scheme.size()), scheme))
        return std::nullopt;
    return std::string(header.substr(scheme.size()));
}

} // namespace kinora::api
