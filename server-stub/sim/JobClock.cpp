#include "sim/JobClock.h"

#include "sim/Random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kinora::sim {

JobClock::JobClock(std::uint64_t seed, Milliseconds duration)
    : m_duration(std::max(duration, Milliseconds(1))) {
    Random random(seed);
    const double queueShare = random.between(0.06, 0.14);
    m_queue = std::chrono::duration_cast<Milliseconds>(m_duration * queueShare);
    m_easing = random.between(1.15, 1.6);
    m_wobble = random.between(0.2, 0.8);
}

bool JobClock::isQueued(Milliseconds elapsed) const {
    return elapsed < m_queue;
}

int JobClock::percent(Milliseconds elapsed) const {
    if (isQueued(elapsed)) {
        return 0;
    }
    // 99 stands for a while at the end, as it does where the last frames are being put together.
    constexpr double lastPart = 0.05;
    const double span = static_cast<double>((m_duration - m_queue).count()) * (1 - lastPart);
    const double share = std::min(1.0, static_cast<double>((elapsed - m_queue).count()) / std::max(span, 1.0));
    // Now faster, now slower: monotonic because the wobble's slope stays below 1.
    constexpr double turns = 3;
    const double uneven =
        share - m_wobble * std::sin(2 * std::numbers::pi * turns * share) / (2 * std::numbers::pi * turns);
    const double eased = 1 - std::pow(1 - std::clamp(uneven, 0.0, 1.0), m_easing);
    return std::min(99, 1 + static_cast<int>(98 * eased + 1e-9));
}

JobClock::Milliseconds JobClock::timeOf(int percentage) const {
    Milliseconds low = m_queue;
    Milliseconds high = m_duration;
    while (low < high) {
        const Milliseconds middle = low + (high - low) / 2;
        if (percent(middle) >= percentage) {
            high = middle;
        } else {
            low = middle + Milliseconds(1);
        }
    }
    return low;
}

} // namespace kinora::sim
