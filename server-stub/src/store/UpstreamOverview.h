// How the upstreams of this database's relays are doing, and which of them are drained.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "pg/Connection.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kinora::store {

/// One name, and of its accounts the one that was used last.
struct UpstreamState {
    std::string name;
    bool served = false; ///< a relay has named it within the grace
    TimePoint seenAt;
    std::optional<TimePoint> notBefore; ///< the upstream asked to be left alone until then, which is still to come
    std::int64_t refusals = 0;          ///< in a row
    std::optional<std::string> troubleCode;
    std::optional<std::string> troubleDetail;
    std::optional<TimePoint> drainedAt;
    std::optional<std::string> drainedBy; ///< a user's id
    std::int64_t inFlight = 0;
    std::int64_t waiting = 0;
};

/// By name. `grace` as for isServed().
[[nodiscard]] Task<std::vector<UpstreamState>> listUpstreams(
    pg::Connection& connection, std::chrono::milliseconds grace);

/// From its commit on no relay begins anything there; what is under way goes on. Waits for those that are just storing
/// what they are about to begin, so that all of it is seen by who reads afterwards what is under way. False if it was
/// drained already.
[[nodiscard]] Task<bool> drainUpstream(pg::Connection& connection, std::string name, std::optional<std::string> by);
/// False if it was not drained.
[[nodiscard]] Task<bool> resumeUpstream(pg::Connection& connection, std::string name);

} // namespace kinora::store
