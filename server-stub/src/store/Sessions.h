// Who is signed in.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"
#include "store/Page.h"
#include "store/Users.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kinora::store {

enum class SessionEnd { Logout, Reuse, Revoked, Disabled, Password };

/// As its owner sees it in a list.
struct SessionInfo {
    std::string id;
    std::string userAgent;
    std::string address; ///< numeric, at the last refresh; empty for one from before this was kept
    TimePoint createdAt;
    TimePoint lastUsedAt; ///< the last refresh: a session that is used is refreshed every quarter of an hour
};

struct Session {
    std::string id;
    std::int64_t generation = 1; ///< of the refresh token that is valid now
    User user;
};

/// A session is live until it is ended or was not refreshed for `lifetime`. Times are the database's.
[[nodiscard]] Task<> insertSession(pg::Connection& connection, std::string id, std::string userId,
    std::string userAgent, std::string address, std::chrono::seconds lifetime);
/// Whatever the user's status is.
[[nodiscard]] Task<std::optional<Session>> findLiveSession(pg::Connection& connection, std::string id);
/// The same, locked until the end of the transaction.
[[nodiscard]] Task<std::optional<Session>> lockLiveSession(pg::Connection& connection, std::string id);
[[nodiscard]] Task<> advanceSession(pg::Connection& connection, std::string id, std::int64_t generation,
    std::string address, std::chrono::seconds lifetime);
/// True if it was live.
[[nodiscard]] Task<bool> endSession(pg::Connection& connection, std::string id, SessionEnd reason);
/// All live ones of a user; which they were.
[[nodiscard]] Task<std::vector<std::string>> endSessionsOf(
    pg::Connection& connection, std::string userId, SessionEnd reason);
/// The live ones of a user, newest first.
[[nodiscard]] Task<Page<SessionInfo>> listSessions(
    pg::Connection& connection, std::string userId, std::optional<PageKey> after, int limit);
/// Forgets sessions that have been over for `age`.
[[nodiscard]] Task<> sweepSessions(pg::Connection& connection, std::chrono::seconds age);
/// Those of `ids` that are neither a live session nor a good API key, or whose user is not active.
[[nodiscard]] Task<std::vector<std::string>> findEndedSessions(
    pg::Connection& connection, std::vector<std::string> ids);

} // namespace kinora::store
