// Which jobs a relay may work on next, and the places at the upstream they take.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"

#include <chrono>
#include <string>
#include <vector>

namespace kinora::store {

struct Claim {
    std::string jobId;
    std::string token;
};

struct ClaimLimits {
    std::string upstream;
    std::string account{}; ///< whose places are taken; what is under way is pinned to it
    std::string instance;
    std::chrono::milliseconds lease{30000};
    int maxInFlight = 4; ///< by the account, over all relays
    int atMost = 16;     ///< by this call
};

/// What earlier claims met, so that the next one begins where it will find something. Not needed for any promise.
struct ClaimMemory {
    int inTurn = 0; ///< of the last 64 claims: how many followed one that found all of the oldest jobs' users served
};

/// Jobs that have a place of the account and that nobody holds any more: they go on before anything new begins.
[[nodiscard]] Task<std::vector<Claim>> claimUnderWay(pg::Pool& pool, ClaimLimits limits);
/// Waiting jobs, fairly: the user with the least under way at this upstream first, and each user's own order; nothing
/// of users who paused their queue. Several relays may call it at once, and never hold more than maxInFlight between
/// them. Few milliseconds, however long the backlog is. Not on the disk before the first write under its token: a crash
/// of the database may take it away, and the next such write then says that it is lost. `memory`, one for each account
/// and upstream, outlives the call.
[[nodiscard]] Task<std::vector<Claim>> claimWaiting(pg::Pool& pool, ClaimLimits limits, ClaimMemory* memory = nullptr);

/// Jobs that nobody can work on: no relay has named their account (of those with a place) or upstream (of those that
/// wait) for `grace`. A waiting one gets a place of nobody's with the claim.
[[nodiscard]] Task<std::vector<Claim>> claimOrphans(
    pg::Pool& pool, std::string instance, std::chrono::milliseconds grace);

} // namespace kinora::store
