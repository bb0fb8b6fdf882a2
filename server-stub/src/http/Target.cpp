#include "http/Target.h"

#include "base/Crypto.h"
#include "base/Unicode.h"

#include <algorithm>
#include <optional>

namespace kinora::http {

namespace {

std::optional<std::string> decode(std::string_view text, bool plusIsSpace) {
    std::string decoded;
    decoded.reserve(text.size());
    while (!text.empty()) {
        if (text.front() == '%') {
            const auto byte = text.size() >= 3 ? fromHex(text.substr(1, 2)) : std::nullopt;
            if (!byte)
                return std::nullopt;
            decoded += *byte;
            text.remove_prefix(3);
        } else {
            decoded += text.front() == '+' && plusIsSpace ? ' ' : text.front();
            text.remove_prefix(1);
        }
    }
    if (!isUtf8(decoded))
        return std::nullopt;
    return decoded;
}

/// Proxies merge slashes, resolve dots and decode before or after that, each in its own way; no address of ours needs
/// it.
bool isAmbiguous(std::string_view segment, bool last) {
    return (segment.empty() && !last) || segment == "." || segment == ".." ||
           segment.find_first_of("/\\") != std::string_view::npos;
}

bool parsePath(std::string_view path, Request& request) {
    request.segments.clear();
    auto whole = decode(path, false);
    if (!whole || hasControl(*whole))
        return false;
    request.path = std::move(*whole);
    std::string_view rest = path.substr(1);
    if (rest.empty())
        return true;
    while (true) {
        const auto slash = rest.find('/');
        auto segment = decode(rest.substr(0, slash), false);
        const bool last = slash == std::string_view::npos;
        if (!segment || isAmbiguous(*segment, last))
            return false;
        request.segments.push_back(std::move(*segment));
        if (last)
            return true;
        rest.remove_prefix(slash + 1);
    }
}

bool parseQuery(std::string_view query, Request& request) {
    request.query.clear();
    while (!query.empty()) {
        const auto ampersand = query.find('&');
        const std::string_view pair = query.substr(0, ampersand);
        query = ampersand == std::string_view::npos ? std::string_view{} : query.substr(ampersand + 1);
        if (pair.empty())
            continue;
        const auto equals = pair.find('=');
        auto name = decode(pair.substr(0, equals), true);
        auto value = decode(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1), true);
        if (!name || !value || hasControl(*name) || hasControl(*value, "\n\r\t"))
            return false;
        request.query.emplace_back(std::move(*name), std::move(*value));
    }
    return true;
}

/// What follows the authority in "http://host/path?query" (RFC 9112, 3.2.2); nothing if that is another host.
std::optional<std::string_view> withoutAuthority(std::string_view target, std::string_view host) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!equalsIgnoringCase(target.substr(0, scheme.size()), scheme))
            continue;
        const auto start = std::min(target.find_first_of("/?", scheme.size()), target.size());
        if (host.empty() || !equalsIgnoringCase(target.substr(scheme.size(), start - scheme.size()), host))
            return std::nullopt;
        return target.substr(start);
    }
    return target;
}

} // namespace

bool parseTarget(std::string_view target, Request& request) {
    request.target = target;
    if (target == "*") {
        request.path = "*";
        return request.method == "OPTIONS";
    }
    const auto local = withoutAuthority(target, request.headers.value("Host"));
    if (!local)
        return false;
    target = *local;
    const auto question = target.find('?');
    std::string_view path = target.substr(0, question);
    if (path.empty() && target.size() < request.target.size())
        path = "/";
    if (!path.starts_with('/') || !parsePath(path, request))
        return false;
    return question == std::string_view::npos || parseQuery(target.substr(question + 1), request);
}

} // namespace kinora::http
