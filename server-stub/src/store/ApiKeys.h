// Keys for a user's own programs.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "pg/Connection.h"
#include "store/Page.h"
#include "store/Users.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace kinora::store {

struct ApiKey {
    std::string id;
    std::string name;
    std::vector<std::string> scopes;
    TimePoint createdAt;
    std::optional<TimePoint> expiresAt;
    std::optional<TimePoint> lastUsedAt; ///< to the minute
};

struct NewApiKey {
    std::string userId;
    std::string name;
    std::string keyHash; ///< raw bytes
    std::vector<std::string> scopes;
    std::optional<std::chrono::seconds> lifetime; ///< absent: until revoked
};

/// A key that is good now, and whose it is.
struct KeyInUse {
    ApiKey key;
    User user;
    bool shouldTouch = false; ///< its last use is not of this minute
};

[[nodiscard]] Task<ApiKey> insertApiKey(pg::Connection& connection, NewApiKey key);
/// Those not revoked, expired ones included, newest first.
[[nodiscard]] Task<Page<ApiKey>> listApiKeys(
    pg::Connection& connection, std::string userId, std::optional<PageKey> after, int limit);
/// Those not revoked; exact while the user's row is locked.
[[nodiscard]] Task<std::int64_t> countApiKeys(pg::Connection& connection, std::string userId);
/// False if the user has no such key that could be revoked.
[[nodiscard]] Task<bool> revokeApiKey(pg::Connection& connection, std::string userId, std::string id);
[[nodiscard]] Task<std::optional<KeyInUse>> findApiKey(pg::Connection& connection, std::string keyHash);
[[nodiscard]] Task<> touchApiKey(pg::Connection& connection, std::string id);

} // namespace kinora::store
