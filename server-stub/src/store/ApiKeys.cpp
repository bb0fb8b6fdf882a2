#include "store/ApiKeys.h"

#include "base/Ids.h"

namespace kinora::store {
namespace {

constexpr std::string_view KeyColumns = R"sql(
k.id AS key_id, k.name, to_json(k.scopes) AS scopes, k.created_at AS made_at, k.expires_at, k.last_used_at,
(extract(epoch FROM k.created_at) * 1000000)::bigint AS created_micros)sql";

const std::string InsertKey = R"sql(
INSERT INTO api_keys AS k (id, user_id, name, key_hash, scopes, expires_at)
VALUES ($1, $2, $3, $4, $5::text[], now() + $6::interval)
RETURNING )sql" + std::string(KeyColumns);

const std::string ListKeys = "SELECT " + std::string(KeyColumns) + R"sql(
FROM api_keys k
WHERE k.user_id = $1 AND k.revoked_at IS NULL
  AND ($2::bigint IS NULL OR (k.created_at, k.id) <
       (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
ORDER BY k.created_at DESC, k.id DESC LIMIT $4::int)sql";

constexpr auto CountKeys = "SELECT count(*) AS keys FROM api_keys WHERE user_id = $1 AND revoked_at IS NULL";

constexpr auto RevokeKey = R"sql(
UPDATE api_keys SET revoked_at = now() WHERE user_id = $1 AND id = $2 AND revoked_at IS NULL)sql";

const std::string FindKey = "SELECT " + std::string(KeyColumns) + ", " + std::string(UserColumns) + R"sql(,
       coalesce(k.last_used_at < now() - interval '1 minute', true) AS should_touch
FROM api_keys k JOIN users u ON u.id = k.user_id
WHERE k.key_hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()))sql";

constexpr auto TouchKey = "UPDATE api_keys SET last_used_at = now() WHERE id = $1";

ApiKey readKey(const pg::Row& row) {
    ApiKey key;
    key.id = row.get<std::string>("key_id");
    key.name = row.get<std::string>("name");
    const auto scopes = row.get<boost::json::value>("scopes");
    for (const boost::json::value& scope : scopes.as_array())
        key.scopes.emplace_back(scope.as_string());
    key.createdAt = row.get<TimePoint>("made_at");
    key.expiresAt = row.get<std::optional<TimePoint>>("expires_at");
    key.lastUsedAt = row.get<std::optional<TimePoint>>("last_used_at");
    return key;
}

} // namespace

Task<ApiKey> insertApiKey(pg::Connection& connection, NewApiKey key) {
    const std::string id = newId();
    const pg::Bytes hash{key.keyHash};
    const pg::Rows rows =
        co_await connection.query(InsertKey, id, key.userId, key.name, hash, key.scopes, key.lifetime);
    co_return readKey(rows.front());
}

Task<Page<ApiKey>> listApiKeys(
    pg::Connection& connection, std::string userId, std::optional<PageKey> after, int limit) {
    const PageParams key(after);
    const pg::Rows rows = co_await connection.query(ListKeys, userId, key.micros, key.id, limit + 1);
    co_return readPage(rows, limit, readKey);
}

Task<std::int64_t> countApiKeys(pg::Connection& connection, std::string userId) {
    const pg::Rows rows = co_await connection.query(CountKeys, userId);
    co_return rows.front().get<std::int64_t>("keys");
}

Task<bool> revokeApiKey(pg::Connection& connection, std::string userId, std::string id) {
    const pg::Rows rows = co_await connection.query(RevokeKey, userId, id);
    co_return rows.affected() > 0;
}

Task<std::optional<KeyInUse>> findApiKey(pg::Connection& connection, std::string keyHash) {
    const pg::Bytes hash{keyHash};
    const pg::Rows rows = co_await connection.query(FindKey, hash);
    if (rows.empty())
        co_return std::nullopt;
    KeyInUse found;
    found.key = readKey(rows.front());
    found.user = readUser(rows.front());
    found.shouldTouch = rows.front().get<bool>("should_touch");
    co_return found;
}

Task<> touchApiKey(pg::Connection& connection, std::string id) {
    co_await connection.query(TouchKey, id);
}

} // namespace kinora::store
