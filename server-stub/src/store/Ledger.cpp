#include "store/Ledger.h"

namespace kinora::store {

namespace {

constexpr std::string_view ReserveEntry = R"(
    INSERT INTO ledger (id, user_id, job_id, kind, reason, micro_usd)
    VALUES (gen_random_uuid(), $1::uuid, $2::uuid, 'reserve', 'submitted', $3::bigint))";

// A statement of its own, so that what follows sees what whoever held the lock has booked. A stronger lock would be in
// the way of a retry, which holds its user's budget and refers to this job: the two would wait for each other for ever.
constexpr std::string_view LockJob = "SELECT 1 FROM jobs WHERE id = $1::uuid FOR NO KEY UPDATE";

// $3: the attempt's charge is certain. Otherwise it is assumed, and the job goes on saying that nobody knows.
constexpr std::string_view Charge = R"(
    WITH old AS (
        SELECT j.id, j.user_id, j.counted_in, coalesce(j.price_micro_usd, 0) AS price, coalesce(j.seconds, 0) AS seconds,
               date_trunc('month', now() AT TIME ZONE 'UTC')::date AS month
        FROM jobs j WHERE j.id = $1::uuid),
    booked AS (
        SELECT coalesce(sum(micro_usd) FILTER (WHERE attempt_id = $2::uuid), 0)::bigint AS paid,
               count(*) FILTER (WHERE kind = 'charge' AND attempt_id = $2::uuid) = 0 AS lacks_charge,
               count(*) FILTER (WHERE kind = 'release') = 0 AS lacks_release
        FROM ledger WHERE job_id = $1::uuid),
    counted AS (
        INSERT INTO monthly_usage AS u (user_id, month, micro_usd, seconds)
        SELECT old.user_id, old.month, old.price, old.seconds FROM old WHERE old.counted_in IS NULL
        ON CONFLICT ON CONSTRAINT monthly_usage_pk DO UPDATE SET
            month = greatest(u.month, excluded.month),
            micro_usd = CASE WHEN u.month >= excluded.month THEN u.micro_usd ELSE 0 END + excluded.micro_usd,
            seconds = CASE WHEN u.month >= excluded.month THEN u.seconds ELSE 0 END + excluded.seconds
        RETURNING u.month),
    marked AS (
        UPDATE jobs j SET charged = CASE WHEN $3::boolean THEN 'yes' ELSE j.charged END,
                          counted_in = coalesce(old.counted_in, (SELECT month FROM counted))
        FROM old WHERE j.id = old.id AND (old.counted_in IS NULL OR ($3::boolean AND j.charged <> 'yes')))
    INSERT INTO ledger (id, user_id, job_id, attempt_id, kind, reason, micro_usd)
    SELECT gen_random_uuid(), old.user_id, old.id, line.attempt_id, line.kind, line.reason, line.micro_usd
    FROM old CROSS JOIN booked CROSS JOIN LATERAL (VALUES
        ('charge'::ledger_kind, CASE WHEN $3::boolean THEN 'accepted' ELSE 'assumed' END::ledger_reason, $2::uuid, old.price, lacks_charge),
        ('release', 'charged', NULL, -old.price, lacks_release),
        ('adjust', 'corrected', $2::uuid, old.price - paid, NOT lacks_charge AND paid <> old.price)
    ) AS line (kind, reason, attempt_id, micro_usd, is_lacking)
    WHERE line.is_lacking)";

constexpr std::string_view Free = R"(
    WITH old AS (
        SELECT j.id, j.user_id, j.counted_in, coalesce(j.price_micro_usd, 0) AS price, coalesce(j.seconds, 0) AS seconds
        FROM jobs j WHERE j.id = $1::uuid),
    marked AS (
        UPDATE jobs j SET charged = 'no', counted_in = NULL
        FROM old WHERE j.id = old.id AND (old.counted_in IS NOT NULL OR j.charged <> 'no')),
    counted AS (
        UPDATE monthly_usage u SET micro_usd = u.micro_usd - old.price, seconds = u.seconds - old.seconds
        FROM old WHERE u.user_id = old.user_id AND u.month = old.counted_in)
    INSERT INTO ledger (id, user_id, job_id, attempt_id, kind, reason, micro_usd)
    SELECT gen_random_uuid(), old.user_id, old.id, line.attempt_id, line.kind, line.reason, line.micro_usd
    FROM old CROSS JOIN LATERAL (
        SELECT 'release'::ledger_kind AS kind, 'not_charged'::ledger_reason AS reason, NULL::uuid AS attempt_id, -old.price AS micro_usd
        WHERE NOT EXISTS (SELECT FROM ledger l WHERE l.job_id = old.id AND l.kind = 'release')
        UNION ALL
        SELECT 'adjust', 'corrected', l.attempt_id, -sum(l.micro_usd)::bigint FROM ledger l
        WHERE l.job_id = old.id AND l.attempt_id IS NOT NULL GROUP BY l.attempt_id HAVING sum(l.micro_usd) <> 0
    ) AS line)";

constexpr std::string_view Overdue = R"(
    SELECT j.id, a.id AS attempt_id FROM jobs j JOIN attempts a ON a.job_id = j.id AND a.outcome <> 'not_accepted'
    WHERE j.charged = 'unknown' AND j.finished_at < now() - $1::interval
      AND NOT EXISTS (SELECT FROM ledger l WHERE l.job_id = j.id AND l.kind = 'release')
    ORDER BY j.finished_at LIMIT $2::int FOR NO KEY UPDATE OF j SKIP LOCKED)";

constexpr std::string_view List = R"(
    SELECT l.id, l.kind::text AS kind, l.reason::text AS reason, l.micro_usd, l.job_id, left(j.prompt, 80) AS prompt,
           j.status::text AS job_status, j.error_code, j.price_micro_usd IS NOT NULL AS priced, l.created_at,
           (extract(epoch FROM l.created_at) * 1000000)::bigint AS created_micros
    FROM ledger l JOIN jobs j ON j.id = l.job_id
    WHERE l.user_id = $1::uuid
      AND ($2::bigint IS NULL OR (l.created_at, l.id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
    ORDER BY l.created_at DESC, l.id DESC LIMIT $4::int)";

constexpr std::string_view LedgerMonth = R"(
    SELECT coalesce(sum(j.price_micro_usd) FILTER (WHERE j.charged = 'yes'), 0)::bigint AS charged,
           coalesce(sum(j.price_micro_usd) FILTER (WHERE j.charged <> 'yes'), 0)::bigint AS held,
           count(*) FILTER (WHERE j.price_micro_usd IS NULL) AS unpriced
    FROM jobs j WHERE j.user_id = $1::uuid AND j.counted_in >= date_trunc('month', now() AT TIME ZONE 'UTC')::date)";

LedgerLine readLine(const pg::Row& row) {
    LedgerLine line;
    line.id = row.get<std::string>("id");
    line.kind = row.get<std::string>("kind");
    line.reason = row.get<std::string>("reason");
    line.microUsd = row.get<std::int64_t>("micro_usd");
    line.jobId = row.get<std::string>("job_id");
    line.prompt = row.get<std::string>("prompt");
    line.jobStatus = row.get<std::string>("job_status");
    line.errorCode = row.get<std::optional<std::string>>("error_code");
    line.priced = row.get<bool>("priced");
    line.createdAt = row.get<TimePoint>("created_at");
    return line;
}

} // namespace

void bookReserve(
    pg::Transaction& transaction, const std::string& userId, const std::string& jobId, std::int64_t microUsd) {
    transaction.post(ReserveEntry, userId, jobId, microUsd);
}

void settleCharged(pg::Transaction& transaction, const std::string& jobId, const std::string& attemptId) {
    transaction.post(LockJob, jobId);
    transaction.post(Charge, jobId, attemptId, true);
}

void settleNotCharged(pg::Transaction& transaction, const std::string& jobId) {
    transaction.post(LockJob, jobId);
    transaction.post(Free, jobId);
}

Task<int> settleOverdue(pg::Pool& pool, std::chrono::seconds age, int atMost) {
    pg::Transaction transaction = co_await pool.begin();
    const pg::Rows overdue = co_await transaction.query(Overdue, age, atMost);
    for (const pg::Row row : overdue) {
        const auto jobId = row.get<std::string>("id");
        const auto attemptId = row.get<std::string>("attempt_id");
        co_await transaction.query(Charge, jobId, attemptId, false);
    }
    co_await transaction.commit();
    co_return overdue.size();
}

Task<Page<LedgerLine>> listLedger(pg::Pool& pool, std::string userId, std::optional<PageKey> after, int limit) {
    const PageParams key(after);
    const pg::Rows rows = co_await pool.query(List, userId, key.micros, key.id, limit + 1);
    co_return readPage(rows, limit, readLine);
}

Task<MonthTotals> readMonthTotals(pg::Pool& pool, std::string userId) {
    const pg::Rows rows = co_await pool.query(LedgerMonth, userId);
    MonthTotals totals;
    totals.chargedMicroUsd = rows.front().get<std::int64_t>("charged");
    totals.heldMicroUsd = rows.front().get<std::int64_t>("held");
    totals.unpricedVideos = rows.front().get<std::int64_t>("unpriced");
    co_return totals;
}

} // namespace kinora::store
