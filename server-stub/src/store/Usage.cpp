#include "store/Usage.h"

namespace kinora::store {

namespace {

// The condition is checked again on the newest row after waiting for its lock. A month never goes back, or a
// transaction that began before midnight and waited would wipe out what the new month has.
constexpr std::string_view ReserveUsage = R"(
    UPDATE monthly_usage u SET
        month = greatest(u.month, m.month),
        micro_usd = CASE WHEN u.month >= m.month THEN u.micro_usd ELSE 0 END + $2::bigint,
        seconds = CASE WHEN u.month >= m.month THEN u.seconds ELSE 0 END + $3::bigint
    FROM (SELECT date_trunc('month', now() AT TIME ZONE 'UTC')::date AS month) m
    WHERE u.user_id = $1::uuid
      AND ($4::bigint IS NULL OR $2::bigint = 0 OR CASE WHEN u.month >= m.month THEN u.micro_usd ELSE 0 END + $2::bigint <= $4::bigint)
      AND ($5::bigint IS NULL OR $3::bigint = 0 OR CASE WHEN u.month >= m.month THEN u.seconds ELSE 0 END + $3::bigint <= $5::bigint)
    RETURNING u.month::text AS month)";

constexpr std::string_view Introduce =
    "INSERT INTO monthly_usage (user_id) VALUES ($1::uuid) ON CONFLICT ON CONSTRAINT monthly_usage_pk DO NOTHING";

constexpr std::string_view ReadUsage = R"(
    WITH this AS (SELECT date_trunc('month', now() AT TIME ZONE 'UTC') AS month),
    hour AS MATERIALIZED (
        SELECT j.created_at FROM jobs j
        WHERE j.user_id = $1::uuid AND j.created_at > now() - interval '1 hour' AND j.counted_in IS NOT NULL
          AND ($3::bigint IS NOT NULL OR $4::boolean)),
    used AS (SELECT count(*) AS videos, min(created_at) AS first FROM hour)
    SELECT coalesce(u.micro_usd, 0) AS micro_usd, coalesce(u.seconds, 0) AS seconds, used.videos,
           (SELECT count(*) FROM jobs w WHERE w.user_id = $1::uuid AND w.status = 'pending') AS waiting,
           now() AS now, this.month AT TIME ZONE 'UTC' AS month_starts, (this.month + interval '1 month') AT TIME ZONE 'UTC' AS month_ends,
           used.first + interval '1 hour' AS next_place,
           (SELECT h.created_at + interval '1 hour' FROM hour h
            WHERE used.videos + $2::bigint > $3::bigint
            ORDER BY h.created_at LIMIT 1 OFFSET greatest(0, used.videos + $2::bigint - coalesce($3::bigint, 0) - 1)) AS room
    FROM this CROSS JOIN used LEFT JOIN monthly_usage u ON u.user_id = $1::uuid AND u.month >= this.month::date)";

Usage readUsageRow(const pg::Row& row) {
    Usage usage;
    usage.microUsd = row.get<std::int64_t>("micro_usd");
    usage.seconds = row.get<std::int64_t>("seconds");
    usage.videosInHour = row.get<std::int64_t>("videos");
    usage.waiting = row.get<std::int64_t>("waiting");
    usage.now = row.get<TimePoint>("now");
    usage.monthStartsAt = row.get<TimePoint>("month_starts");
    usage.monthEndsAt = row.get<TimePoint>("month_ends");
    usage.nextPlaceAt = row.get<std::optional<TimePoint>>("next_place");
    usage.roomAt = row.get<std::optional<TimePoint>>("room");
    return usage;
}

} // namespace

Task<Usage> readUsage(pg::Pool& pool, std::string userId, Limits limits, Demand demand) {
    const pg::Rows rows = co_await pool.query(ReadUsage, userId, demand.videos, limits.videosPerHour, true);
    co_return readUsageRow(rows.front());
}

Task<Usage> readUsage(pg::Transaction& transaction, std::string userId, Limits limits, Demand demand) {
    const pg::Rows rows = co_await transaction.query(ReadUsage, userId, demand.videos, limits.videosPerHour, false);
    co_return readUsageRow(rows.front());
}

Task<std::optional<std::string>> reserve(
    pg::Transaction& transaction, std::string userId, Limits limits, Demand demand) {
    // A second round only for a user who has no row yet.
    for (bool isKnown = false;; isKnown = true) {
        const pg::Rows rows = co_await transaction.query(
            ReserveUsage, userId, demand.microUsd, demand.seconds, limits.microUsdPerMonth, limits.secondsPerMonth);
        if (!rows.empty())
            co_return rows.front().get<std::string>("month");
        if (isKnown)
            co_return std::nullopt;
        const pg::Rows made = co_await transaction.query(Introduce, userId);
        if (made.affected() == 0)
            co_return std::nullopt;
    }
}

} // namespace kinora::store
