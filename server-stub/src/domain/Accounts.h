// Who may make an account, and making one.
#pragma once

#include "base/Result.h"
#include "base/Secret.h"
#include "base/Task.h"
#include "domain/Sessions.h"
#include "pg/Pool.h"

#include <optional>
#include <string>

namespace kinora::domain {

enum class RegistrationMode { Open, Invite, Approval, Closed };

[[nodiscard]] std::string_view toText(RegistrationMode mode);

struct RegistrationPolicy {
    RegistrationMode mode = RegistrationMode::Closed;
    /// Only this machine can reach the relay: whoever comes first owns it.
    bool plainLoopback = false;
    /// Otherwise whoever has this; printed at start while there is no account.
    Secret setupCode;
};

struct Registration {
    std::string email;
    std::string password;
    std::optional<std::string> displayName;
    std::optional<std::string> handle;
    std::optional<std::string> inviteCode;
    std::optional<std::string> setupCode;
    std::string userAgent;
    /// The request came over loopback and through no proxy.
    bool direct = false;
};

struct Registered {
    User user;
    std::optional<SignedIn> session; ///< absent while the account waits for an administrator's approval
};

/// What GET /server tells about accounts.
struct AccountsInfo {
    RegistrationMode registration = RegistrationMode::Closed;
    bool firstAccount = false;      ///< none exists yet: the next one becomes the administrator, whatever the mode is
    bool setupCodeRequired = false; ///< for that one
};

class Accounts {
public:
    /// All references must outlive this.
    Accounts(pg::Pool& pool, const PasswordHasher& hasher, Sessions& sessions, Attempts& attempts,
        RegistrationPolicy policy);

    /// ValidationFailed with every wrong field; Conflict (fields say which) if address or handle is taken; Forbidden if
    /// this relay does not let one in, with the field that would have helped. An invitation lets one in at once, in
    /// every mode but closed. RateLimited.
    [[nodiscard]] Task<Result<Registered>> registerUser(Registration registration, Actor actor);
    /// By an administrator or at the command line, whatever the mode: active at once. Without a password nobody can
    /// sign in before a code for a new one is used (Passwords::issueReset). Errors as above.
    [[nodiscard]] Task<Result<User>> add(Registration registration, store::Role role, Actor actor);
    [[nodiscard]] Task<Result<User>> find(std::string userId);
    [[nodiscard]] Task<AccountsInfo> info(bool direct);

private:
    /// As what one is let in.
    struct Admission {
        store::Role role = store::Role::Member;
        store::UserStatus status = store::UserStatus::Pending;
    };
    enum class InviteUse { Look, Count };

    [[nodiscard]] Result<> admitFirst(const Registration& registration) const;
    [[nodiscard]] Result<Admission> admitUninvited() const;
    [[nodiscard]] Task<Result<Admission>> admit(
        pg::Connection& connection, Registration registration, InviteUse use) const;
    [[nodiscard]] Task<Result<User>> insert(
        pg::Connection& connection, const Registration& registration, store::NewUser user);
    [[nodiscard]] Task<std::optional<User>> insertWithHandle(
        pg::Connection& connection, store::NewUser user, bool chosen);

    pg::Pool& m_pool;
    const PasswordHasher& m_hasher;
    Sessions& m_sessions;
    Attempts& m_attempts;
    RegistrationPolicy m_policy;
};

/// The code for the first account, the same at every start until the secret changes. Easy to read aloud.
[[nodiscard]] Secret makeSetupCode(const Secret& jwtSecret, std::string_view serverId);

} // namespace kinora::domain
