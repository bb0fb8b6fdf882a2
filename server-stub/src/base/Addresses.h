// Addresses of peers, as people and limits count them.
#pragma once

#include <boost/asio/ip/address.hpp>

#include <string>
#include <string_view>

namespace kinora {

/// IPv4 where it came as IPv4-mapped IPv6.
[[nodiscard]] boost::asio::ip::address unmapped(const boost::asio::ip::address& address);
/// For whom something is counted: one IPv4 address, or the IPv6 /64 that one customer usually has.
[[nodiscard]] std::string networkOf(const boost::asio::ip::address& address);
/// The same of an address in text; what is none stands for itself.
[[nodiscard]] std::string networkOf(std::string_view address);

} // namespace kinora
