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

// Which jobs of the upstream may be claimed at all by the account.
constexpr std::string_view Waits =
    "j.upstream = $1 AND j.status = 'pending' AND j.slot IS NULL AND j.run_after <= now() "
    "AND (j.only_account IS NULL OR j.only_account = $4)";

// One job. Few rows and few plan nodes: this runs once for every job there is.
//
// place: a free number. Tried under a lock that lasts until the claim is committed, never waited for; where to begin
// differs by connection, so that claimers seldom try the same. Who reads a moment too early what another has just taken
// is stopped by the unique index.
//
// The commit does not wait for the disk, and so nobody waits for that to see the claim. A crash of the database may
// take the claim away, and nothing else: the job waits as before, its place is free, and whoever held it is refused,
// since every write names the token. Nothing is sent before the intent is committed, which waits for the disk, and with
// it whatever was committed before.
constexpr std::string_view ClaimWaiting = R"(
    WITH RECURSIVE taken AS MATERIALIZED (
        SELECT array_agg(f.slot) AS slots, array_agg(f.user_id) AS users FROM jobs f WHERE f.account = $4 AND f.slot IS NOT NULL),
    place AS MATERIALIZED (
        SELECT tried.slot FROM (
            SELECT (n + pg_backend_pid()) % {places} + 1 AS slot FROM generate_series(1, {places}) n OFFSET 0) tried
        WHERE CASE WHEN tried.slot = ANY ((SELECT slots FROM taken)::int[]) THEN false
                   ELSE pg_try_advisory_xact_lock(hashtext('slot ' || $4), tried.slot) END
        LIMIT 1),
    {picked} LIMIT 1)
    UPDATE jobs j
    SET account = $4, slot = place.slot, claim_token = gen_random_uuid(), claimed_by = $2::uuid, lease_until = now() + $3::interval,
        claims = claims + 1
    FROM picked, place WHERE j.id = picked.id
    RETURNING j.id, j.claim_token, set_config('synchronous_commit', 'off', true))";

// The users whose waiting jobs stay where they are.
constexpr std::string_view Paused =
    "(SELECT coalesce(array_agg(u.id), '{}') FROM users u WHERE u.queue_paused_at IS NOT NULL)::uuid[]";

// The oldest job of a user who has nothing under way: nobody's turn comes before that. Only the oldest 32 are looked
// at, so that a long queue does not matter. A lock keeps other claimers from the same user until this claim is seen.
constexpr std::string_view PickedOldest = R"(
    picked AS (
        SELECT locked.id FROM (
            SELECT j.id, j.user_id FROM jobs j WHERE {waits} AND EXISTS (SELECT FROM place) ORDER BY j.rank LIMIT 32) front
        CROSS JOIN LATERAL (SELECT j.id FROM jobs j WHERE j.id = front.id AND {waits} FOR UPDATE SKIP LOCKED) locked
        WHERE CASE WHEN front.user_id = ANY ((SELECT users FROM taken)::uuid[]) OR front.user_id = ANY ({paused}) THEN false
                   ELSE pg_try_advisory_xact_lock(hashtext('turn ' || $4), hashtext(front.user_id::text)) END)";

// Where there is none.
// heads: the first job of each user who has something waiting, found by hopping through the index from one user to the
// next, so that the length of a queue does not matter. Two walks, one from somebody who is being served to the last,
// one from the first up to there, and each no longer than 128, so that neither does the number of users. turns: the
// user with the least under way first, then the older job.
constexpr std::string_view Turns = R"(
    heads AS (
        SELECT NULL::uuid AS id, walk.start AS user_id, NULL::bigint AS rank, walk.upto, 0 AS number
        FROM (SELECT taken.users[1 + floor(random() * cardinality(taken.users))] AS user_id FROM taken) served
        CROSS JOIN LATERAL (VALUES
            (coalesce(served.user_id, '00000000-0000-0000-0000-000000000000'), 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid),
            ('00000000-0000-0000-0000-000000000000', served.user_id)) walk (start, upto)
        WHERE walk.upto IS NOT NULL AND EXISTS (SELECT FROM place)
        UNION ALL
        SELECT next.id, next.user_id, next.rank, h.upto, h.number + 1 FROM heads h CROSS JOIN LATERAL (
            SELECT j.id, j.user_id, j.rank FROM jobs j WHERE {waits} AND j.user_id > h.user_id AND j.user_id <= h.upto
            ORDER BY j.user_id, j.rank LIMIT 1) next
        WHERE h.number < 128),
    turns AS (
        SELECT h.id, h.user_id, h.rank, coalesce(cardinality(array_positions((SELECT users FROM taken), h.user_id)), 0) AS turn
        FROM heads h WHERE h.id IS NOT NULL AND h.user_id <> ALL ({paused}) ORDER BY turn, h.rank),)";

// The first of them that nobody else has in hand.
constexpr std::string_view PickedInTurn = R"({turns}
    picked AS (
        SELECT locked.id FROM turns t
        CROSS JOIN LATERAL (SELECT j.id FROM jobs j WHERE j.id = t.id AND {waits} FOR UPDATE SKIP LOCKED) locked)";

// Where there is none, because other claimers were quicker: the next few of each user, numbered behind what that user
// has under way.
constexpr std::string_view PickedNext = R"({turns}
    picked AS (
        SELECT locked.id FROM (
            SELECT following.id FROM turns t CROSS JOIN LATERAL (
                SELECT j.id, j.rank, t.turn + row_number() OVER (ORDER BY j.rank) AS turn FROM jobs j
                WHERE {waits} AND j.user_id = t.user_id ORDER BY j.rank LIMIT 16) following
            ORDER BY following.turn, following.rank) t
        CROSS JOIN LATERAL (SELECT j.id FROM jobs j WHERE j.id = t.id AND {waits} FOR UPDATE SKIP LOCKED) locked)";

constexpr std::string_view ClaimOrphans = R"(
    WITH picked AS (
        SELECT j.id FROM jobs j
        WHERE j.status IN ('pending', 'processing') AND j.run_after <= now()
          AND (j.lease_until IS NULL OR j.lease_until < now()) AND j.created_at < now() - $2::interval
          AND NOT EXISTS (SELECT FROM upstream_accounts u WHERE u.seen_at > now() - $2::interval
              AND CASE WHEN j.slot IS NULL AND j.only_account IS NULL THEN u.upstream = j.upstream
                       ELSE u.account = coalesce(j.only_account, j.account) END)
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
Task<std::optional<std::vector<Claim>>> tryToClaim(pg::Pool& pool, const std::string& sql) {
    try {
        const pg::Rows rows = co_await pool.query(sql);
        co_return readClaims(rows);
    } catch (const pg::DatabaseError& error) {
        if (!error.violatesUnique(SlotUnique))
            throw;
    }
    co_return std::nullopt;
}

std::string claimStatement(std::string_view picked, const ClaimLimits& limits) {
    const std::string turns = fmt::format(Turns, fmt::arg("waits", Waits), fmt::arg("paused", Paused));
    const std::string pick = fmt::format(
        fmt::runtime(picked), fmt::arg("waits", Waits), fmt::arg("paused", Paused), fmt::arg("turns", turns));
    const std::string sql = fmt::format(ClaimWaiting, fmt::arg("places", limits.maxInFlight), fmt::arg("picked", pick));
    return pg::withValues(sql, pg::Params::of(limits.upstream, limits.instance, limits.lease, limits.account));
}

/// None or one.
Task<std::vector<Claim>> claimOne(pg::Pool& pool, const std::string& sql) {
    constexpr int rounds = 4;
    for (int round = 0; round < rounds; ++round) {
        auto claims = co_await tryToClaim(pool, sql);
        if (claims)
            co_return std::move(*claims);
    }
    co_return std::vector<Claim>();
}

/// The next one whose turn it is; none or one.
Task<std::vector<Claim>> claimNext(pg::Pool& pool, const ClaimLimits& limits, ClaimMemory& memory) {
    constexpr int crowdedFor = 64;
    if (memory.inTurn == 0) {
        const std::string oldest = claimStatement(PickedOldest, limits);
        auto claims = co_await claimOne(pool, oldest);
        if (!claims.empty())
            co_return claims;
    }
    const std::string first = claimStatement(PickedInTurn, limits);
    auto claims = co_await claimOne(pool, first);
    if (claims.empty()) {
        const std::string next = claimStatement(PickedNext, limits);
        claims = co_await claimOne(pool, next);
    }
    memory.inTurn = claims.empty() ? 0 : (memory.inTurn + 1) % crowdedFor;
    co_return claims;
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

Task<std::vector<Claim>> claimWaiting(pg::Pool& pool, ClaimLimits limits, ClaimMemory* memory) {
    ClaimMemory ofThisCall;
    ClaimMemory& kept = memory ? *memory : ofThisCall;
    std::vector<Claim> claims;
    while (static_cast<int>(claims.size()) < limits.atMost) {
        std::vector<Claim> one;
        try {
            one = co_await claimNext(pool, limits, kept);
        } catch (const pg::DatabaseError&) {
            // What is claimed already has to be worked on; the next call is told.
            if (claims.empty())
                throw;
        }
        if (one.empty())
            break;
        claims.push_back(std::move(one.front()));
    }
    co_return claims;
}

} // namespace kinora::store
