// The audit log: who did what to whom, from where, when. audit() is the one way in.
#pragma once

#include "base/Json.h"
#include "base/Task.h"
#include "pg/Pool.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kinora::domain {

enum class AuditAction {
    SignedIn,
    SignInFailed,
    Registered,
    SessionEnded,       ///< details.reason: logout, revoked …
    RefreshTokenReused, ///< and the session was ended for it
    PasswordChanged,
    PasswordReset,
    ResetCodeIssued,
    ProfileChanged,
    AccountDeleted,
    RoleChanged,
    StatusChanged,
    LimitsChanged,
    InviteCreated,
    InviteRevoked,
    ApiKeyCreated,
    ApiKeyRevoked,
    UpstreamDrained,
    UpstreamResumed,
    JobCanceledByAdmin,
    BackupMade,
    BackupRestored,
};

/// As stored and shown: "auth.signed_in", "user.role_changed" …
[[nodiscard]] std::string_view toText(AuditAction action);
[[nodiscard]] std::span<const AuditAction> auditActions();

/// Who does it and from where. api::Call::actor() makes one for a request.
struct Actor {
    enum class Kind {
        Nobody,   ///< a request without a live session
        User,     ///< `userId`
        Operator, ///< somebody at the command line of the relay's machine
        Relay,    ///< the program by itself
    };
    Kind kind = Kind::Nobody;
    std::optional<std::string> userId;
    std::optional<std::string> sessionId;
    std::string address;   ///< numeric; empty where there is none
    std::string requestId; ///< as in the log and in the answer's X-Request-Id
};

struct AuditEvent {
    AuditAction action = AuditAction::SignedIn;
    Actor actor;
    /// Whom or what it was done to: "user", "session", "invite", "api_key", "upstream", "job", "account" (an address
    /// that may have no account: its digest, never the address, which could be a password typed in the wrong place).
    std::string subjectKind;
    std::string subjectId;
    /// What else is worth knowing years later. Never a secret, a token or anything typed by somebody not signed in.
    json::object details;
};

/// Without details.
[[nodiscard]] AuditEvent auditEvent(AuditAction action, Actor actor, std::string subjectKind, std::string subjectId);

/// Appends to the chain in the transaction of what it tells of: both or neither. Call it last before the commit, and
/// lock nothing afterwards: entries of all relays wait for each other from here to there.
[[nodiscard]] Task<> audit(pg::Connection& connection, AuditEvent event);
/// Where there is no transaction.
[[nodiscard]] Task<> audit(pg::Pool& pool, AuditEvent event);

} // namespace kinora::domain
