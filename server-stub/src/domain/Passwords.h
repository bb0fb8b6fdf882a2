// A new password: by its owner, or with a code from an administrator.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "base/Secret.h"
#include "base/Task.h"
#include "domain/Audit.h"
#include "domain/Principal.h"
#include "domain/Sessions.h"
#include "pg/Pool.h"

#include <chrono>
#include <optional>
#include <string>

namespace kinora::domain {

class Attempts;
class PasswordHasher;
class SessionWatch;

struct PasswordChange {
    std::string current;
    std::string wanted;
    std::string userAgent;
};

struct PasswordReset {
    std::string email;
    std::string code;
    std::string wanted;
    std::string userAgent;
};

struct ResetCode {
    Secret code; ///< told here and never again
    TimePoint expiresAt;
};

class Passwords {
public:
    static constexpr std::chrono::seconds ResetLifetime = std::chrono::days(1);

    /// All references must outlive this.
    Passwords(
        pg::Pool& pool, const PasswordHasher& hasher, Sessions& sessions, Attempts& attempts, SessionWatch& watch);

    /// That the one who is signed in knows the password; InvalidCredentials, RateLimited.
    [[nodiscard]] Task<Result<>> confirm(Principal principal, std::string password);

    /// Ends all sessions of the account, this one too, and opens a new one: what anybody may have copied is worthless
    /// then. InvalidCredentials for a wrong current password; ValidationFailed at `newPassword`.
    [[nodiscard]] Task<Result<SignedIn>> change(Principal principal, PasswordChange change, Actor actor);

    /// A code that is good once, for a day; the one before it is not good any more. NotFound. `actor`: who gives it.
    [[nodiscard]] Task<Result<ResetCode>> issueReset(std::string userId, Actor actor);
    /// InvalidCredentials for an unknown address and a wrong code alike; otherwise as change(), and it ends the wait
    /// after too many wrong passwords. AccountPending or Forbidden for an account that may not sign in.
    [[nodiscard]] Task<Result<SignedIn>> reset(PasswordReset reset, Actor actor);

private:
    struct Renewal;
    [[nodiscard]] Task<Result<SignedIn>> renew(Renewal renewal);

    pg::Pool& m_pool;
    const PasswordHasher& m_hasher;
    Sessions& m_sessions;
    Attempts& m_attempts;
    SessionWatch& m_watch;
};

} // namespace kinora::domain
