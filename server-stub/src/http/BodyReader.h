// Takes a request's body out of the bytes behind its head, by Content-Length or in chunks.
#pragma once

#include "base/Result.h"
#include "http/HeadScanner.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace kinora::http {

/// Reads chunks more strictly than RFC 9112, 7.1 asks: every line ends with CR LF, a size is 1 to 16 hexadecimal digits
/// with nothing around it, extensions are well-formed and short, trailer fields are judged like header fields and then
/// dropped. What two programs might read as two different lengths is Code::BadRequest.
class BodyReader {
public:
    /// More than `limit` bytes are Code::PayloadTooLarge, said as soon as they are announced.
    BodyReader(const HeadFacts& facts, std::size_t limit);

    /// How many of `bytes` belong to this body; those behind them are the next request's. Not to be called again after
    /// an error.
    [[nodiscard]] Result<std::size_t> feed(std::string_view bytes);
    [[nodiscard]] bool done() const { return m_state == State::Done; }
    /// What has come since it was last taken.
    [[nodiscard]] std::string take() { return std::exchange(m_body, {}); }

private:
    enum class State { Data, ChunkSize, ChunkData, ChunkEnd, Trailer, Done };

    std::size_t takeData(std::string_view bytes);
    /// Collects a line; true once it is complete, m_line then holds it without its end.
    Result<bool> takeLine(char c);
    Result<> endLine();
    Result<> chunkSize();
    Result<> trailer();

    std::size_t m_limit;
    std::uint64_t m_left = 0; ///< of the body, or of the present chunk
    std::size_t m_taken = 0;  ///< bytes of the body so far
    std::string m_body;
    std::string m_line;
    std::size_t m_trailers = 0;
    State m_state = State::Data;
};

} // namespace kinora::http
