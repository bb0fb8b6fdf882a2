// Where results may be fetched from: an upstream's answer must not make the relay read the operator's own network.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::upstreams {

struct ResultAccess {
    bool allowed = false;
    /// Refuse private addresses, looked at when connected.
    bool publicOnly = true;
    /// The upstream's own origin: the key may go along.
    bool ownOrigin = false;
};

/// The upstream's own origin (scheme, host, port) always, private and http included; other hosts over https on public
/// addresses if `resultHosts` is absent, only those listed if it is given.
[[nodiscard]] ResultAccess resultAccess(std::string_view resultUrl, std::string_view upstreamUrl,
    const std::optional<std::vector<std::string>>& resultHosts);

/// Scheme, host and port are the upstream's.
[[nodiscard]] bool isOwnOrigin(std::string_view url, std::string_view upstreamUrl);

/// `location` as seen from `base`; nothing if either is not an address.
[[nodiscard]] std::optional<std::string> resolveAddress(std::string_view base, std::string_view location);

} // namespace kinora::upstreams
