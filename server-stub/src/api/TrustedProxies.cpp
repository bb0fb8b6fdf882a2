#include "api/TrustedProxies.h"

#include "base/Addresses.h"
#include "http/Grammar.h"

#include <algorithm>
#include <optional>
#include <ranges>
#include <string_view>

namespace kinora::api {

namespace ip = boost::asio::ip;

namespace {

std::optional<ip::address> addressOf(std::string_view text) {
    boost::system::error_code error;
    const ip::address address = ip::make_address(std::string(text), error);
    return error ? std::nullopt : std::optional(unmapped(address));
}

/// "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]:80".
std::optional<ip::address> addressOfNode(std::string_view text) {
    if (text.starts_with('['))
        return addressOf(text.substr(1, std::min(text.find(']'), text.size()) - 1));
    if (std::ranges::count(text, ':') == 1)
        text = text.substr(0, text.find(':'));
    return addressOf(text);
}

/// The parts between `separator`s outside of quotes.
std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    bool quoted = false;
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"')
            quoted = !quoted;
        if (text[i] != separator || quoted)
            continue;
        parts.push_back(http::trimmed(text.substr(start, i - start)));
        start = i + 1;
    }
    parts.push_back(http::trimmed(text.substr(start)));
    return parts;
}

/// The value of "for" in one element of Forwarded; empty if there is none.
std::string_view forIn(std::string_view element) {
    for (const std::string_view pair : split(element, ';')) {
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || !http::equalsIgnoringCase(pair.substr(0, equals), "for"))
            continue;
        std::string_view value = pair.substr(equals + 1);
        if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
            value = value.substr(1, value.size() - 2);
        return value;
    }
    return {};
}

/// Each hop as the one after it saw it, the latest last.
std::vector<std::string_view> hopsOf(const http::Request& request) {
    const bool common = request.headers.contains("X-Forwarded-For");
    std::vector<std::string_view> hops;
    for (const auto& [name, value] : request.headers) {
        if (!http::equalsIgnoringCase(name, common ? "X-Forwarded-For" : "Forwarded"))
            continue;
        for (const std::string_view part : split(value, ','))
            hops.push_back(common ? part : forIn(part));
    }
    return hops;
}

} // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& networks) {
    for (const std::string& text : networks) {
        boost::system::error_code error;
        if (const auto single = addressOf(text)) {
            if (single->is_v4())
                m_networks4.emplace_back(single->to_v4(), 32);
            else
                m_networks6.emplace_back(single->to_v6(), 128);
        } else if (const auto network4 = ip::make_network_v4(text, error); !error) {
            m_networks4.push_back(network4.canonical());
        } else if (const auto network6 = ip::make_network_v6(text, error); !error) {
            m_networks6.push_back(network6.canonical());
        }
    }
}

bool TrustedProxies::trusts(const ip::address& address) const {
    if (address.is_v4()) {
        return std::ranges::any_of(m_networks4, [&address](const ip::network_v4& network) {
            return ip::network_v4(address.to_v4(), network.prefix_length()).network() == network.network();
        });
    }
    return std::ranges::any_of(m_networks6, [&address](const ip::network_v6& network) {
        return ip::network_v6(address.to_v6(), network.prefix_length()).network() == network.network();
    });
}

void TrustedProxies::apply(http::Request& request) const {
    std::optional<ip::address> client = addressOf(request.remote.address);
    if (!client || !trusts(*client))
        return;
    const std::vector<std::string_view> hops = hopsOf(request);
    for (const std::string_view hop : hops | std::views::reverse) {
        const auto before = addressOfNode(hop);
        // "unknown", a hidden name, nonsense: the last proxy that could be told apart answers for it.
        if (!before)
            break;
        client = before;
        if (!trusts(*before))
            break;
    }
    if (hops.empty())
        return;
    request.remote.address = client->to_string();
    request.remote.port = 0;
    request.remote.loopback = false;
}

} // namespace kinora::api
