#include "fetch/Addresses.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>

namespace kinora::fetch {

namespace {

struct Range4 {
    std::uint32_t network;
    int bits;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array special4{
    Range4{ip(0, 0, 0, 0), 8},       // this network
    Range4{ip(10, 0, 0, 0), 8},      // private
    Range4{ip(100, 64, 0, 0), 10},   // carrier-grade NAT
    Range4{ip(127, 0, 0, 0), 8},     // loopback
    Range4{ip(169, 254, 0, 0), 16},  // link-local, cloud metadata
    Range4{ip(172, 16, 0, 0), 12},   // private
    Range4{ip(192, 0, 0, 0), 24},    // protocol assignments
    Range4{ip(192, 0, 2, 0), 24},    // documentation
    Range4{ip(192, 88, 99, 0), 24},  // 6to4 relays
    Range4{ip(192, 168, 0, 0), 16},  // private
    Range4{ip(198, 18, 0, 0), 15},   // benchmarking
    Range4{ip(198, 51, 100, 0), 24}, // documentation
    Range4{ip(203, 0, 113, 0), 24},  // documentation
    Range4{ip(224, 0, 0, 0), 4},     // multicast
    Range4{ip(240, 0, 0, 0), 4},     // reserved, broadcast
};

bool isPublic4(std::uint32_t address) {
    return std::ranges::none_of(
        special4, [address](const Range4& range) { return (address ^ range.network) >> (32 - range.bits) == 0; });
}

using Bytes6 = std::array<std::uint8_t, 16>;

bool startsWith(const Bytes6& address, std::initializer_list<std::uint8_t> prefix) {
    return std::equal(prefix.begin(), prefix.end(), address.begin());
}

std::uint32_t embedded4(const Bytes6& address, std::size_t at) {
    return ip(address[at], address[at + 1], address[at + 2], address[at + 3]);
}

bool isPublic6(const Bytes6& address) {
    if (startsWith(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}))
        return isPublic4(embedded4(address, 12));
    if (startsWith(address, {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}))
        return isPublic4(embedded4(address, 12));
    if (startsWith(address, {0x20, 0x02}))
        return isPublic4(embedded4(address, 2));
    // Only 2000::/3 is given out for general use; of it, not 2001::/23 (Teredo, ORCHID …) and not the documentation
    // ranges.
    if ((address[0] & 0xe0) != 0x20)
        return false;
    if (address[0] == 0x20 && address[1] == 0x01 && address[2] <= 0x01)
        return false;
    if (startsWith(address, {0x20, 0x01, 0x0d, 0xb8}))
        return false;
    return !(address[0] == 0x3f && address[1] == 0xff && (address[2] & 0xf0) == 0);
}

} // namespace

bool isPublicAddress(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return isPublic4(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        Bytes6 bytes{};
        std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
        return isPublic6(bytes);
    }
    return false;
}

bool isPublicAddress(std::string_view address) {
    const std::string text(address);
    in_addr v4{};
    if (::inet_pton(AF_INET, text.c_str(), &v4) == 1)
        return isPublic4(ntohl(v4.s_addr));
    Bytes6 bytes{};
    return ::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1 && isPublic6(bytes);
}

} // namespace kinora::fetch
