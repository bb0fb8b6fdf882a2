// All that belongs to one user, deleted.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kinora::store {

struct Removed {
    std::int64_t jobs = 0;
    std::int64_t videos = 0;
    std::int64_t chargedMicroUsd = 0; ///< in all; what was held comes to nothing
    std::vector<std::string> apiKeys; ///< ids of those that were good
    std::vector<std::string> blobs;   ///< hex; nothing refers to these files any more
};

/// Locks what has not ended until the end of the transaction; true if any of it has been begun.
[[nodiscard]] Task<bool> lockJobsOf(pg::Connection& connection, std::string userId);
[[nodiscard]] Task<Removed> removeAccount(pg::Connection& connection, std::string userId);

} // namespace kinora::store
