#include "store/QueueStore.h"

#include <algorithm>

namespace kinora::store {

namespace {

constexpr std::string_view PausedAt = "SELECT queue_paused_at FROM users WHERE id = $1::uuid";

constexpr std::string_view Waiting = R"(
    SELECT j.id, j.stage::text AS stage FROM jobs j WHERE j.user_id = $1::uuid AND j.status = 'pending' ORDER BY j.rank, j.id)";

constexpr std::string_view Pause =
    "UPDATE users SET queue_paused_at = now() WHERE id = $1::uuid AND queue_paused_at IS NULL";

constexpr std::string_view ResumeQueue = R"(
    UPDATE users SET queue_paused_at = NULL, queue_resumed_at = now() WHERE id = $1::uuid AND queue_paused_at IS NOT NULL)";

// Two moves at once would both start from the same order. Inserting jobs takes a weaker lock and goes on meanwhile.
constexpr std::string_view LockQueueUser = "SELECT FROM users WHERE id = $1::uuid FOR NO KEY UPDATE";

constexpr std::string_view Ranks = R"(
    SELECT j.id, j.rank FROM jobs j WHERE j.user_id = $1::uuid AND j.status = 'pending' ORDER BY j.rank, j.id)";

// A job whose turn has come meanwhile keeps its rank, which no longer means anything.
constexpr std::string_view SetRanks = R"(
    UPDATE jobs j SET rank = n.rank
    FROM unnest($1::uuid[], $2::bigint[]) AS n (id, rank)
    WHERE j.id = n.id AND j.status = 'pending')";

} // namespace

Task<Queue> readQueue(pg::Pool& pool, std::string userId) {
    pg::Transaction transaction = co_await pool.begin();
    const pg::Rows user = co_await transaction.query(PausedAt, userId);
    const pg::Rows rows = co_await transaction.query(Waiting, userId);
    co_await transaction.commit();
    Queue queue;
    if (!user.empty())
        queue.pausedAt = user.front().get<std::optional<TimePoint>>("queue_paused_at");
    for (const pg::Row row : rows) {
        WaitingJob job;
        job.id = row.get<std::string>("id");
        const auto stage = jobStageOf(row.get<std::string_view>("stage"));
        job.stage = queue.pausedAt ? JobStage::Held : stage.value_or(JobStage::Queued);
        job.position = static_cast<int>(queue.waiting.size()) + 1;
        queue.waiting.push_back(std::move(job));
    }
    co_return queue;
}

Task<bool> pauseQueue(pg::Pool& pool, std::string userId) {
    const pg::Rows rows = co_await pool.query(Pause, userId);
    co_return rows.affected() == 1;
}

Task<bool> resumeQueue(pg::Pool& pool, std::string userId) {
    const pg::Rows rows = co_await pool.query(ResumeQueue, userId);
    co_return rows.affected() == 1;
}

Task<MoveOutcome> moveJob(
    pg::Transaction& transaction, std::string userId, std::string jobId, std::optional<std::string> before) {
    co_await transaction.query(LockQueueUser, userId);
    const pg::Rows rows = co_await transaction.query(Ranks, userId);
    std::vector<std::string> ids;
    std::vector<std::string> ranks;
    for (const pg::Row row : rows) {
        ids.push_back(row.get<std::string>("id"));
        ranks.push_back(row.get<std::string>("rank"));
    }
    const auto job = std::ranges::find(ids, jobId);
    if (job == ids.end())
        co_return MoveOutcome::NotWaiting;
    const auto anchor = before ? std::ranges::find(ids, *before) : ids.end();
    if (before && anchor == ids.end())
        co_return MoveOutcome::NoAnchor;
    if (anchor == job || anchor == job + 1)
        co_return MoveOutcome::AlreadyThere;
    // The ranks stay where they are; the jobs between the old place and the new one move up or down by one.
    const auto first = std::min(job, anchor);
    const auto last = anchor < job ? job + 1 : anchor;
    if (anchor < job)
        std::rotate(anchor, job, job + 1);
    else
        std::rotate(job, job + 1, anchor);
    const std::vector<std::string> moved(first, last);
    const auto rank = ranks.begin() + (first - ids.begin());
    const std::vector<std::string> given(rank, rank + (last - first));
    co_await transaction.query(SetRanks, moved, given);
    co_return MoveOutcome::Moved;
}

} // namespace kinora::store
