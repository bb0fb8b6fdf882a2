// The money of jobs, append-only: one reserve and one release per job, one charge per accepted attempt, and an adjust
// where what was booked proved wrong. The lines of a job always come to nothing while its `charged` is "no", else to
// its price.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "pg/Pool.h"
#include "store/Page.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace kinora::store {

// What books is posted (pg::Transaction::post()): it travels with the transaction's next query or its commit.

/// The line that comes with a new job.
void bookReserve(
    pg::Transaction& transaction, const std::string& userId, const std::string& jobId, std::int64_t microUsd);

// The two outcomes. Each may be called again, and after the other, also when the job has long ended: what is booked
// already is not booked twice, what proved wrong is adjusted. Each sets the job's `charged`, and counts the job against
// its user's limits or no longer.

/// The upstream has accepted the attempt: whatever becomes of it, it costs the price of the job.
void settleCharged(pg::Transaction& transaction, const std::string& jobId, const std::string& attemptId);
/// It is certain that no attempt of this job was accepted.
void settleNotCharged(pg::Transaction& transaction, const std::string& jobId);

/// Jobs that ended longer ago than `age` without anybody knowing whether they cost something: from now on they count as
/// charged, so that nobody spends more than the limits say; their `charged` goes on saying "unknown". A later outcome
/// still corrects it. Returns how many, `atMost` by one call.
[[nodiscard]] Task<int> settleOverdue(pg::Pool& pool, std::chrono::seconds age, int atMost);

struct LedgerLine {
    std::string id;
    std::string kind;   ///< reserve, release, charge, adjust
    std::string reason; ///< submitted, accepted, assumed, charged, not_charged, corrected
    std::int64_t microUsd = 0;
    std::string jobId;
    std::string prompt; ///< as much of it as fits on a line
    std::string jobStatus;
    std::optional<std::string> errorCode;
    bool priced = false; ///< the job has a price
    TimePoint createdAt;
};
[[nodiscard]] Task<Page<LedgerLine>> listLedger(
    pg::Pool& pool, std::string userId, std::optional<PageKey> after, int limit);

/// What this month's counted money is made of.
struct MonthTotals {
    std::int64_t chargedMicroUsd = 0;
    std::int64_t heldMicroUsd = 0;   ///< reserved, or nobody knows yet
    std::int64_t unpricedVideos = 0; ///< counted as nothing
};
[[nodiscard]] Task<MonthTotals> readMonthTotals(pg::Pool& pool, std::string userId);

} // namespace kinora::store
