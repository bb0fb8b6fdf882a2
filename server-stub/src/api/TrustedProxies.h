// Whose word counts about where a request came from.
#pragma once

#include "http/Request.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <string>
#include <vector>

namespace kinora::api {

class TrustedProxies {
public:
    /// Addresses and networks in CIDR form, as config::parseNetwork() lets through; others are left out.
    explicit TrustedProxies(const std::vector<std::string>& networks);

    /// Puts the client in the place of the proxy that connected: the first address from the right of X-Forwarded-For
    /// that is no trusted proxy itself. What stands further left anybody may have written. Without X-Forwarded-For the
    /// same by Forwarded (RFC 7239). A peer that is no trusted proxy stays what it is, whatever it says.
    void apply(http::Request& request) const;

private:
    [[nodiscard]] bool trusts(const boost::asio::ip::address& address) const;

    std::vector<boost::asio::ip::network_v4> m_networks4;
    std::vector<boost::asio::ip::network_v6> m_networks6;
};

} // namespace kinora::api
