// How far a job is at a moment: a short queue, then percents that rise as a renderer's do. Pure.
#pragma once

#include <chrono>
#include <cstdint>

namespace kinora::sim {

class JobClock {
public:
    using Milliseconds = std::chrono::milliseconds;

    /// The same seed and duration give the same course.
    JobClock(std::uint64_t seed, Milliseconds duration);

    [[nodiscard]] bool isQueued(Milliseconds elapsed) const;
    /// The time is up; whether there is a file by then is another matter.
    [[nodiscard]] bool isOver(Milliseconds elapsed) const { return elapsed >= m_duration; }
    /// 0 in the queue, then 1 to 99, never falling, through 36 on the way.
    [[nodiscard]] int percent(Milliseconds elapsed) const;
    /// The first moment with at least this percent (1 to 99).
    [[nodiscard]] Milliseconds timeOf(int percent) const;

private:
    Milliseconds m_duration;
    Milliseconds m_queue;
    double m_easing;
    double m_wobble;
};

} // namespace kinora::sim
