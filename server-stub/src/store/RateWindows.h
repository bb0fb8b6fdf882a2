// Counts what is limited, in sliding windows that all relays on the database share.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"

#include <chrono>
#include <string>

namespace kinora::store {

struct RateLimit {
    std::string kind; ///< what is counted, for example "password"
    int hits = 0;
    std::chrono::seconds window{0};
};

/// Zero: counted, go on. Otherwise nothing was counted, and this is how long until the next would be.
[[nodiscard]] Task<std::chrono::seconds> countHit(pg::Connection& connection, RateLimit limit, std::string subject);
[[nodiscard]] Task<> clearHits(pg::Connection& connection, std::string kind, std::string subject);
/// Forgets windows that nobody has touched for `age`; for a service that runs now and then.
[[nodiscard]] Task<> sweepRateWindows(pg::Connection& connection, std::chrono::seconds age);

} // namespace kinora::store
