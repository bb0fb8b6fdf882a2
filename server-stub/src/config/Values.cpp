#include "config/Values.h"

#include "base/Unicode.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <boost/url/parse.hpp>
#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace kinora::config {
namespace asio = boost::asio;
namespace {

std::unexpected<std::string> because(std::string reason) {
    return std::unexpected(std::move(reason));
}

bool isHttp(boost::urls::string_view scheme) {
    return scheme == "http" || scheme == "https";
}

std::string_view withoutTrailingSlash(std::string_view text) {
    while (text.ends_with('/'))
        text.remove_suffix(1);
    return text;
}

} // namespace

Parsed<Listen> parseListen(std::string_view text) {
    constexpr auto form = "must be HOST:PORT, for example 127.0.0.1:8787 or [::1]:8787";
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0)
        return because(form);
    Listen listen;
    const std::string_view port = text.substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), listen.port);
    if (error != std::errc{} || end != port.data() + port.size())
        return because("has a port that is not a number from 0 to 65535");
    std::string_view host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string_view::npos)
        return because("has an IPv6 address without brackets");
    if (host.empty())
        return because(form);
    listen.host = host;
    return listen;
}

Parsed<std::string> parseOrigin(std::string_view text) {
    const auto url = boost::urls::parse_uri(withoutTrailingSlash(text));
    if (!url || !isHttp(url->scheme()) || url->encoded_host().empty())
        return because("must be an address such as https://relay.example");
    if (!url->encoded_path().empty() || url->has_query() || url->has_fragment() || url->has_userinfo())
        return because("must be a bare address: no path, query or user");
    return std::string(withoutTrailingSlash(text));
}

Parsed<std::string> parseWebOrigin(std::string_view text) {
    auto origin = parseOrigin(text);
    if (!origin)
        return because(fmt::format("has \"{}\", which is no origin such as https://app.example", text));
    // As a browser writes it, since it is compared as text: small letters, and no port where it is the scheme's own.
    for (char& c : *origin)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (const auto& [scheme, port] : {std::pair("https://", ":443"), std::pair("http://", ":80")})
        if (origin->starts_with(scheme) && origin->ends_with(port))
            origin->resize(origin->size() - std::string_view(port).size());
    return origin;
}

bool holdsPassword(std::string_view databaseUrl) {
    if (databaseUrl.find("password=") != std::string_view::npos)
        return true;
    const auto scheme = databaseUrl.find("://");
    if (scheme == std::string_view::npos)
        return false;
    const std::string_view rest = databaseUrl.substr(scheme + 3);
    const auto at = rest.substr(0, rest.find_first_of("/?")).rfind('@');
    return at != std::string_view::npos && rest.substr(0, at).find(':') != std::string_view::npos;
}

Parsed<std::string> parseNetwork(std::string_view text) {
    boost::system::error_code error;
    std::string terminated(text);
    const bool hasPrefix = text.find('/') != std::string_view::npos;
    if (!hasPrefix) {
        asio::ip::make_address(terminated, error);
    } else {
        asio::ip::make_network_v4(terminated, error);
        if (error) {
            error.clear();
            asio::ip::make_network_v6(terminated, error);
        }
    }
    if (error)
        return because(fmt::format("has \"{}\", which is not an address or network such as 10.0.0.0/8", text));
    return terminated;
}

Parsed<bool> parseSwitch(std::string_view text) {
    if (text == "true" || text == "1" || text == "yes" || text == "on")
        return true;
    if (text == "false" || text == "0" || text == "no" || text == "off" || text.empty())
        return false;
    return because("must be true or false");
}

Parsed<log::Format> parseLogFormat(std::string_view text) {
    if (text == "text")
        return log::Format::Text;
    if (text == "json")
        return log::Format::Json;
    return because("must be text or json");
}

Parsed<log::Level> parseLogLevel(std::string_view text) {
    constexpr std::pair<std::string_view, log::Level> levels[] = {{"trace", log::Level::Trace},
        {"debug", log::Level::Debug}, {"info", log::Level::Info}, {"warning", log::Level::Warning},
        {"error", log::Level::Error}, {"off", log::Level::Off}};
    for (const auto& [name, level] : levels)
        if (text == name)
            return level;
    return because("must be trace, debug, info, warning, error or off");
}

Parsed<std::chrono::milliseconds> parseSeconds(std::string_view text) {
    constexpr double least = 0.1;
    constexpr double most = 86'400;
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || !(seconds >= least && seconds <= most))
        return because("must be a number of seconds from 0.1 to 86400");
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

std::vector<std::string> parseList(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const std::string_view part = trim(text.substr(0, comma));
        if (!part.empty())
            parts.emplace_back(part);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return parts;
}

Parsed<std::optional<RegistrationMode>> parseRegistration(std::string_view text) {
    constexpr std::pair<std::string_view, RegistrationMode> modes[] = {{"open", RegistrationMode::Open},
        {"invite", RegistrationMode::Invite}, {"approval", RegistrationMode::Approval},
        {"closed", RegistrationMode::Closed}};
    if (text == "auto")
        return std::nullopt;
    for (const auto& [name, mode] : modes)
        if (text == name)
            return mode;
    return because("must be auto, open, invite, approval or closed");
}

Parsed<std::int64_t> parseCount(std::string_view text, std::int64_t most, std::int64_t least) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
        return because(fmt::format("must be a whole number from {} to {}", least, most));
    return value;
}

Parsed<std::optional<std::int64_t>> parseLimit(std::string_view text, std::int64_t most) {
    if (text == "none")
        return std::nullopt;
    const auto count = parseCount(text, most);
    if (!count)
        return because(count.error() + ", or none");
    return *count;
}

Parsed<std::optional<std::int64_t>> parseMoneyLimit(std::string_view text) {
    if (text == "none")
        return std::nullopt;
    constexpr double least = 0.01;
    constexpr double most = 1'000'000;
    constexpr double microsInDollar = 1'000'000;
    double dollars = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), dollars, std::chars_format::fixed);
    // Written so that NaN fails too.
    if (error != std::errc{} || end != text.data() + text.size() || !(dollars >= least && dollars <= most))
        return because("must be US dollars from 0.01 to 1000000, or none");
    return std::llround(dollars * microsInDollar);
}

Parsed<UpstreamAddress> parseUpstreamAddress(std::string_view url, std::string_view dialect) {
    constexpr std::string_view chatEnding = "/chat/completions";
    constexpr std::string_view videosEnding = "/videos";
    const auto parsed = boost::urls::parse_uri(url);
    if (!parsed || !isHttp(parsed->scheme()) || parsed->encoded_host().empty())
        return because("must be an address such as https://gateway.example/v1");
    if (parsed->has_userinfo())
        return because("must not hold a user or password; give the key by itself");
    if (parsed->has_fragment())
        return because("must have no fragment");
    if (!dialect.empty() && dialect != "videos" && dialect != "chat-stream")
        return because(fmt::format("has the unknown dialect \"{}\"; there are videos and chat-stream", dialect));

    UpstreamAddress address;
    // A query (some gateways want a version there) stays behind whatever the path becomes.
    const auto question = std::min(url.find('?'), url.size());
    const std::string_view bare = withoutTrailingSlash(url.substr(0, question));
    address.url = bare;
    const bool endsInChat = bare.ends_with(chatEnding);
    address.dialect = dialect.empty() ? (endsInChat ? "chat-stream" : "videos") : dialect;
    const std::string_view ending = address.dialect == "chat-stream" ? chatEnding : videosEnding;
    if (!bare.ends_with(ending))
        address.url += bare.ends_with("/v1") ? std::string(ending) : "/v1" + std::string(ending);
    address.url += url.substr(question);
    return address;
}

std::vector<Model> defaultModels(std::string_view dialect) {
    Model model;
    // Both shapes have a place for one.
    model.referenceImage = true;
    if (dialect == "chat-stream") {
        model.id = "sora_video2-hd";
        model.label = "Sora 2 HD";
        model.wireNames = {{"portrait", "sora_video2-hd-portrait"}, {"landscape", "sora_video2-hd-landscape"}};
    } else {
        model.id = "sora-2";
        model.label = "Sora 2";
        model.sizes = {{"portrait", {"720x1280"}}, {"landscape", {"1280x720"}}};
        model.seconds = {4, 8, 12};
    }
    return {model};
}

bool isLoopbackHost(const std::string& host) {
    if (host == "localhost")
        return true;
    boost::system::error_code error;
    const auto address = asio::ip::make_address(host, error);
    return !error && address.is_loopback();
}

bool Config::isPlainLoopback() const {
    return isLoopbackHost(listen.host) && !tls && !publicUrl && trustedProxies.empty();
}

} // namespace kinora::config
