#include "upstreams/ResultPolicy.h"

#include <boost/url.hpp>

#include <algorithm>

namespace kinora::upstreams {

namespace urls = boost::urls;

namespace {

std::string lowered(std::string text) {
    std::ranges::transform(
        text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::string portOf(const urls::url_view& url) {
    if (url.has_port() && !url.port().empty())
        return std::string(url.port());
    return url.scheme_id() == urls::scheme::https ? "443" : "80";
}

bool sameOrigin(const urls::url_view& a, const urls::url_view& b) {
    return a.scheme_id() == b.scheme_id() && lowered(a.host()) == lowered(b.host()) && portOf(a) == portOf(b);
}

} // namespace

ResultAccess resultAccess(std::string_view resultUrl, std::string_view upstreamUrl,
    const std::optional<std::vector<std::string>>& resultHosts) {
    const auto result = urls::parse_uri(resultUrl);
    const auto upstream = urls::parse_uri(upstreamUrl);
    if (!result || !upstream || result->host().empty() || result->has_userinfo())
        return {};
    if (result->scheme_id() != urls::scheme::https && result->scheme_id() != urls::scheme::http)
        return {};
    if (sameOrigin(*result, *upstream))
        return {.allowed = true, .publicOnly = false, .ownOrigin = true};
    if (resultHosts) {
        const std::string host = lowered(result->host());
        const bool listed =
            std::ranges::any_of(*resultHosts, [&host](const std::string& name) { return lowered(name) == host; });
        return {.allowed = listed, .publicOnly = false, .ownOrigin = false};
    }
    return {.allowed = result->scheme_id() == urls::scheme::https, .publicOnly = true, .ownOrigin = false};
}

bool isOwnOrigin(std::string_view url, std::string_view upstreamUrl) {
    return resultAccess(url, upstreamUrl, std::nullopt).ownOrigin;
}

std::optional<std::string> resolveAddress(std::string_view base, std::string_view location) {
    const auto from = urls::parse_uri(base);
    const auto to = urls::parse_uri_reference(location);
    if (!from || !to)
        return std::nullopt;
    urls::url resolved;
    if (const auto done = urls::resolve(*from, *to, resolved); !done)
        return std::nullopt;
    return std::string(resolved.buffer());
}

} // namespace kinora::upstreams
