// What is read out of a head once it is known to be well-formed: path and query, cookies, ranges, who speaks for whom.
#include "api/Cors.h"
#include "api/Origin.h"
#include "api/TrustedProxies.h"
#include "base/Unicode.h"
#include "domain/EventStream.h"
#include "domain/JobRequest.h"
#include "fuzz/RelayTargets.h"
#include "http/Cookies.h"
#include "http/FileRange.h"
#include "http/Grammar.h"
#include "http/Target.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <limits>

namespace kinora::test {

using namespace kinora::http;

namespace {

constexpr auto Proxy = "127.0.0.1";

std::string escaped(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        result += '%';
        result += digits[byte >> 4U];
        result += digits[byte & 0xfU];
    }
    return result;
}

/// The same path and query, every byte escaped.
std::string targetOf(const Request& request) {
    std::string target = request.segments.empty() ? "/" : "";
    for (const std::string& segment : request.segments)
        target += "/" + escaped(segment);
    char mark = '?';
    for (const auto& [name, value] : request.query) {
        target += mark + escaped(name) + "=" + escaped(value);
        mark = '&';
    }
    return target;
}

/// A request as the scanner lets it through.
Request requestOf(std::string_view bytes) {
    Request request;
    const auto lineEnd = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, lineEnd);
    const auto space = std::min(line.find(' '), line.size());
    request.method = line.substr(0, space);
    request.target = line.substr(std::min(space + 1, line.size()));
    bytes.remove_prefix(std::min(lineEnd + 1, bytes.size()));
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        const std::string_view field = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        const auto colon = std::min(field.find(':'), field.size());
        const std::string_view value = trimmed(field.substr(std::min(colon + 1, field.size())));
        if (isToken(field.substr(0, colon)) && isFieldText(value))
            request.headers.add(std::string(field.substr(0, colon)), std::string(value));
    }
    request.remote.address = Proxy;
    request.remote.loopback = true;
    return request;
}

void judgeTarget(Request request) {
    const std::string sent = request.target;
    if (!parseTarget(sent, request))
        return;
    require(isUtf8(request.path) && !hasControl(request.path), "a path is text without control characters");
    for (std::size_t i = 0; i < request.segments.size(); ++i) {
        const std::string& segment = request.segments[i];
        require(segment != "." && segment != ".." && segment.find_first_of("/\\") == std::string::npos,
            "a segment is a plain name");
        require(!segment.empty() || i + 1 == request.segments.size(), "only the last segment is empty");
    }
    for (const auto& [name, value] : request.query)
        require(isUtf8(name) && isUtf8(value) && !hasControl(value, "\r\n\t"), "a query is text");
    if (request.path == "*")
        return;
    Request again;
    again.method = request.method;
    require(parseTarget(targetOf(request), again), "what was read can be written");
    require(again.segments == request.segments && again.query == request.query, "and reads the same");
}

void judgeRanges(const Request& request) {
    for (const std::uint64_t size :
        {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000}, std::numeric_limits<std::uint64_t>::max()}) {
        const FileAnswer answer = answerFor(request, size, "\"abc\"");
        switch (answer.status) {
        case 200:
            require(answer.first == 0 && answer.length == size, "200 is the whole file");
            break;
        case 206:
            require(answer.length > 0 && answer.first < size && answer.length <= size - answer.first,
                "a part lies within the file");
            require(request.method == "GET" && request.headers.contains("Range"), "only who asks for a part gets one");
            break;
        case 304:
        case 416:
            require(answer.length == 0, "there is nothing to send");
            break;
        default:
            require(false, "200, 206, 304 or 416");
        }
    }
}

void judgeSpeaker(const Request& request) {
    if (const auto cookie = cookieValue(request.headers, "kinora_refresh"))
        require(cookie->find(';') == std::string::npos, "a cookie ends where the next begins");
    if (const auto token = api::bearerToken(request)) {
        const auto isAuthorization = [](const Headers::Field& field) {
            return equalsIgnoringCase(field.first, "Authorization");
        };
        require(!token->empty() && std::ranges::count_if(request.headers, isAuthorization) == 1,
            "one field says who speaks");
    }
    if (api::namesThisMachine(request)) {
        const std::string_view host = request.headers.value("Host");
        require(host.empty() || host.front() == ':' || host.starts_with("localhost") || host.starts_with("[::1]") ||
                    host.starts_with("127."),
            "this machine has few names");
    }
    static const api::TrustedProxies proxies({"127.0.0.0/8", "10.0.0.0/8", "::1", "fd00::/8"});
    Request forwarded = request;
    proxies.apply(forwarded);
    boost::system::error_code error;
    boost::asio::ip::make_address(forwarded.remote.address, error);
    require(!error, "whoever asks has an address");
    const bool told = request.headers.contains("X-Forwarded-For") || request.headers.contains("Forwarded");
    require(told || (forwarded.remote.address == Proxy && forwarded.remote.loopback), "without a word nothing changes");
    Request foreign = request;
    foreign.remote.address = "192.0.2.1";
    proxies.apply(foreign);
    require(foreign.remote.address == "192.0.2.1", "a stranger's word does not count");
}

void judgeOrigin(const Request& request) {
    static const api::Cors cors({"https://app.example"});
    Response response = Response::empty(204);
    cors.mark(request, response);
    const auto judge = [&request](const Response& answer) {
        require(!answer.headers.contains("Access-Control-Allow-Origin") ||
                    request.headers.value("Origin") == "https://app.example",
            "only a page that is welcome may read");
    };
    judge(response);
    if (const auto preflight = cors.preflight(request))
        judge(*preflight);
}

} // namespace

void fuzzFields(std::string_view bytes) {
    const Request request = requestOf(bytes);
    judgeTarget(request);
    judgeRanges(request);
    judgeSpeaker(request);
    judgeOrigin(request);
    if (const auto key = domain::checkIdempotencyKey(request.headers.value("Idempotency-Key")))
        require(!key->empty() && key->size() <= 255 && key->find(' ') == std::string::npos, "a key is printable");
    if (const auto id = domain::readEventId(request.headers.value("Last-Event-ID")))
        require(*id >= 0, "events are numbered from nought");
}

} // namespace kinora::test
