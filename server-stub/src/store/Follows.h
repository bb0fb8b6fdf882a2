// Who follows whom, and what others see of a user.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"
#include "store/Users.h"

#include <cstdint>
#include <optional>
#include <string>

namespace kinora::store {

struct Person {
    User user;
    std::int64_t videos = 0; ///< published
    std::int64_t followers = 0;
    std::int64_t following = 0;
    bool followed = false; ///< by the one who asks
};

/// Only one who is active; nor do others count.
[[nodiscard]] Task<std::optional<Person>> findPerson(
    pg::Connection& connection, std::string handle, std::string askingUserId);
/// May be repeated; nothing happens where there is no such active user. Not for oneself: follows_others.
[[nodiscard]] Task<> follow(pg::Connection& connection, std::string followerId, std::string handle);
/// May be repeated.
[[nodiscard]] Task<> unfollow(pg::Connection& connection, std::string followerId, std::string handle);

} // namespace kinora::store
