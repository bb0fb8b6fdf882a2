// One-time codes for a new password.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "pg/Connection.h"
#include "store/Users.h"

#include <chrono>
#include <optional>
#include <string>

namespace kinora::store {

/// In the place of the one before; when it ends.
[[nodiscard]] Task<TimePoint> putPasswordReset(
    pg::Connection& connection, std::string userId, std::string codeHash, std::chrono::seconds lifetime);
/// Whose it is, if it is good.
[[nodiscard]] Task<std::optional<User>> findPasswordReset(
    pg::Connection& connection, std::string emailKey, std::string codeHash);
/// True once.
[[nodiscard]] Task<bool> takePasswordReset(pg::Connection& connection, std::string userId, std::string codeHash);
[[nodiscard]] Task<> dropPasswordReset(pg::Connection& connection, std::string userId);

} // namespace kinora::store
