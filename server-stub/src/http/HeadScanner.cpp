#include "http/HeadScanner.h"

#include "http/Headers.h"

#include <algorithm>
#include <charconv>

namespace kinora::http {

namespace {

constexpr std::size_t maxFields = 100;
constexpr std::size_t maxLine = 8 << 10;

std::unexpected<Error> bad(const char* detail) {
    return fail(Code::BadRequest, detail);
}

bool isTokenChar(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, isTokenChar);
}

bool isFieldChar(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

bool isTargetChar(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7f && c != '#';
}

bool isHostChar(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-._~:[]%!$&'()*+,;=").contains(c);
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool listHas(std::string_view list, std::string_view word) {
    while (true) {
        const auto comma = list.find(',');
        if (equalsIgnoringCase(trimmed(list.substr(0, comma)), word))
            return true;
        if (comma == std::string_view::npos)
            return false;
        list.remove_prefix(comma + 1);
    }
}

// What has been seen so far; each function answers with what is wrong, or nullptr.
struct Scan {
    HeadFacts facts;
    bool host = false;
    bool transferEncoding = false;
    bool close = false;
    bool keepAlive = false;

    const char* requestLine(std::string_view line) {
        const auto first = line.find(' ');
        const auto last = line.rfind(' ');
        if (first == std::string_view::npos || first == last)
            return "The request line is malformed.";
        const std::string_view target = line.substr(first + 1, last - first - 1);
        const std::string_view version = line.substr(last + 1);
        if (!isToken(line.substr(0, first)) || target.empty() || !std::ranges::all_of(target, isTargetChar))
            return "The request line is malformed.";
        if (version != "HTTP/1.1" && version != "HTTP/1.0")
            return "This version of HTTP is not spoken here.";
        facts.http11 = version == "HTTP/1.1";
        return nullptr;
    }

    const char* field(std::string_view line) {
        const auto colon = line.find(':');
        // A folded line starts with white space, so its "name" is no token either.
        if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
            return "A header field is malformed or folded.";
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (!std::ranges::all_of(value, isFieldChar))
            return "A header field holds control characters.";
        if (equalsIgnoringCase(name, "Content-Length"))
            return contentLength(value);
        if (equalsIgnoringCase(name, "Transfer-Encoding")) {
            if (transferEncoding || !equalsIgnoringCase(value, "chunked"))
                return "Only the transfer coding \"chunked\", once, is accepted.";
            transferEncoding = true;
        } else if (equalsIgnoringCase(name, "Host")) {
            if (host || !std::ranges::all_of(value, isHostChar))
                return "The Host header is malformed or repeated.";
            host = true;
        } else if (equalsIgnoringCase(name, "Connection")) {
            close = close || listHas(value, "close");
            keepAlive = keepAlive || listHas(value, "keep-alive");
        } else if (equalsIgnoringCase(name, "Expect")) {
            facts.expectContinue = equalsIgnoringCase(value, "100-continue");
        }
        return nullptr;
    }

    const char* contentLength(std::string_view value) {
        std::uint64_t length = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
        const bool digitsOnly = error == std::errc() && end == value.data() + value.size();
        if (facts.contentLength || !digitsOnly)
            return "The Content-Length is malformed or repeated.";
        facts.contentLength = length;
        return nullptr;
    }

    const char* whole() {
        if (transferEncoding && (facts.contentLength || !facts.http11))
            return "Transfer-Encoding cannot stand beside Content-Length or in HTTP/1.0.";
        if (facts.http11 && !host)
            return "The Host header is missing.";
        facts.chunked = transferEncoding;
        facts.keepAlive = !close && (facts.http11 || keepAlive);
        return nullptr;
    }
};

} // namespace

Result<HeadFacts> scanHead(std::string_view head) {
    Scan scan;
    std::size_t fields = 0;
    bool first = true;
    while (true) {
        const auto end = head.find("\r\n");
        const std::string_view line = head.substr(0, end);
        // A bare CR or LF would be inside a line now, and no field or target may hold one.
        if (end == std::string_view::npos ||
            line.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos)
            return bad("Lines must end with CR LF.");
        head.remove_prefix(end + 2);
        if (line.empty() && !first)
            break;
        if (line.size() > maxLine || (!first && ++fields > maxFields))
            return fail(Code::HeadersTooLarge, "The request has too many or too long header fields.");
        if (const char* wrong = first ? scan.requestLine(line) : scan.field(line))
            return bad(wrong);
        first = false;
    }
    if (const char* wrong = scan.whole())
        return bad(wrong);
    return scan.facts;
}

std::optional<std::size_t> headLength(std::string_view buffer) {
    const auto crlf = buffer.find("\r\n\r\n");
    const auto lone = buffer.find("\n\n");
    if (lone < crlf)
        return lone + 2;
    if (crlf == std::string_view::npos)
        return std::nullopt;
    return crlf + 4;
}

} // namespace kinora::http
