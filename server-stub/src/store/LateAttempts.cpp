#include "store/LateAttempts.h"

namespace kinora::store {

namespace {

constexpr std::string_view Take = R"(
    UPDATE attempts a SET asked_at = now()
    WHERE a.id IN (
        SELECT l.id FROM attempts l
        WHERE l.outcome = 'late' AND l.upstream = $1 AND (l.asked_at IS NULL OR l.asked_at < now() - interval '1 minute')
        ORDER BY l.asked_at NULLS FIRST LIMIT $2::int FOR UPDATE SKIP LOCKED)
    RETURNING a.id, a.job_id, a.state, a.sent_at < now() - interval '1 day' AS is_old)";

constexpr std::string_view Close =
    "UPDATE attempts SET outcome = $2::attempt_outcome, finished_at = now() WHERE id = $1::uuid AND outcome = 'late'";

} // namespace

Task<std::vector<LateAttempt>> takeLateAttempts(pg::Pool& pool, std::string upstream, int limit) {
    const pg::Rows rows = co_await pool.query(Take, upstream, limit);
    std::vector<LateAttempt> attempts;
    for (const pg::Row row : rows) {
        LateAttempt attempt;
        attempt.id = row.get<std::string>("id");
        attempt.jobId = row.get<std::string>("job_id");
        attempt.state = row.get<boost::json::value>("state").as_object();
        attempt.isOld = row.get<bool>("is_old");
        attempts.push_back(std::move(attempt));
    }
    co_return attempts;
}

Task<> closeLateAttempt(pg::Pool& pool, std::string id, std::string outcome) {
    co_await pool.query(Close, id, outcome);
}

} // namespace kinora::store
