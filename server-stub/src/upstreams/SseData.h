// Takes the data lines out of a Server-Sent Events body, tolerant of what gateways make of that format.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace kinora::upstreams {

/// Bytes may be split anywhere. CR, LF and CRLF end a line; comments and other fields are skipped; several data lines
/// of one event are offered one by one, because some gateways forget the blank line between events.
class SseData {
public:
    /// A line longer than this is not a message of anybody's; the rest of it is dropped. Long enough for a video of 24
    /// MB in base64.
    static constexpr std::size_t MaxLine = 34U << 20U;

    using Handler = std::function<void(std::string_view data)>;

    void feed(std::string_view bytes, const Handler& onData);
    /// The last line may lack its end.
    void finish(const Handler& onData);
    /// Whether any line looked like Server-Sent Events at all.
    [[nodiscard]] bool sawField() const noexcept { return m_sawField; }

private:
    void endLine(const Handler& onData);

    std::string m_line;
    bool m_sawField = false;
};

} // namespace kinora::upstreams
