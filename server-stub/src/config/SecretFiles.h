// Where secrets lie: those that nobody gave are made once and kept in the data folder; those of the environment are
// forgotten there.
#pragma once

#include "base/Result.h"
#include "base/Secret.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kinora::config {

inline constexpr auto JwtSecretFile = "jwt_secret";
inline constexpr auto PepperFile = "pepper";
inline constexpr auto StandInTokenFile = "stand_in_token";

[[nodiscard]] std::filesystem::path secretFolder(const std::filesystem::path& dataDirectory);

/// The secret in `file`; made with 32 random bytes (base64url) and mode 0600 when absent, in a folder of mode 0700.
/// Code::Internal if it cannot be read, kept, or is open to others.
[[nodiscard]] Result<Secret> loadOrMakeSecret(const std::filesystem::path& file);

/// Wipes and unsets these variables of this process: children inherit what is left, and /proc shows it to whoever runs
/// as the same user. Before there are threads.
void forgetVariables(const std::vector<std::string>& names);

/// Tells two sets of secrets apart without telling them: relays that share a database compare it.
[[nodiscard]] std::string secretFingerprint(const Secret& jwtSecret, const Secret& pepper);

} // namespace kinora::config
