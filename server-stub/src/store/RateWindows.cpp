#include "store/RateWindows.h"

#include <algorithm>

namespace kinora::store {
namespace {

/// One statement, so that the row's lock makes it exact. An accepted hit is the last one and bears the time of this
/// statement.
constexpr auto CountWindows = R"sql(
INSERT INTO rate_windows AS w (kind, subject, hits) VALUES ($1, $2, ARRAY[statement_timestamp()])
ON CONFLICT ON CONSTRAINT rate_windows_pk DO UPDATE SET
    updated_at = now(),
    hits = (SELECT CASE WHEN count(*) < $3::int THEN coalesce(array_agg(h ORDER BY h), '{}') || statement_timestamp()
                        ELSE array_agg(h ORDER BY h) END
            FROM unnest(w.hits) AS h WHERE h > now() - $4::interval)
RETURNING hits[cardinality(hits)] = statement_timestamp() AS accepted,
          ceil(extract(epoch FROM hits[1] + $4::interval - now()))::bigint AS wait)sql";

constexpr auto Clear = "DELETE FROM rate_windows WHERE kind = $1 AND subject = $2";

constexpr auto SweepWindows = "DELETE FROM rate_windows WHERE updated_at < now() - $1::interval";

} // namespace

Task<std::chrono::seconds> countHit(pg::Connection& connection, RateLimit limit, std::string subject) {
    const pg::Rows rows = co_await connection.query(CountWindows, limit.kind, subject, limit.hits, limit.window);
    const pg::Row row = rows.front();
    if (row.get<bool>("accepted"))
        co_return std::chrono::seconds(0);
    co_return std::chrono::seconds(std::max<std::int64_t>(1, row.get<std::int64_t>("wait")));
}

Task<> clearHits(pg::Connection& connection, std::string kind, std::string subject) {
    co_await connection.query(Clear, kind, subject);
}

Task<> sweepRateWindows(pg::Connection& connection, std::chrono::seconds age) {
    co_await connection.query(SweepWindows, age);
}

} // namespace kinora::store
