#include "store/UpstreamAccounts.h"

namespace kinora::store {

namespace {

constexpr std::string_view TouchAccount = R"(
    INSERT INTO upstream_accounts (account, upstream) VALUES ($1, $2)
    ON CONFLICT (account) DO UPDATE SET upstream = excluded.upstream, seen_at = now())";

constexpr std::string_view MayCreate = R"(
    SELECT 1 FROM upstream_accounts a
    WHERE a.account = $1
      AND (a.not_before > now() OR EXISTS (SELECT FROM upstream_drains d WHERE d.upstream = a.upstream)))";

constexpr std::string_view CountRefusal = R"(
    INSERT INTO upstream_accounts AS u (account, upstream, refusals, refused_at)
    SELECT a.account, a.upstream, 1, now() FROM attempts a WHERE a.id = $1::uuid
    ON CONFLICT (account) DO UPDATE SET
        refusals = CASE WHEN u.refused_at > (SELECT a.sent_at FROM attempts a WHERE a.id = $1::uuid) THEN u.refusals
                        ELSE u.refusals + 1 END,
        refused_at = now()
    RETURNING refusals)";

constexpr std::string_view Hold = R"(
    UPDATE upstream_accounts u SET not_before = greatest(u.not_before, now() + $2::interval)
    FROM attempts a WHERE a.id = $1::uuid AND u.account = a.account)";

constexpr std::string_view Trouble = R"(
    UPDATE upstream_accounts u SET trouble_code = $2, trouble_detail = $3
    FROM attempts a WHERE a.id = $1::uuid AND u.account = a.account)";

// A request that went out before the refusal says nothing about now, and no acceptance shortens a Retry-After.
constexpr std::string_view Accepted = R"(
    UPDATE upstream_accounts u SET refusals = 0, trouble_code = NULL, trouble_detail = NULL
    FROM attempts a
    WHERE a.id = $1::uuid AND u.account = a.account AND (u.refusals > 0 OR u.trouble_code IS NOT NULL)
      AND (u.refused_at IS NULL OR a.sent_at > u.refused_at))";

// Many at once: they only keep out the one of drainUpstream().
constexpr std::string_view HoldOffDrain = "SELECT pg_advisory_xact_lock_shared(hashtextextended('drain ' || $1, 0))";

constexpr std::string_view Troubles = R"(
    SELECT t.upstream, t.trouble_code, t.trouble_detail FROM (
        SELECT DISTINCT ON (u.upstream) u.upstream, u.trouble_code, u.trouble_detail FROM upstream_accounts u
        ORDER BY u.upstream, u.seen_at DESC) t
    WHERE t.trouble_code IS NOT NULL AND NOT EXISTS (SELECT FROM upstream_drains d WHERE d.upstream = t.upstream)
    UNION ALL
    SELECT d.upstream, 'drained', 'This relay makes nothing new there at the moment; what is asked for waits.'
    FROM upstream_drains d)";

constexpr std::string_view IsServed =
    "SELECT 1 FROM upstream_accounts WHERE upstream = $1 AND seen_at > now() - $2::interval LIMIT 1";

} // namespace

Task<> touchAccount(pg::Pool& pool, std::string account, std::string upstream) {
    co_await pool.query(TouchAccount, account, upstream);
}

Task<bool> mayCreate(pg::Pool& pool, std::string account) {
    const pg::Rows rows = co_await pool.query(MayCreate, account);
    const bool nothingForbids = rows.empty();
    co_return nothingForbids;
}

Task<int> countRefusal(pg::Transaction& transaction, std::string attemptId) {
    const pg::Rows rows = co_await transaction.query(CountRefusal, attemptId);
    co_return rows.front().get<int>("refusals");
}

void holdAccount(pg::Transaction& transaction, const std::string& attemptId, std::chrono::milliseconds delay) {
    transaction.post(Hold, attemptId, delay);
}

void noteTrouble(
    pg::Transaction& transaction, const std::string& attemptId, const std::string& code, const std::string& detail) {
    transaction.post(Trouble, attemptId, code, detail);
}

void noteAccepted(pg::Transaction& transaction, const std::string& attemptId) {
    transaction.post(Accepted, attemptId);
}

void holdOffDrain(pg::Transaction& transaction, const std::string& upstream) {
    transaction.post(HoldOffDrain, upstream);
}

Task<std::vector<AccountTrouble>> accountTroubles(pg::Pool& pool) {
    const pg::Rows rows = co_await pool.query(Troubles);
    std::vector<AccountTrouble> troubles;
    for (const pg::Row row : rows)
        troubles.push_back({row.get<std::string>("upstream"), row.get<std::string>("trouble_code"),
            row.get<std::string>("trouble_detail")});
    co_return troubles;
}

Task<bool> isServed(pg::Pool& pool, std::string upstream, std::chrono::milliseconds grace) {
    const pg::Rows rows = co_await pool.query(IsServed, upstream, grace);
    co_return !rows.empty();
}

} // namespace kinora::store
