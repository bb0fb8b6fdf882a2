#include "http/HeadScanner.h"

#include "http/Grammar.h"
#include "http/Headers.h"
#include "http/Limits.h"

#include <algorithm>
#include <charconv>

namespace kinora::http {

namespace {

std::unexpected<Error> bad(const char* detail) {
    return fail(Code::BadRequest, detail);
}

bool isTargetChar(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7f && c != '#';
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
        // A tunnel, and for the authority of a host that is not this one.
        if (line.substr(0, first) == "CONNECT")
            return "This is no proxy.";
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
        if (!isFieldText(value))
            return "A header field holds control characters.";
        if (equalsIgnoringCase(name, "Content-Length"))
            return contentLength(value);
        if (equalsIgnoringCase(name, "Transfer-Encoding")) {
            if (transferEncoding || !equalsIgnoringCase(value, "chunked"))
                return "Only the transfer coding \"chunked\", once, is accepted.";
            transferEncoding = true;
        } else if (equalsIgnoringCase(name, "Host")) {
            if (host || !isHostAndPort(value))
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
        facts.expectContinue = facts.expectContinue && facts.http11; // RFC 9110, 10.1.1
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
        if (line.size() > limits::LineBytes || (!first && ++fields > limits::Fields))
            return fail(Code::HeadersTooLarge, "The request has too many or too long header fields.");
        if (const char* wrong = first ? scan.requestLine(line) : scan.field(line))
            return bad(wrong);
        first = false;
    }
    if (const char* wrong = scan.whole())
        return bad(wrong);
    return scan.facts;
}

std::optional<std::size_t> headLength(std::string_view buffer, std::size_t seen) {
    constexpr std::string_view ending = "\r\n\r\n";
    // A little earlier than where the last look ended: that may have been in the middle of a line end.
    for (std::size_t i = seen - std::min(seen, ending.size()); i < buffer.size(); ++i) {
        const char c = buffer[i];
        const bool brokenReturn = c == '\r' && i + 1 < buffer.size() && buffer[i + 1] != '\n';
        const bool bareFeed = c == '\n' && (i == 0 || buffer[i - 1] != '\r');
        if (c == '\0' || brokenReturn || bareFeed)
            return i + 1;
        if (c != '\n')
            continue;
        const std::string_view lines = buffer.substr(0, i + 1);
        if (lines.ends_with(ending))
            return i + 1;
        const bool firstLine = lines.find('\n') == i;
        if (firstLine && !lines.ends_with("HTTP/1.1\r\n") && !lines.ends_with("HTTP/1.0\r\n"))
            return i + 1;
    }
    return std::nullopt;
}

} // namespace kinora::http
