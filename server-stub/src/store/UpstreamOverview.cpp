#include "store/UpstreamOverview.h"

namespace kinora::store {
namespace {

constexpr auto ListUpstreams = R"sql(
SELECT u.upstream, u.seen_at > now() - $1::interval AS served, u.seen_at,
       CASE WHEN u.not_before > now() THEN u.not_before END AS not_before, u.refusals, u.trouble_code, u.trouble_detail,
       d.drained_at, d.drained_by::text AS drained_by,
       (SELECT count(*) FROM jobs j WHERE j.upstream = u.upstream AND j.status IN ('pending', 'processing')
        AND j.slot IS NOT NULL) AS in_flight,
       (SELECT count(*) FROM jobs j WHERE j.upstream = u.upstream AND j.status = 'pending' AND j.slot IS NULL) AS waiting
FROM (SELECT DISTINCT ON (a.upstream) a.* FROM upstream_accounts a ORDER BY a.upstream, a.seen_at DESC) u
LEFT JOIN upstream_drains d ON d.upstream = u.upstream
ORDER BY u.upstream)sql";

// Alone, against the many of holdOffDrain().
constexpr auto LockDrain = "SELECT pg_advisory_xact_lock(hashtextextended('drain ' || $1, 0))";

constexpr auto Drain = R"sql(
INSERT INTO upstream_drains (upstream, drained_by) VALUES ($1, $2::uuid)
ON CONFLICT ON CONSTRAINT upstream_drains_pk DO NOTHING)sql";

constexpr auto ResumeUpstream = "DELETE FROM upstream_drains WHERE upstream = $1";

UpstreamState readState(const pg::Row& row) {
    UpstreamState state;
    state.name = row.get<std::string>("upstream");
    state.served = row.get<bool>("served");
    state.seenAt = row.get<TimePoint>("seen_at");
    state.notBefore = row.get<std::optional<TimePoint>>("not_before");
    state.refusals = row.get<std::int64_t>("refusals");
    state.troubleCode = row.get<std::optional<std::string>>("trouble_code");
    state.troubleDetail = row.get<std::optional<std::string>>("trouble_detail");
    state.drainedAt = row.get<std::optional<TimePoint>>("drained_at");
    state.drainedBy = row.get<std::optional<std::string>>("drained_by");
    state.inFlight = row.get<std::int64_t>("in_flight");
    state.waiting = row.get<std::int64_t>("waiting");
    return state;
}

} // namespace

Task<std::vector<UpstreamState>> listUpstreams(pg::Connection& connection, std::chrono::milliseconds grace) {
    const pg::Rows rows = co_await connection.query(ListUpstreams, grace);
    std::vector<UpstreamState> states;
    for (const pg::Row row : rows)
        states.push_back(readState(row));
    co_return states;
}

Task<bool> drainUpstream(pg::Connection& connection, std::string name, std::optional<std::string> by) {
    co_await connection.query(LockDrain, name);
    const pg::Rows rows = co_await connection.query(Drain, name, by);
    co_return rows.affected() == 1;
}

Task<bool> resumeUpstream(pg::Connection& connection, std::string name) {
    const pg::Rows rows = co_await connection.query(ResumeUpstream, name);
    co_return rows.affected() == 1;
}

} // namespace kinora::store
