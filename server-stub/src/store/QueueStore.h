// One user's queue: the order of what waits, and the pause.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "pg/Pool.h"
#include "store/Job.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace kinora::store {

struct WaitingJob {
    std::string id;
    JobStage stage = JobStage::Queued;
    int position = 0; ///< from 1
    /// As in Job.
    std::optional<std::chrono::milliseconds> typicalTime;
    int ownUnderWay = 0;
};

struct Queue {
    std::optional<TimePoint> pausedAt;
    std::vector<WaitingJob> waiting; ///< in the user's order
};

[[nodiscard]] Task<Queue> readQueue(pg::Pool& pool, std::string userId);
/// False if that is how it was before.
[[nodiscard]] Task<bool> pauseQueue(pg::Pool& pool, std::string userId);
[[nodiscard]] Task<bool> resumeQueue(pg::Pool& pool, std::string userId);

enum class MoveOutcome { Moved = 1, AlreadyThere, NotWaiting, NoAnchor };
/// Puts a waiting job of the user before another, or behind all. NotWaiting, NoAnchor: the job, the other, does not
/// wait in this user's queue. Moves of one user happen one after the other, over all relays.
[[nodiscard]] Task<MoveOutcome> moveJob(
    pg::Transaction& transaction, std::string userId, std::string jobId, std::optional<std::string> before);

} // namespace kinora::store
