// How a reader does in taking what it is sent.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace kinora::http {

/// What a reader may take its time for.
struct Patience {
    std::chrono::milliseconds limit{}; ///< in which nothing moves, and for a start
    std::size_t bytesPerSecond = 1;    ///< on average, from the start on
};

/// A deadline for silence alone would let a reader that takes a byte now and then keep its connection for ever.
class Pace {
public:
    using Clock = std::chrono::steady_clock;

    explicit Pace(Patience patience, Clock::time_point start = Clock::now())
        : m_patience(patience)
        , m_start(start) {}

    void moved(std::uint64_t bytes) { m_moved += bytes; }
    /// How long it may take until more moves; 0 if it was too slow on the whole.
    [[nodiscard]] std::chrono::milliseconds left(Clock::time_point now = Clock::now()) const;

private:
    Patience m_patience;
    Clock::time_point m_start;
    std::uint64_t m_moved = 0;
};

} // namespace kinora::http
