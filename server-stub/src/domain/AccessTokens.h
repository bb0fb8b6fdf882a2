// Access tokens: JWT (RFC 7519) of exactly one form, HS256, `typ: at+jwt` (RFC 9068).
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "base/Secret.h"

#include <chrono>
#include <string>
#include <string_view>

namespace kinora::domain {

struct AccessClaims {
    std::string userId;
    std::string sessionId;
};

class AccessTokens {
public:
    static constexpr std::chrono::seconds Lifetime{900};
    static constexpr std::chrono::seconds Leeway{60};

    /// audience: this relay's serverId, so that relays which share a secret by mistake do not share tokens. `clock`
    /// must outlive.
    AccessTokens(Secret key, std::string audience, const Clock& clock);

    [[nodiscard]] std::string issue(const AccessClaims& claims) const;
    /// Code::Unauthorized for whatever is not a token of this relay that is valid now; why is nobody's business.
    [[nodiscard]] Result<AccessClaims> verify(std::string_view token) const;

private:
    Secret m_key;
    std::string m_audience;
    const Clock& m_clock;
};

} // namespace kinora::domain
