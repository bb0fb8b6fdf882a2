// The people who may use this relay.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "pg/Connection.h"

#include <optional>
#include <string>

namespace kinora::store {

enum class Role { Member, Admin };
enum class UserStatus { Active, Pending, Disabled };

struct User {
    std::string id;
    std::string email;
    std::string handle;
    std::string displayName;
    Role role = Role::Member;
    UserStatus status = UserStatus::Active;
    TimePoint createdAt;
    std::optional<std::string> avatarSha256; ///< hex; of a blob
};

struct NewUser {
    std::string email;
    std::string emailKey; ///< what makes two addresses the same
    std::string passwordHash;
    std::string handle;
    std::string displayName;
    Role role = Role::Member;
    UserStatus status = UserStatus::Active;
};

struct StoredPassword {
    User user;
    std::string passwordHash;
};

inline constexpr auto UsersEmailUnique = "users_email_unique";
inline constexpr auto UsersHandleUnique = "users_handle_unique";

/// Nothing if the handle is taken. DatabaseError violatesUnique(UsersEmailUnique) if the address is.
[[nodiscard]] Task<std::optional<User>> insertUser(pg::Connection& connection, NewUser user);
[[nodiscard]] Task<std::optional<User>> findUser(pg::Connection& connection, std::string id);
[[nodiscard]] Task<std::optional<StoredPassword>> findPassword(pg::Connection& connection, std::string emailKey);
[[nodiscard]] Task<bool> anyUser(pg::Connection& connection);

[[nodiscard]] std::string_view toText(Role role);
[[nodiscard]] std::string_view toText(UserStatus status);
[[nodiscard]] std::optional<Role> roleFrom(std::string_view text);
[[nodiscard]] std::optional<UserStatus> statusFrom(std::string_view text);
/// The column `role`.
[[nodiscard]] Role readRole(const pg::Row& row);

/// Reads the columns UserColumns of a row.
[[nodiscard]] User readUser(const pg::Row& row);
/// Those and `password_hash`.
[[nodiscard]] StoredPassword readPassword(const pg::Row& row);
/// For statements that join users as u.
inline constexpr auto UserColumns =
    "u.id, u.email, u.handle, u.display_name, u.role, u.status, u.created_at, u.avatar_sha256";

} // namespace kinora::store
