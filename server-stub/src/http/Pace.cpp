#include "http/Pace.h"

#include <algorithm>

namespace kinora::http {

std::chrono::milliseconds Pace::left(Clock::time_point now) const {
    const std::chrono::milliseconds earned(m_moved * 1000 / m_patience.bytesPerSecond);
    const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(now - m_start);
    return std::clamp(m_patience.limit + earned - taken, std::chrono::milliseconds(0), m_patience.limit);
}

} // namespace kinora::http
