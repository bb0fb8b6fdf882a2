#include "store/UserLimits.h"

namespace kinora::store {
namespace {

constexpr auto ReadLimits = R"sql(
SELECT micro_usd_per_month, seconds_per_month, videos_per_hour, waiting_jobs FROM user_limits WHERE user_id = $1::uuid)sql";

constexpr auto Write = R"sql(
INSERT INTO user_limits (user_id, micro_usd_per_month, seconds_per_month, videos_per_hour, waiting_jobs)
VALUES ($1::uuid, $2::bigint, $3::bigint, $4::bigint, $5::bigint)
ON CONFLICT ON CONSTRAINT user_limits_pk DO UPDATE SET
    micro_usd_per_month = excluded.micro_usd_per_month, seconds_per_month = excluded.seconds_per_month,
    videos_per_hour = excluded.videos_per_hour, waiting_jobs = excluded.waiting_jobs, updated_at = now())sql";

// A job counts in the month in which it was stored, so that its own time finds it.
const std::string UsersOfMonth = "SELECT " + std::string(UserColumns) + R"sql(,
       (extract(epoch FROM u.created_at) * 1000000)::bigint AS created_micros,
       l.micro_usd_per_month, l.seconds_per_month, l.videos_per_hour, l.waiting_jobs,
       m.videos, m.micro_usd, m.seconds, m.unpriced
FROM users u LEFT JOIN user_limits l ON l.user_id = u.id
CROSS JOIN LATERAL (
    SELECT count(*) AS videos, coalesce(sum(j.price_micro_usd), 0)::bigint AS micro_usd,
           coalesce(sum(j.seconds), 0)::bigint AS seconds, count(*) FILTER (WHERE j.price_micro_usd IS NULL) AS unpriced
    FROM jobs j
    WHERE j.user_id = u.id AND j.counted_in = $1::date
      AND j.created_at >= $1::date - interval '2 days' AND j.created_at < $1::date + interval '34 days') m
WHERE $2::bigint IS NULL OR (u.created_at, u.id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid)
ORDER BY u.created_at DESC, u.id DESC LIMIT $4::int)sql";

UserLimits readLimits(const pg::Row& row) {
    UserLimits limits;
    limits.microUsdPerMonth = row.get<std::optional<std::int64_t>>("micro_usd_per_month");
    limits.secondsPerMonth = row.get<std::optional<std::int64_t>>("seconds_per_month");
    limits.videosPerHour = row.get<std::optional<std::int64_t>>("videos_per_hour");
    limits.waitingJobs = row.get<std::optional<std::int64_t>>("waiting_jobs");
    return limits;
}

MonthOfUser readMonth(const pg::Row& row) {
    MonthOfUser month;
    month.user = readUser(row);
    month.id = month.user.id;
    month.limits = readLimits(row);
    month.videos = row.get<std::int64_t>("videos");
    month.microUsd = row.get<std::int64_t>("micro_usd");
    month.seconds = row.get<std::int64_t>("seconds");
    month.unpriced = row.get<std::int64_t>("unpriced");
    return month;
}

std::optional<std::int64_t> chosen(std::optional<std::int64_t> configured, std::optional<std::int64_t> own) {
    if (!own)
        return configured;
    return *own == UserLimits::NoLimit ? std::nullopt : own;
}

} // namespace

Limits effective(const Limits& configured, const UserLimits& own) {
    Limits limits;
    limits.microUsdPerMonth = chosen(configured.microUsdPerMonth, own.microUsdPerMonth);
    limits.secondsPerMonth = chosen(configured.secondsPerMonth, own.secondsPerMonth);
    limits.videosPerHour = chosen(configured.videosPerHour, own.videosPerHour);
    limits.waitingJobs = chosen(configured.waitingJobs, own.waitingJobs);
    return limits;
}

Task<UserLimits> readUserLimits(pg::Connection& connection, std::string userId) {
    const pg::Rows rows = co_await connection.query(ReadLimits, userId);
    co_return rows.empty() ? UserLimits() : readLimits(rows.front());
}

Task<> writeUserLimits(pg::Connection& connection, std::string userId, UserLimits limits) {
    (void)co_await connection.query(
        Write, userId, limits.microUsdPerMonth, limits.secondsPerMonth, limits.videosPerHour, limits.waitingJobs);
}

Task<Page<MonthOfUser>> listMonth(
    pg::Connection& connection, std::string month, std::optional<PageKey> after, int limit) {
    const PageParams page(after);
    const pg::Rows rows = co_await connection.query(UsersOfMonth, month, page.micros, page.id, limit + 1);
    co_return readPage(rows, limit, readMonth);
}

} // namespace kinora::store
