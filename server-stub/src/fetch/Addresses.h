// Which addresses belong to the public internet.
#pragma once

#include <string_view>

struct sockaddr;

namespace kinora::fetch {

/// False for loopback, private, link-local, carrier-grade NAT, multicast, documentation, benchmarking and other ranges
/// that are not globally reachable (IANA special-purpose registries), IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo)
/// included.
[[nodiscard]] bool isPublicAddress(const sockaddr& address);
/// The same for a numeric address as text; false if it is none.
[[nodiscard]] bool isPublicAddress(std::string_view address);

} // namespace kinora::fetch
