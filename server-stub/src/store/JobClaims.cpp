#include "store/JobClaims.h"

#include "pg/DatabaseError.h"

#include <fmt/format.h>

#include <optional>

namespace kinora::store {

namespace {

constexpr std::string_view ClaimUnderWay = R"(
    WITH picked AS (
        SELECT j.id FROM jobs j
        WHERE j.account = $1 AND j.slot IS NOT NULL AND j.run_after <= now()
          AND (j.lease_until IS NULL OR j.lease_until < now())
        ORDER BY j.slot LIMIT $4::int FOR UPDATE OF j SKIP LOCKED)
    UPDATE jobs j
    SET claim_token = gen_random_uuid(), claimed_by = $2::uuid, lease_until = now() + $3::interval, claims = claims + 1
    FROM picked WHERE j.id = picked.id
    RETURNING j.id, j.claim_token)";

// places: free numbers. Each is tried under a lock that lasts until the claim is committed, never waited for; where to
// begin differs by connection, so that claimers seldom try the same. Who reads a moment too early what another has just
// taken is stopped by the unique index.
// queues: users who have something waiting, found by hopping through the index from one to the next, so that the length
// of a queue does not matter; beginning behind somebody who is being served, and no more than 256, so that neither does
// the number of users.
// turns: the first few of each, numbered behind what the user has under way. A few more than are wanted, since some may
// be in the hands of another claimer: picked locks them one by one, in this order, until there are enough.
// The two numbers stand in the text: a plan for unknown ones would expect thousands, and so never be kept.
constexpr std::string_view ClaimWaiting = R"(
    WITH RECURSIVE places AS MATERIALIZED (
        SELECT free.slot, row_number() OVER () AS number FROM (
            SELECT tried.slot FROM (
                SELECT s.slot FROM generate_series(1, {places}) AS s (slot)
                WHERE NOT EXISTS (SELECT FROM jobs f WHERE f.account = $4 AND f.slot = s.slot)
                ORDER BY (s.slot + pg_backend_pid()) % {places} OFFSET 0) tried
            WHERE pg_try_advisory_xact_lock(hashtext('slot ' || $4), tried.slot) LIMIT {atMost}) free),
    busy AS MATERIALIZED (
        SELECT f.user_id, count(*) AS jobs FROM jobs f WHERE f.account = $4 AND f.slot IS NOT NULL GROUP BY f.user_id),
    queues AS (
        SELECT begin.user_id, begin.user_id AS first, 1 AS number FROM (
            SELECT coalesce(
                (SELECT j.user_id FROM jobs j
                 WHERE j.upstream = $1 AND j.status = 'pending' AND j.slot IS NULL
                   AND j.user_id > (SELECT b.user_id FROM busy b ORDER BY random() LIMIT 1)
                 ORDER BY j.user_id LIMIT 1),
                (SELECT j.user_id FROM jobs j WHERE j.upstream = $1 AND j.status = 'pending' AND j.slot IS NULL
                 ORDER BY j.user_id LIMIT 1)) AS user_id) begin
        WHERE begin.user_id IS NOT NULL
        UNION ALL
        SELECT following.user_id, q.first, q.number + 1 FROM queues q CROSS JOIN LATERAL (
            SELECT coalesce(
                (SELECT j.user_id FROM jobs j
                 WHERE j.upstream = $1 AND j.status = 'pending' AND j.slot IS NULL AND j.user_id > q.user_id
                 ORDER BY j.user_id LIMIT 1),
                (SELECT j.user_id FROM jobs j WHERE j.upstream = $1 AND j.status = 'pending' AND j.slot IS NULL
                 ORDER BY j.user_id LIMIT 1)) AS user_id) following
        WHERE following.user_id <> q.first AND q.number < 256),
    turns AS (
        SELECT w.id, w.rank, w.place + coalesce(b.jobs, 0) AS turn
        FROM queues q JOIN users u ON u.id = q.user_id AND u.queue_paused_at IS NULL
        LEFT JOIN busy b ON b.user_id = q.user_id
        CROSS JOIN LATERAL (
            SELECT j.id, j.rank, row_number() OVER (ORDER BY j.rank) AS place FROM jobs j
            WHERE j.upstream = $1 AND j.user_id = q.user_id AND j.status = 'pending' AND j.slot IS NULL AND j.run_after <= now()
            ORDER BY j.rank LIMIT 1 + ({atMost} + 16) / (SELECT count(*) FROM queues)) w
        ORDER BY turn, w.rank LIMIT {atMost} + 64),
    picked AS (
        SELECT locked.id FROM turns t CROSS JOIN LATERAL (
            SELECT j.id FROM jobs j WHERE j.id = t.id AND j.status = 'pending' AND j.slot IS NULL AND j.run_after <= now()
            FOR UPDATE SKIP LOCKED) locked
        LIMIT (SELECT count(*) FROM places)),
    numbered AS (SELECT id, row_number() OVER () AS number FROM picked)
    UPDATE jobs j
    SET account = $4, slot = p.slot, claim_token = gen_random_uuid(), claimed_by = $2::uuid, lease_until = now() + $3::interval,
        claims = claims + 1
    FROM numbered n JOIN places p ON p.number = n.number WHERE j.id = n.id
    RETURNING j.id, j.claim_token)";

constexpr std::string_view ClaimOrphans = R"(
    WITH picked AS (
        SELECT j.id FROM jobs j
        WHERE j.status IN ('pending', 'processing') AND j.run_after <= now()
          AND (j.lease_until IS NULL OR j.lease_until < now()) AND j.created_at < now() - $2::interval
          AND NOT EXISTS (SELECT FROM upstream_accounts u WHERE u.seen_at > now() - $2::interval
              AND CASE WHEN j.slot IS NULL THEN u.upstream = j.upstream ELSE u.account = j.account END)
        ORDER BY j.created_at, j.id LIMIT 100 FOR UPDATE OF j SKIP LOCKED)
    UPDATE jobs j
    SET claim_token = gen_random_uuid(), claimed_by = $1::uuid, lease_until = now() + interval '30 seconds', claims = claims + 1,
        account = CASE WHEN j.slot IS NULL THEN 'nobody ' || j.id ELSE j.account END, slot = coalesce(j.slot, 1)
    FROM picked WHERE j.id = picked.id
    RETURNING j.id, j.claim_token)";

constexpr auto SlotUnique = "jobs_slot_unique";

std::vector<Claim> readClaims(const pg::Rows& rows) {
    std::vector<Claim> claims;
    for (const pg::Row row : rows)
        claims.push_back({row.get<std::string>("id"), row.get<std::string>("claim_token")});
    return claims;
}

/// Nothing if another claimer was quicker with a place.
Task<std::optional<std::vector<Claim>>> tryToClaim(pg::Pool& pool, const ClaimLimits& limits) {
    try {
        const std::string sql =
            fmt::format(ClaimWaiting, fmt::arg("atMost", limits.atMost), fmt::arg("places", limits.maxInFlight));
        const pg::Rows rows = co_await pool.query(sql, limits.upstream, limits.instance, limits.lease, limits.account);
        co_return readClaims(rows);
    } catch (const pg::DatabaseError& error) {
        if (!error.violatesUnique(SlotUnique))
            throw;
    }
    co_return std::nullopt;
}

} // namespace

Task<std::vector<Claim>> claimUnderWay(pg::Pool& pool, ClaimLimits limits) {
    const pg::Rows rows =
        co_await pool.query(ClaimUnderWay, limits.account, limits.instance, limits.lease, limits.atMost);
    co_return readClaims(rows);
}

Task<std::vector<Claim>> claimOrphans(pg::Pool& pool, std::string instance, std::chrono::milliseconds grace) {
    const pg::Rows rows = co_await pool.query(ClaimOrphans, instance, grace);
    co_return readClaims(rows);
}

Task<std::vector<Claim>> claimWaiting(pg::Pool& pool, ClaimLimits limits) {
    constexpr int rounds = 4;
    for (int round = 0; round < rounds; ++round) {
        auto claims = co_await tryToClaim(pool, limits);
        if (claims)
            co_return std::move(*claims);
    }
    co_return std::vector<Claim>();
}

} // namespace kinora::store
