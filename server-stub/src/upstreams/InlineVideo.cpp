#include "upstreams/InlineVideo.h"

#include <algorithm>

namespace kinora::upstreams {

namespace {

constexpr std::string_view Start = "data:video/";
constexpr std::string_view HeadEnd = ";base64,";
constexpr std::size_t MaxHead = 200;
constexpr std::size_t FlushAt = 64U << 10U;

// Both alphabets (RFC 4648 4 and 5); -1 for anything else.
int valueOf(char c) {
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

} // namespace

InlineVideo::InlineVideo(Sink sink, std::uint64_t limit)
    : m_sink(std::move(sink))
    , m_limit(limit) {
}

std::string InlineVideo::feed(std::string_view piece) {
    std::string text;
    while (!piece.empty()) {
        switch (m_place) {
        case Place::Text: {
            // What surely begins no address goes through at once; the rest is compared character by character.
            const auto plain = m_held.empty() ? std::min(piece.find(Start.front()), piece.size()) : 0;
            text += piece.substr(0, plain);
            piece.remove_prefix(plain);
            if (piece.empty())
                break;
            m_held += piece.front();
            piece.remove_prefix(1);
            while (!Start.starts_with(m_held)) {
                text += m_held.front();
                m_held.erase(0, 1);
            }
            if (m_held == Start)
                m_place = Place::Head;
            break;
        }
        case Place::Head:
            m_held += piece.front();
            piece.remove_prefix(1);
            if (m_held.ends_with(HeadEnd)) {
                m_dropping = m_state != State::None;
                if (!m_dropping)
                    m_state = State::Arriving;
                m_bitCount = 0;
                m_held.clear();
                m_place = Place::Data;
            } else if (m_held.back() == ',' || m_held.back() == ' ' || m_held.size() > MaxHead) {
                text += std::exchange(m_held, std::string()); // not base64, or no address at all
                m_place = Place::Text;
            }
            break;
        case Place::Data: {
            std::size_t used = 0;
            while (used < piece.size() && (valueOf(piece[used]) >= 0 || piece[used] == '='))
                decode(piece[used++]);
            if (used < piece.size())
                endData();
            piece.remove_prefix(used);
            break;
        }
        }
    }
    return text;
}

std::string InlineVideo::finish(bool whole) {
    if (m_place == Place::Data && whole)
        endData();
    m_place = Place::Text;
    return std::exchange(m_held, std::string());
}

void InlineVideo::decode(char c) {
    if (m_dropping || m_state != State::Arriving || c == '=')
        return;
    m_bits = (m_bits << 6U) | static_cast<std::uint32_t>(valueOf(c));
    m_bitCount += 6;
    if (m_bitCount >= 8) {
        m_bitCount -= 8;
        m_decoded += static_cast<char>((m_bits >> static_cast<unsigned>(m_bitCount)) & 0xFFU);
        if (m_decoded.size() >= FlushAt)
            flush();
    }
}

void InlineVideo::flush() {
    m_bytes += m_decoded.size();
    if (m_bytes > m_limit)
        m_state = State::TooLarge;
    else if (!m_decoded.empty() && !m_sink(m_decoded))
        m_state = State::Refused;
    m_decoded.clear();
}

void InlineVideo::endData() {
    m_place = Place::Text;
    if (m_dropping || m_state != State::Arriving)
        return;
    flush();
    if (m_state == State::Arriving)
        m_state = m_bytes > 0 ? State::Complete : State::None; // an empty one is none; another may follow
}

} // namespace kinora::upstreams
