// Who this relay is, and whether those who share its database share its secrets.
#pragma once

#include "base/Result.h"
#include "base/Secret.h"
#include "base/Task.h"
#include "pg/Pool.h"

#include <optional>
#include <string>

namespace kinora::domain {

/// The serverId, made on the first call. Code::Conflict if the database belongs to relays with other secrets.
[[nodiscard]] Task<Result<std::string>> identify(pg::Pool& pool, std::string secretFingerprint);

/// For a look from outside, before anything runs: what is wrong with the database at this address, or nothing. Changes
/// nothing there. Blocks for a few seconds at most.
[[nodiscard]] std::optional<std::string> problemWithDatabase(const Secret& url, const std::string& secretFingerprint);

} // namespace kinora::domain
