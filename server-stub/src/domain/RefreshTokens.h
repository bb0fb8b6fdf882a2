// Refresh tokens: `sid.generation.HMAC`, opaque to clients. The database holds sid and generation only.
#pragma once

#include "base/Secret.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kinora::domain {

struct RefreshToken {
    std::string sessionId;
    std::int64_t generation = 0;
};

class RefreshTokens {
public:
    /// The key is derived (HKDF) from the secret that also signs access tokens; neither tells about the other.
    explicit RefreshTokens(const Secret& jwtSecret);

    [[nodiscard]] std::string issue(const RefreshToken& token) const;
    /// Nothing if it is not one of ours; whether it is still good is decideRefresh's to say.
    [[nodiscard]] std::optional<RefreshToken> read(std::string_view text) const;

private:
    [[nodiscard]] std::string signatureOf(std::string_view content) const;

    Secret m_key;
};

enum class RefreshDecision {
    Advance = 1, ///< the current one: its successor becomes current
    Repeat,      ///< the one before: the answer that was lost is given again
    Reuse,       ///< older: somebody has a copy; the session ends
};

/// A presented generation above the stored one can only come from a database that was restored from a backup; its
/// holder is as genuine as can be told and goes on.
[[nodiscard]] RefreshDecision decideRefresh(std::int64_t stored, std::int64_t presented);

} // namespace kinora::domain
