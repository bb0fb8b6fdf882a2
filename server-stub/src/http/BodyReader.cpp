#include "http/BodyReader.h"

#include "http/Grammar.h"
#include "http/Headers.h"
#include "http/Limits.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace kinora::http {

namespace {

std::unexpected<Error> bad() {
    return fail(Code::BadRequest, "The chunked body is malformed.");
}

std::unexpected<Error> tooLarge() {
    return fail(Code::PayloadTooLarge, "The request body is larger than this server accepts.");
}

/// The length of the quoted string at the front of `text`, quotes included; 0 if there is none that ends.
std::size_t quotedLength(std::string_view text) {
    if (!text.starts_with('"'))
        return 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"')
            return i + 1;
        if (text[i] == '\\')
            ++i;
    }
    return 0;
}

/// *( ";" name [ "=" value ] ), without white space.
bool areExtensions(std::string_view text) {
    if (!isFieldText(text))
        return false;
    while (!text.empty()) {
        if (!text.starts_with(';'))
            return false;
        text.remove_prefix(1);
        const auto nameEnd = std::min(text.find_first_of("=;"), text.size());
        if (!isToken(text.substr(0, nameEnd)))
            return false;
        text.remove_prefix(nameEnd);
        if (!text.starts_with('='))
            continue;
        text.remove_prefix(1);
        auto valueEnd = quotedLength(text);
        if (valueEnd == 0) {
            valueEnd = std::min(text.find(';'), text.size());
            if (!isToken(text.substr(0, valueEnd)))
                return false;
        }
        text.remove_prefix(valueEnd);
    }
    return true;
}

/// Fields that would say something about framing or routing after the fact.
bool mayNotTrail(std::string_view name) {
    constexpr std::array<std::string_view, 3> refused{"Content-Length", "Transfer-Encoding", "Host"};
    return std::ranges::any_of(refused, [name](std::string_view one) { return equalsIgnoringCase(one, name); });
}

} // namespace

BodyReader::BodyReader(const HeadFacts& facts, std::size_t limit)
    : m_limit(limit)
    , m_left(facts.contentLength.value_or(0)) {
    if (facts.chunked)
        m_state = State::ChunkSize;
    else if (m_left == 0)
        m_state = State::Done;
}

Result<std::size_t> BodyReader::feed(std::string_view bytes) {
    std::size_t used = 0;
    while (used < bytes.size() && !done()) {
        if (m_state == State::Data || m_state == State::ChunkData) {
            if (m_left > m_limit - m_taken)
                return tooLarge();
            used += takeData(bytes.substr(used));
            continue;
        }
        const auto complete = takeLine(bytes[used]);
        if (!complete)
            return std::unexpected(complete.error());
        ++used;
        if (!*complete)
            continue;
        const auto judged = endLine();
        if (!judged)
            return std::unexpected(judged.error());
        m_line.clear();
    }
    return used;
}

std::size_t BodyReader::takeData(std::string_view bytes) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, bytes.size()));
    m_body.append(bytes.substr(0, count));
    m_taken += count;
    m_left -= count;
    if (m_left == 0)
        m_state = m_state == State::Data ? State::Done : State::ChunkEnd;
    return count;
}

Result<bool> BodyReader::takeLine(char c) {
    if (m_line.ends_with('\r')) {
        if (c != '\n')
            return bad();
        m_line.pop_back();
        return true;
    }
    if (c == '\n' || c == '\0')
        return bad();
    if (m_line.size() >= (m_state == State::Trailer ? limits::LineBytes : limits::ChunkLineBytes))
        return m_state == State::Trailer ? fail(Code::HeadersTooLarge, "A trailer field is too long.") : bad();
    m_line += c;
    if (m_state == State::ChunkEnd && m_line != "\r")
        return bad();
    return false;
}

Result<> BodyReader::endLine() {
    if (m_state == State::ChunkSize)
        return chunkSize();
    if (m_state == State::Trailer)
        return trailer();
    m_state = State::ChunkSize;
    return {};
}

Result<> BodyReader::chunkSize() {
    constexpr std::size_t mostDigits = 16;
    const std::string_view line = m_line;
    const auto digits = std::min(line.find_first_not_of("0123456789abcdefABCDEF"), line.size());
    if (digits == 0 || digits > mostDigits || !areExtensions(line.substr(digits)))
        return bad();
    constexpr int hexadecimal = 16;
    std::from_chars(line.data(), line.data() + digits, m_left, hexadecimal);
    if (m_left > m_limit - m_taken)
        return tooLarge();
    m_state = m_left == 0 ? State::Trailer : State::ChunkData;
    return {};
}

Result<> BodyReader::trailer() {
    const std::string_view line = m_line;
    if (line.empty()) {
        m_state = State::Done;
        return {};
    }
    if (++m_trailers > limits::Fields)
        return fail(Code::HeadersTooLarge, "There are too many trailer fields.");
    const auto colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    if (colon == std::string_view::npos || !isToken(name) || mayNotTrail(name) || !isFieldText(line.substr(colon + 1)))
        return bad();
    return {};
}

} // namespace kinora::http
