#include "store/Sessions.h"

namespace kinora::store {
namespace {

constexpr auto InsertSession = R"sql(
INSERT INTO sessions (id, user_id, user_agent, address, expires_at) VALUES ($1, $2, $3, $4, now() + $5::interval))sql";

const std::string SelectLive = "SELECT s.id AS session_id, s.generation, " + std::string(UserColumns) + R"sql(
FROM sessions s JOIN users u ON u.id = s.user_id
WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > now())sql";

const std::string LockLive = SelectLive + " FOR UPDATE OF s";

constexpr auto Advance = R"sql(
UPDATE sessions SET generation = $2, address = $3, refreshed_at = now(), expires_at = now() + $4::interval
WHERE id = $1)sql";

constexpr auto End = R"sql(
UPDATE sessions SET ended_at = now(), end_reason = $2 WHERE id = $1 AND ended_at IS NULL)sql";

constexpr auto EndAll = R"sql(
UPDATE sessions SET ended_at = now(), end_reason = $2 WHERE user_id = $1 AND ended_at IS NULL RETURNING id)sql";

constexpr auto ListSessions = R"sql(
SELECT id, user_agent, address, created_at, refreshed_at,
       (extract(epoch FROM created_at) * 1000000)::bigint AS created_micros
FROM sessions
WHERE user_id = $1 AND ended_at IS NULL AND expires_at > now()
  AND ($2::bigint IS NULL OR (created_at, id) <
       (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
ORDER BY created_at DESC, id DESC LIMIT $4::int)sql";

constexpr auto SweepSessions = "DELETE FROM sessions WHERE coalesce(ended_at, expires_at) < now() - $1::interval";

constexpr auto SelectEnded = R"sql(
SELECT wanted.id::text AS id
FROM unnest($1::uuid[]) AS wanted (id)
LEFT JOIN sessions s ON s.id = wanted.id AND s.ended_at IS NULL AND s.expires_at > now()
LEFT JOIN api_keys k ON k.id = wanted.id AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
LEFT JOIN users u ON u.id = coalesce(s.user_id, k.user_id) AND u.status = 'active'
WHERE u.id IS NULL)sql";

std::string_view toText(SessionEnd reason) {
    switch (reason) {
    case SessionEnd::Logout:
        return "logout";
    case SessionEnd::Reuse:
        return "reuse";
    case SessionEnd::Revoked:
        return "revoked";
    case SessionEnd::Disabled:
        return "disabled";
    case SessionEnd::Password:
        return "password";
    }
    return "revoked";
}

SessionInfo readInfo(const pg::Row& row) {
    SessionInfo info;
    info.id = row.get<std::string>("id");
    info.userAgent = row.get<std::string>("user_agent");
    info.address = row.get<std::string>("address");
    info.createdAt = row.get<TimePoint>("created_at");
    info.lastUsedAt = row.get<TimePoint>("refreshed_at");
    return info;
}

Task<std::optional<Session>> find(pg::Connection& connection, const std::string& sql, std::string id) {
    const pg::Rows rows = co_await connection.query(sql, id);
    if (rows.empty())
        co_return std::nullopt;
    const pg::Row row = rows.front();
    Session session;
    session.id = row.get<std::string>("session_id");
    session.generation = row.get<std::int64_t>("generation");
    session.user = readUser(row);
    co_return session;
}

} // namespace

Task<> insertSession(pg::Connection& connection, std::string id, std::string userId, std::string userAgent,
    std::string address, std::chrono::seconds lifetime) {
    co_await connection.query(InsertSession, id, userId, userAgent, address, lifetime);
}

Task<std::optional<Session>> findLiveSession(pg::Connection& connection, std::string id) {
    return find(connection, SelectLive, std::move(id));
}

Task<std::optional<Session>> lockLiveSession(pg::Connection& connection, std::string id) {
    return find(connection, LockLive, std::move(id));
}

Task<> advanceSession(pg::Connection& connection, std::string id, std::int64_t generation, std::string address,
    std::chrono::seconds lifetime) {
    co_await connection.query(Advance, id, generation, address, lifetime);
}

Task<bool> endSession(pg::Connection& connection, std::string id, SessionEnd reason) {
    const std::string_view word = toText(reason);
    const pg::Rows rows = co_await connection.query(End, id, word);
    co_return rows.affected() > 0;
}

Task<std::vector<std::string>> endSessionsOf(pg::Connection& connection, std::string userId, SessionEnd reason) {
    const std::string_view word = toText(reason);
    const pg::Rows rows = co_await connection.query(EndAll, userId, word);
    std::vector<std::string> ended;
    for (const pg::Row row : rows)
        ended.push_back(row.get<std::string>("id"));
    co_return ended;
}

Task<Page<SessionInfo>> listSessions(
    pg::Connection& connection, std::string userId, std::optional<PageKey> after, int limit) {
    const PageParams key(after);
    const pg::Rows rows = co_await connection.query(ListSessions, userId, key.micros, key.id, limit + 1);
    co_return readPage(rows, limit, readInfo);
}

Task<> sweepSessions(pg::Connection& connection, std::chrono::seconds age) {
    co_await connection.query(SweepSessions, age);
}

Task<std::vector<std::string>> findEndedSessions(pg::Connection& connection, std::vector<std::string> ids) {
    const pg::Rows rows = co_await connection.query(SelectEnded, ids);
    std::vector<std::string> ended;
    for (const pg::Row row : rows)
        ended.push_back(row.get<std::string>("id"));
    co_return ended;
}

} // namespace kinora::store
