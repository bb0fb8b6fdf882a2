#include "store/PasswordResets.h"

namespace kinora::store {
namespace {

constexpr auto PutReset = R"sql(
INSERT INTO password_resets (user_id, code_hash, expires_at) VALUES ($1, $2, now() + $3::interval)
ON CONFLICT ON CONSTRAINT password_resets_pk DO UPDATE SET
    code_hash = excluded.code_hash, expires_at = excluded.expires_at, created_at = now()
RETURNING expires_at)sql";

const std::string FindReset = "SELECT " + std::string(UserColumns) + R"sql(
FROM password_resets r JOIN users u ON u.id = r.user_id
WHERE u.email_key = $1 AND r.code_hash = $2 AND r.expires_at > now())sql";

constexpr auto TakeReset = "DELETE FROM password_resets WHERE user_id = $1 AND code_hash = $2 AND expires_at > now()";

constexpr auto Drop = "DELETE FROM password_resets WHERE user_id = $1";

} // namespace

Task<TimePoint> putPasswordReset(
    pg::Connection& connection, std::string userId, std::string codeHash, std::chrono::seconds lifetime) {
    const pg::Bytes hash{codeHash};
    const pg::Rows rows = co_await connection.query(PutReset, userId, hash, lifetime);
    co_return rows.front().get<TimePoint>("expires_at");
}

Task<std::optional<User>> findPasswordReset(pg::Connection& connection, std::string emailKey, std::string codeHash) {
    const pg::Bytes hash{codeHash};
    const pg::Rows rows = co_await connection.query(FindReset, emailKey, hash);
    if (rows.empty())
        co_return std::nullopt;
    co_return readUser(rows.front());
}

Task<bool> takePasswordReset(pg::Connection& connection, std::string userId, std::string codeHash) {
    const pg::Bytes hash{codeHash};
    const pg::Rows rows = co_await connection.query(TakeReset, userId, hash);
    co_return rows.affected() > 0;
}

Task<> dropPasswordReset(pg::Connection& connection, std::string userId) {
    co_await connection.query(Drop, userId);
}

} // namespace kinora::store
