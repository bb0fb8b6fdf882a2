// Looking through the accounts and changing them.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"
#include "store/Page.h"
#include "store/Users.h"

#include <optional>
#include <string>

namespace kinora::store {

struct UserFilter {
    std::optional<std::string> text; ///< somewhere in address, handle or name; folded as emailKey is
    std::optional<UserStatus> status;
    std::optional<PageKey> after;
    int limit = 0;
};

/// Newest first.
[[nodiscard]] Task<Page<User>> listUsers(pg::Connection& connection, UserFilter filter);
/// Locked until the end of the transaction.
[[nodiscard]] Task<std::optional<User>> lockUser(pg::Connection& connection, std::string id);
/// Active administrators other than this one.
[[nodiscard]] Task<std::int64_t> countOtherAdmins(pg::Connection& connection, std::string id);
[[nodiscard]] Task<> setRoleAndStatus(pg::Connection& connection, std::string id, Role role, UserStatus status);

/// Address, handle and name. DatabaseError violatesUnique(UsersEmailUnique or UsersHandleUnique).
[[nodiscard]] Task<> setProfile(pg::Connection& connection, User user, std::string emailKey);

/// Of a blob, in hex; nothing for none.
[[nodiscard]] Task<> setAvatar(pg::Connection& connection, std::string id, std::optional<std::string> sha256);
[[nodiscard]] Task<std::optional<User>> findUserByHandle(pg::Connection& connection, std::string handle);

[[nodiscard]] Task<std::optional<StoredPassword>> findPasswordOf(pg::Connection& connection, std::string id);
/// The same, locked against changes until the end of the transaction.
[[nodiscard]] Task<std::optional<StoredPassword>> lockPassword(pg::Connection& connection, std::string id);
[[nodiscard]] Task<> setPasswordHash(pg::Connection& connection, std::string id, std::string hash);
/// For the same password in a newer form. False, and nothing done, if it has changed meanwhile.
[[nodiscard]] Task<bool> renewPasswordHash(
    pg::Connection& connection, std::string id, std::string old, std::string renewed);

} // namespace kinora::store
