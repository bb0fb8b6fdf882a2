#include "upstreams/RetryPolicy.h"

#include <algorithm>
#include <cmath>

namespace kinora::upstreams {

using namespace std::chrono_literals;

std::chrono::milliseconds RetryPolicy::delay(
    int failures, std::optional<std::chrono::seconds> retryAfter, double dice) const noexcept {
    const double steps = std::clamp(failures - 1, 0, 30);
    const double backoff =
        std::min(static_cast<double>(first.count()) * std::pow(growth, steps), static_cast<double>(longest.count()));
    const auto asked = std::clamp<std::chrono::milliseconds>(retryAfter.value_or(0s), 0ms, 1h);
    const double base = std::max(backoff, static_cast<double>(asked.count()));
    return std::chrono::milliseconds(std::llround(base * (1.0 + jitter * std::clamp(dice, 0.0, 1.0))));
}

std::chrono::milliseconds pollInterval(std::chrono::milliseconds elapsed) noexcept {
    return std::clamp<std::chrono::milliseconds>(elapsed / 8, 400ms, 5s);
}

} // namespace kinora::upstreams
