// Takes a video out of a text that carries it as data:video/…;base64,….
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace kinora::upstreams {

/// Pure but for its sink. The text may be cut anywhere, inside the address too; the bytes are decoded as they come, so
/// that the whole is never held. Only the first such address counts, later ones are dropped.
class InlineVideo {
public:
    enum class State : std::uint8_t {
        None = 1,
        Arriving,
        Complete,
        TooLarge,
        Refused ///< the sink would not take more
    };
    /// false: no more.
    using Sink = std::function<bool(std::string_view bytes)>;

    InlineVideo(Sink sink, std::uint64_t limit);

    /// The text without the data. What may be the beginning of an address is held back until more of it is known.
    [[nodiscard]] std::string feed(std::string_view piece);
    /// The end of the text, and with `whole` the end of the video too, if it has none of its own.
    [[nodiscard]] std::string finish(bool whole);

    [[nodiscard]] State state() const noexcept { return m_state; }
    [[nodiscard]] std::uint64_t bytes() const noexcept { return m_bytes; }

private:
    enum class Place : std::uint8_t { Text = 1, Head, Data };

    void decode(char c);
    void flush();
    void endData();

    Sink m_sink;
    std::uint64_t m_limit;
    std::uint64_t m_bytes = 0;
    std::string m_held;
    std::string m_decoded;
    std::uint32_t m_bits = 0;
    int m_bitCount = 0;
    Place m_place = Place::Text;
    State m_state = State::None;
    bool m_dropping = false;
};

} // namespace kinora::upstreams
