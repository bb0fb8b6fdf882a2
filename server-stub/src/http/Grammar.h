// The few productions of HTTP's grammar that heads, trailers and cookies share (RFC 9110, 5.6; RFC 3986, 3.2).
#pragma once

#include <string_view>

namespace kinora::http {

[[nodiscard]] bool isToken(std::string_view text);
/// No control character but the tab: what a field's value may hold.
[[nodiscard]] bool isFieldText(std::string_view text);
/// A registered name, an IPv4 address or an IPv6 address in brackets, with or without a port; never empty.
[[nodiscard]] bool isHostAndPort(std::string_view text);
/// Without the spaces and tabs around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

} // namespace kinora::http
