// When to try again. Arithmetic only; the caller brings the dice.
#pragma once

#include <chrono>
#include <optional>

namespace kinora::upstreams {

struct RetryPolicy {
    std::chrono::milliseconds first{1000};
    std::chrono::milliseconds longest{60000};
    double growth = 2.0;
    /// Added on top, so that a crowd that was refused together does not come back together; never subtracted, since an
    /// upstream's Retry-After is a promise.
    double jitter = 0.25;

    /// failures: how many in a row, from 1. dice: uniform in [0, 1). The result is max(retryAfter, backoff) plus
    /// positive jitter; a Retry-After beyond an hour is taken for an hour.
    [[nodiscard]] std::chrono::milliseconds delay(
        int failures, std::optional<std::chrono::seconds> retryAfter, double dice) const noexcept;
};

/// How long to wait between two polls, `elapsed` after the upstream accepted: often at first, since a short job should
/// not wait for us, then seldom, as the upstreams ask for.
[[nodiscard]] std::chrono::milliseconds pollInterval(std::chrono::milliseconds elapsed) noexcept;

} // namespace kinora::upstreams
