// Where secrets lie: those that nobody gave are made once and kept in the data folder.
#pragma once

#include "base/Result.h"
#include "base/Secret.h"

#include <filesystem>
#include <string>

namespace kinora::config {

inline constexpr auto JwtSecretFile = "jwt_secret";
inline constexpr auto PepperFile = "pepper";
inline constexpr auto StandInTokenFile = "stand_in_token";

[[nodiscard]] std::filesystem::path secretFolder(const std::filesystem::path& dataDirectory);

/// The secret in `file`; made with 32 random bytes (base64url) and mode 0600 when absent, in a folder of mode 0700.
/// Code::Internal if it cannot be read, kept, or is open to others.
[[nodiscard]] Result<Secret> loadOrMakeSecret(const std::filesystem::path& file);

/// Tells two sets of secrets apart without telling them: relays that share a database compare it.
[[nodiscard]] std::string secretFingerprint(const Secret& jwtSecret, const Secret& pepper);

} // namespace kinora::config
