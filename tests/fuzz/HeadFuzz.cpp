// Bytes from the wire through all that reads them before anything else does: end of the head, scanner, target, body.
#include "fuzz/RelayTargets.h"
#include "http/Beast.h"
#include "http/BodyReader.h"
#include "http/HeadScanner.h"
#include "relay/http/Messages.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kinora::test {

using namespace kinora::http;

namespace {

constexpr std::size_t BodyLimit = 4096;

/// What became of a body: its bytes and how many were used, or that it was refused.
std::string readBody(const HeadFacts& facts, std::string_view bytes, std::size_t step) {
    BodyReader reader(facts, BodyLimit);
    std::size_t at = 0;
    while (at < bytes.size() && !reader.done()) {
        const std::string_view piece = bytes.substr(at, step);
        const auto used = reader.feed(piece);
        if (!used)
            return "refused";
        require(*used == piece.size() || reader.done(), "a body takes all it is given until it is done");
        at += *used;
    }
    const bool done = reader.done();
    const std::string body = reader.take();
    require(body.size() <= BodyLimit, "a body stays within its limit");
    return (done ? "done " : "open ") + std::to_string(at) + " " + body;
}

void judgeHead(std::string_view head, std::string_view rest) {
    const auto facts = scanHead(head);
    if (!facts)
        return;
    require(head.ends_with("\r\n\r\n"), "a good head ends with an empty line");
    require(!(facts->chunked && facts->contentLength), "a body has one length");
    for (std::size_t i = 0; i < head.size(); ++i) {
        require(head[i] != '\0', "a good head holds no NUL");
        require(head[i] != '\n' || (i > 0 && head[i - 1] == '\r'), "a good head holds no bare LF");
        require(head[i] != '\r' || head[i + 1] == '\n', "a good head holds no bare CR");
    }
    require(readBody(*facts, rest, rest.size() + 1) == readBody(*facts, rest, 1),
        "a body reads the same whole and byte by byte");
    Request request;
    if (!parseHead(head, request))
        return;
    require(!request.method.empty(), "a good head has a method");
    for (const std::string& segment : request.segments)
        require(segment != ".." && segment.find('/') == std::string::npos, "a segment is a plain name");
    std::size_t hosts = 0;
    for (const auto& [name, value] : request.headers)
        hosts += equalsIgnoringCase(name, "Host") ? 1 : 0;
    require(hosts == 1 || (!facts->http11 && hosts == 0), "the parser sees the one host the scanner saw");
}

} // namespace

void fuzzHead(std::string_view bytes) {
    const auto length = headLength(bytes);
    // Found at the same place when the bytes come one at a time.
    std::size_t seen = 0;
    std::optional<std::size_t> grown;
    for (; seen < bytes.size() && !grown; ++seen)
        grown = headLength(bytes.substr(0, seen + 1), seen);
    require(grown == length, "the end of a head is where it is");
    if (length)
        judgeHead(bytes.substr(0, *length), bytes.substr(*length));
}

std::vector<std::string> headSeeds() {
    std::vector<std::string> seeds;
    for (Message& message : readMessages())
        seeds.push_back(std::move(message.bytes));
    return seeds;
}

} // namespace kinora::test
