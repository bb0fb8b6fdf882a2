// What each user has reserved and spent, and the limits on it. Counted in the transaction that stores the jobs, so that
// racing requests cannot exceed a limit together.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "pg/Pool.h"

#include <cstdint>
#include <optional>
#include <string>

namespace kinora::store {

/// For one user; absent: none.
struct Limits {
    std::optional<std::int64_t> microUsdPerMonth;
    std::optional<std::int64_t> secondsPerMonth;
    std::optional<std::int64_t> videosPerHour;
    std::optional<std::int64_t> waitingJobs;
};

/// What a request would add. What nobody knows beforehand (a price that is not configured, a length the model chooses)
/// counts as nothing.
struct Demand {
    std::int64_t microUsd = 0;
    std::int64_t seconds = 0;
    std::int64_t videos = 1;
};

/// By the database's clock. A month is a calendar month in UTC; an hour is the last sixty minutes.
struct Usage {
    std::int64_t microUsd = 0; ///< of this month, reserved or charged
    std::int64_t seconds = 0;
    std::int64_t videosInHour = 0;
    std::int64_t waiting = 0;
    TimePoint now;
    TimePoint monthStartsAt;
    TimePoint monthEndsAt;
    std::optional<TimePoint> nextPlaceAt; ///< when the first of videosInHour is an hour old
    std::optional<TimePoint> roomAt;      ///< when there is room in the hour for the demand, if there is none now
};

[[nodiscard]] Task<Usage> readUsage(pg::Pool& pool, std::string userId, Limits limits, Demand demand);
/// Inside the transaction that holds the user's reservation, where nobody else can change it and what others have
/// stored is seen. Without a limit on the hour nobody counts it here.
[[nodiscard]] Task<Usage> readUsage(pg::Transaction& transaction, std::string userId, Limits limits, Demand demand);

/// Adds the demand to this month, if money and seconds stay within their limits, in one statement; from then until the
/// transaction ends no other request of this user gets past here. The month it was counted in ("2026-03-01"), or
/// nothing if a limit is in the way.
[[nodiscard]] Task<std::optional<std::string>> reserve(
    pg::Transaction& transaction, std::string userId, Limits limits, Demand demand);

} // namespace kinora::store
