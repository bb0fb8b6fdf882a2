#include "base/Addresses.h"

#include <boost/asio/ip/network_v6.hpp>

namespace kinora {

namespace ip = boost::asio::ip;

ip::address unmapped(const ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return ip::make_address_v4(ip::v4_mapped, address.to_v6());
    return address;
}

std::string networkOf(const ip::address& address) {
    constexpr unsigned short customer = 64;
    const ip::address plain = unmapped(address);
    if (plain.is_v4())
        return plain.to_string();
    return ip::make_network_v6(plain.to_v6(), customer).canonical().to_string();
}

std::string networkOf(std::string_view address) {
    boost::system::error_code failure;
    const ip::address parsed = ip::make_address(address, failure);
    return failure ? std::string(address) : networkOf(parsed);
}

} // namespace kinora
