#include "store/UserChanges.h"

#include "base/Crypto.h"

namespace kinora::store {
namespace {

// The text is matched as it is, whatever LIKE thinks of its characters.
const std::string ListUsers = "SELECT " + std::string(UserColumns) + R"sql(,
       (extract(epoch FROM u.created_at) * 1000000)::bigint AS created_micros
FROM users u
WHERE ($1::text IS NULL OR position($1 IN u.email_key) > 0 OR position($1 IN u.handle) > 0
       OR position($1 IN lower(u.display_name)) > 0)
  AND ($2::user_status IS NULL OR u.status = $2::user_status)
  AND ($3::bigint IS NULL OR (u.created_at, u.id) <
       (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4::uuid))
ORDER BY u.created_at DESC, u.id DESC LIMIT $5::int)sql";

const std::string LockUser = "SELECT " + std::string(UserColumns) + " FROM users u WHERE u.id = $1 FOR UPDATE";

constexpr auto CountOtherAdmins = R"sql(
SELECT count(*) AS admins FROM users WHERE role = 'admin' AND status = 'active' AND id <> $1)sql";

constexpr auto SetRoleAndStatus = "UPDATE users SET role = $2, status = $3, updated_at = now() WHERE id = $1";

constexpr auto SetProfile = R"sql(
UPDATE users SET email = $2, email_key = $3, handle = $4, display_name = $5, updated_at = now() WHERE id = $1)sql";

constexpr auto SetAvatar = "UPDATE users SET avatar_sha256 = $2, updated_at = now() WHERE id = $1";

const std::string SelectByHandle = "SELECT " + std::string(UserColumns) + " FROM users u WHERE u.handle = $1";

const std::string SelectPasswordById =
    "SELECT " + std::string(UserColumns) + ", u.password_hash FROM users u WHERE u.id = $1";

const std::string LockPasswordById = SelectPasswordById + " FOR UPDATE";

constexpr auto SetPassword = "UPDATE users SET password_hash = $2, updated_at = now() WHERE id = $1";

constexpr auto RenewPassword = "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2";

} // namespace

Task<Page<User>> listUsers(pg::Connection& connection, UserFilter filter) {
    std::optional<std::string_view> status;
    if (filter.status)
        status = toText(*filter.status);
    const PageParams key(filter.after);
    const pg::Rows rows =
        co_await connection.query(ListUsers, filter.text, status, key.micros, key.id, filter.limit + 1);
    co_return readPage(rows, filter.limit, readUser);
}

Task<std::optional<User>> lockUser(pg::Connection& connection, std::string id) {
    const pg::Rows rows = co_await connection.query(LockUser, id);
    if (rows.empty())
        co_return std::nullopt;
    co_return readUser(rows.front());
}

Task<std::int64_t> countOtherAdmins(pg::Connection& connection, std::string id) {
    const pg::Rows rows = co_await connection.query(CountOtherAdmins, id);
    co_return rows.front().get<std::int64_t>("admins");
}

Task<> setRoleAndStatus(pg::Connection& connection, std::string id, Role role, UserStatus status) {
    const std::string_view roleWord = toText(role);
    const std::string_view statusWord = toText(status);
    co_await connection.query(SetRoleAndStatus, id, roleWord, statusWord);
}

Task<> setProfile(pg::Connection& connection, User user, std::string emailKey) {
    co_await connection.query(SetProfile, user.id, user.email, emailKey, user.handle, user.displayName);
}

Task<> setAvatar(pg::Connection& connection, std::string id, std::optional<std::string> sha256) {
    const std::string raw = sha256 ? fromHex(*sha256).value_or("") : std::string();
    std::optional<pg::Bytes> hash;
    if (sha256)
        hash = pg::Bytes{raw};
    co_await connection.query(SetAvatar, id, hash);
}

Task<std::optional<User>> findUserByHandle(pg::Connection& connection, std::string handle) {
    const pg::Rows rows = co_await connection.query(SelectByHandle, handle);
    if (rows.empty())
        co_return std::nullopt;
    co_return readUser(rows.front());
}

Task<std::optional<StoredPassword>> findPasswordOf(pg::Connection& connection, std::string id) {
    const pg::Rows rows = co_await connection.query(SelectPasswordById, id);
    if (rows.empty())
        co_return std::nullopt;
    co_return readPassword(rows.front());
}

Task<std::optional<StoredPassword>> lockPassword(pg::Connection& connection, std::string id) {
    const pg::Rows rows = co_await connection.query(LockPasswordById, id);
    if (rows.empty())
        co_return std::nullopt;
    co_return readPassword(rows.front());
}

Task<> setPasswordHash(pg::Connection& connection, std::string id, std::string hash) {
    co_await connection.query(SetPassword, id, hash);
}

Task<bool> renewPasswordHash(pg::Connection& connection, std::string id, std::string old, std::string renewed) {
    const pg::Rows rows = co_await connection.query(RenewPassword, id, old, renewed);
    co_return rows.affected() == 1;
}

} // namespace kinora::store
