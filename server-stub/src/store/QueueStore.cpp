#include "store/QueueStore.h"

#include "store/JobRow.h"

#include <fmt/format.h>

#include <algorithm>

namespace kinora::store {

namespace {

constexpr std::string_view PausedAt = "SELECT queue_paused_at FROM users WHERE id = $1::uuid";

// What the last jobs took is asked once for each kind of job, not for each job: a line may be hundreds long.
constexpr std::string_view Waiting = R"(
    WITH line AS (
        SELECT j.id, j.rank, j.stage, j.upstream, j.model, coalesce(j.seconds, 0) AS seconds FROM jobs j
        WHERE j.user_id = $1::uuid AND j.status = 'pending'),
    kinds AS (
        SELECT j.upstream, j.model, j.seconds,
               {typical} AS typical_seconds
        FROM (SELECT DISTINCT upstream, model, seconds FROM line) j),
    under_way AS (
        SELECT j.upstream, count(*) AS jobs FROM jobs j WHERE j.user_id = $1::uuid AND j.status = 'processing' GROUP BY j.upstream)
    SELECT line.id, line.stage::text AS stage, kinds.typical_seconds, under_way.jobs AS own_under_way
    FROM line JOIN kinds USING (upstream, model, seconds) LEFT JOIN under_way USING (upstream) ORDER BY line.rank, line.id)";

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

const std::string& waitingJobs() {
    static const std::string sql = fmt::format(Waiting, fmt::arg("typical", TypicalSeconds));
    return sql;
}

} // namespace

Task<Queue> readQueue(pg::Pool& pool, std::string userId) {
    pg::Transaction transaction = co_await pool.begin();
    const pg::Rows user = co_await transaction.query(PausedAt, userId);
    const pg::Rows rows = co_await transaction.query(waitingJobs(), userId);
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
        job.typicalTime = readTypicalTime(row);
        job.ownUnderWay = row.get<std::optional<int>>("own_under_way").value_or(0);
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
