#include "store/Users.h"

#include "base/Crypto.h"
#include "base/Ids.h"

namespace kinora::store {
namespace {

const std::string InsertUser = R"sql(
INSERT INTO users AS u (id, email, email_key, password_hash, handle, display_name, role, status)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT ON CONSTRAINT users_handle_unique DO NOTHING
RETURNING )sql" + std::string(UserColumns);

const std::string SelectById = "SELECT " + std::string(UserColumns) + " FROM users u WHERE u.id = $1";

const std::string SelectPasswordByEmail =
    "SELECT " + std::string(UserColumns) + ", u.password_hash FROM users u WHERE u.email_key = $1";

constexpr auto SelectAny = "SELECT EXISTS (SELECT 1 FROM users) AS present";

} // namespace

std::string_view toText(Role role) {
    return role == Role::Admin ? "admin" : "member";
}

std::string_view toText(UserStatus status) {
    switch (status) {
    case UserStatus::Active:
        return "active";
    case UserStatus::Pending:
        return "pending";
    case UserStatus::Disabled:
        return "disabled";
    }
    return "disabled";
}

std::optional<Role> roleFrom(std::string_view text) {
    if (text == "admin")
        return Role::Admin;
    return text == "member" ? std::optional(Role::Member) : std::nullopt;
}

std::optional<UserStatus> statusFrom(std::string_view text) {
    for (const UserStatus status : {UserStatus::Active, UserStatus::Pending, UserStatus::Disabled})
        if (text == toText(status))
            return status;
    return std::nullopt;
}

Role readRole(const pg::Row& row) {
    return roleFrom(row.get<std::string_view>("role")).value_or(Role::Member);
}

User readUser(const pg::Row& row) {
    User user;
    user.id = row.get<std::string>("id");
    user.email = row.get<std::string>("email");
    user.handle = row.get<std::string>("handle");
    user.displayName = row.get<std::string>("display_name");
    user.role = readRole(row);
    user.status = statusFrom(row.get<std::string_view>("status")).value_or(UserStatus::Disabled);
    user.createdAt = row.get<TimePoint>("created_at");
    if (!row.isNull("avatar_sha256"))
        user.avatarSha256 = toHex(row.bytes("avatar_sha256"));
    return user;
}

StoredPassword readPassword(const pg::Row& row) {
    StoredPassword found;
    found.user = readUser(row);
    found.passwordHash = row.get<std::string>("password_hash");
    return found;
}

Task<std::optional<User>> insertUser(pg::Connection& connection, NewUser user) {
    const std::string id = newId();
    const std::string_view role = toText(user.role);
    const std::string_view status = toText(user.status);
    const pg::Rows rows = co_await connection.query(
        InsertUser, id, user.email, user.emailKey, user.passwordHash, user.handle, user.displayName, role, status);
    if (rows.empty())
        co_return std::nullopt;
    co_return readUser(rows.front());
}

Task<std::optional<User>> findUser(pg::Connection& connection, std::string id) {
    const pg::Rows rows = co_await connection.query(SelectById, id);
    if (rows.empty())
        co_return std::nullopt;
    co_return readUser(rows.front());
}

Task<std::optional<StoredPassword>> findPassword(pg::Connection& connection, std::string emailKey) {
    const pg::Rows rows = co_await connection.query(SelectPasswordByEmail, emailKey);
    if (rows.empty())
        co_return std::nullopt;
    co_return readPassword(rows.front());
}

Task<bool> anyUser(pg::Connection& connection) {
    const pg::Rows rows = co_await connection.query(SelectAny);
    co_return rows.front().get<bool>("present");
}

} // namespace kinora::store
