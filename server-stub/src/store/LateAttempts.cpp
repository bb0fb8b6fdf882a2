#include "store/LateAttempts.h"

namespace kinora::store {

namespace {

constexpr std::string_view TakeLateAttempt = R"(
    UPDATE attempts a SET asked_at = now()
    WHERE a.id IN (
        SELECT l.id FROM attempts l
        WHERE l.account = $1 AND l.watched_until IS NOT NULL
          AND (l.asked_at IS NULL OR l.asked_at < now() - greatest($2::interval, (now() - l.sent_at) / 4))
        ORDER BY l.asked_at NULLS FIRST LIMIT $3::int FOR UPDATE SKIP LOCKED)
    RETURNING a.id, a.job_id, a.accepted, a.state, a.sent_at, a.intent_fingerprint, a.watched_until < now() AS is_over)";

constexpr std::string_view Forgotten =
    "SELECT id FROM attempts WHERE watched_until < now() - interval '10 minutes' LIMIT $1::int";

constexpr std::string_view Rivals = R"(
    SELECT a.sent_at, a.outcome = 'sent' AS undecided FROM attempts a
    WHERE a.account = $1 AND a.intent_fingerprint = $2::bytea AND a.id <> $3::uuid AND NOT a.accepted
      AND (a.outcome = 'sent' OR a.watched_until IS NOT NULL))";

constexpr std::string_view LockLateAttempt =
    "SELECT job_id, accepted FROM attempts WHERE id = $1::uuid AND watched_until IS NOT NULL FOR UPDATE";

constexpr std::string_view EndWatch =
    "UPDATE attempts SET watched_until = NULL, finished_at = coalesce(finished_at, now()) WHERE id = $1::uuid";

constexpr std::string_view Missed = R"(
    UPDATE attempts SET absent_since = coalesce(absent_since, now()) WHERE id = $1::uuid
    RETURNING absent_since <= now() - $2::interval AS twice)";

} // namespace

Task<std::vector<LateAttempt>> takeLateAttempts(
    pg::Pool& pool, std::string account, std::chrono::milliseconds every, int limit) {
    const pg::Rows rows = co_await pool.query(TakeLateAttempt, account, every, limit);
    std::vector<LateAttempt> attempts;
    for (const pg::Row row : rows) {
        LateAttempt attempt;
        attempt.id = row.get<std::string>("id");
        attempt.jobId = row.get<std::string>("job_id");
        attempt.accepted = row.get<bool>("accepted");
        attempt.state = row.get<boost::json::value>("state").as_object();
        attempt.sentAt = row.get<TimePoint>("sent_at");
        if (!row.isNull("intent_fingerprint"))
            attempt.intentFingerprint = row.bytes("intent_fingerprint");
        attempt.isOver = row.get<bool>("is_over");
        attempts.push_back(std::move(attempt));
    }
    co_return attempts;
}

Task<std::vector<std::string>> forgottenAttempts(pg::Pool& pool, int limit) {
    const pg::Rows rows = co_await pool.query(Forgotten, limit);
    std::vector<std::string> ids;
    for (const pg::Row row : rows)
        ids.push_back(row.get<std::string>("id"));
    co_return ids;
}

Task<std::vector<Rival>> rivals(
    pg::Pool& pool, std::string account, std::string intentFingerprint, std::string attemptId) {
    const pg::Bytes fingerprint{intentFingerprint};
    const pg::Rows rows = co_await pool.query(Rivals, account, fingerprint, attemptId);
    std::vector<Rival> found;
    for (const pg::Row row : rows)
        found.push_back({row.get<TimePoint>("sent_at"), row.get<bool>("undecided")});
    co_return found;
}

Task<std::optional<Watched>> lockWatched(pg::Transaction& transaction, std::string id) {
    const pg::Rows rows = co_await transaction.query(LockLateAttempt, id);
    if (rows.empty())
        co_return std::nullopt;
    Watched watched;
    watched.jobId = rows.front().get<std::string>("job_id");
    watched.accepted = rows.front().get<bool>("accepted");
    co_return watched;
}

Task<> endWatch(pg::Transaction& transaction, std::string id) {
    co_await transaction.query(EndWatch, id);
}

Task<bool> missedTwice(pg::Transaction& transaction, std::string id, std::chrono::milliseconds apart) {
    const pg::Rows rows = co_await transaction.query(Missed, id, apart);
    co_return !rows.empty() && rows.front().get<bool>("twice");
}

} // namespace kinora::store
