#include "store/EventLog.h"

namespace kinora::store {

namespace {

constexpr std::string_view TakeNumbers = R"(
    INSERT INTO user_counters AS c (user_id, last_seq) VALUES ($1::uuid, $2::bigint)
    ON CONFLICT ON CONSTRAINT user_counters_pk DO UPDATE SET last_seq = c.last_seq + $2::bigint
    RETURNING last_seq)";

constexpr std::string_view AppendEvent = R"(
    INSERT INTO events (user_id, seq, name, job_id, body)
    VALUES ($1::uuid, $2::bigint, $3::event_name, $4::uuid, $5::json))";

constexpr std::string_view Range = R"(
    SELECT coalesce((SELECT last_seq FROM user_counters WHERE user_id = $1::uuid), 0) AS last,
           (SELECT min(seq) FROM events WHERE user_id = $1::uuid) AS first,
           EXISTS (SELECT FROM number_gaps g WHERE g.user_id = $1::uuid AND g.after_seq < $2::bigint AND $2::bigint < g.until_seq)
               AS lost)";

// By the milliseconds since 1970, since the same backup may be restored once more: the numbers given out in between
// must not mean something else then. Nobody has so many events that the numbers overtake them; where the clock is
// behind, a million are more than one user has between two backups.
constexpr std::string_view LeaveGaps = R"(
    WITH moved AS (
        SELECT u.id, coalesce(c.last_seq, 0) AS before,
               CASE WHEN coalesce(c.last_seq, 0) < clock.millis THEN clock.millis ELSE c.last_seq + 1000000 END AS after
        FROM users u LEFT JOIN user_counters c ON c.user_id = u.id
             CROSS JOIN (SELECT (extract(epoch FROM now()) * 1000)::bigint AS millis) AS clock),
    counters AS (
        INSERT INTO user_counters (user_id, last_seq) SELECT id, after FROM moved
        ON CONFLICT ON CONSTRAINT user_counters_pk DO UPDATE SET last_seq = excluded.last_seq)
    INSERT INTO number_gaps (user_id, after_seq, until_seq) SELECT id, before, after FROM moved)";

constexpr std::string_view LastNumbers = "SELECT user_id, last_seq FROM user_counters WHERE user_id = ANY ($1::uuid[])";

constexpr std::string_view EventsOfUser = R"(
    SELECT seq, name::text AS name, job_id, body::text AS body FROM events
    WHERE user_id = $1::uuid AND seq > $2::bigint ORDER BY seq LIMIT $3::int)";

constexpr std::string_view OfJob = R"(
    SELECT seq, name::text AS name, job_id, body::text AS body FROM events
    WHERE job_id = $1::uuid AND seq > $2::bigint ORDER BY seq LIMIT $3::int)";

constexpr std::string_view Prune = "DELETE FROM events WHERE created_at < now() - interval '7 days'";

std::vector<Event> readEvents(const pg::Rows& rows) {
    std::vector<Event> events;
    for (const pg::Row row : rows) {
        Event event;
        event.seq = row.get<std::int64_t>("seq");
        event.name = row.get<std::string>("name");
        event.jobId = row.get<std::optional<std::string>>("job_id");
        event.body = row.get<std::string>("body");
        events.push_back(std::move(event));
    }
    return events;
}

} // namespace

Task<std::int64_t> takeNumbers(pg::Transaction& transaction, std::string userId, int count) {
    const pg::Rows rows = co_await transaction.query(TakeNumbers, userId, count);
    co_return rows.front().get<std::int64_t>("last_seq") - count + 1;
}

void appendEvent(pg::Transaction& transaction, const std::string& userId, const Event& event) {
    transaction.post(AppendEvent, userId, event.seq, event.name, event.jobId, event.body);
}

Task<EventRange> eventRange(pg::Pool& pool, std::string userId, std::optional<std::int64_t> seen) {
    const pg::Rows rows = co_await pool.query(Range, userId, seen);
    EventRange range;
    range.last = rows.front().get<std::int64_t>("last");
    range.first = rows.front().get<std::optional<std::int64_t>>("first").value_or(range.last + 1);
    range.seenIsLost = rows.front().get<bool>("lost");
    co_return range;
}

Task<> leaveGaps(pg::Connection& connection) {
    co_await connection.query(LeaveGaps);
}

Task<std::vector<LastNumber>> lastNumbers(pg::Pool& pool, std::vector<std::string> userIds) {
    const pg::Rows rows = co_await pool.query(LastNumbers, userIds);
    std::vector<LastNumber> numbers;
    for (const pg::Row row : rows) {
        LastNumber number;
        number.userId = row.get<std::string>("user_id");
        number.last = row.get<std::int64_t>("last_seq");
        numbers.push_back(std::move(number));
    }
    co_return numbers;
}

Task<std::vector<Event>> eventsAfter(pg::Pool& pool, std::string userId, std::int64_t seq, int limit) {
    const pg::Rows rows = co_await pool.query(EventsOfUser, userId, seq, limit);
    co_return readEvents(rows);
}

Task<std::vector<Event>> jobEventsAfter(pg::Pool& pool, std::string jobId, std::int64_t seq, int limit) {
    const pg::Rows rows = co_await pool.query(OfJob, jobId, seq, limit);
    co_return readEvents(rows);
}

Task<> pruneEvents(pg::Pool& pool) {
    co_await pool.query(Prune);
}

} // namespace kinora::store
