#include "domain/Audit.h"

#include "store/AuditLog.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace kinora::domain {
namespace {

struct Word {
    AuditAction action;
    std::string_view text;
};

/// In the order of the enumeration (asserted).
constexpr std::array Words{
    Word{AuditAction::SignedIn, "auth.signed_in"},
    Word{AuditAction::SignInFailed, "auth.sign_in_failed"},
    Word{AuditAction::Registered, "auth.registered"},
    Word{AuditAction::SessionEnded, "auth.session_ended"},
    Word{AuditAction::RefreshTokenReused, "auth.refresh_token_reused"},
    Word{AuditAction::PasswordChanged, "auth.password_changed"},
    Word{AuditAction::PasswordReset, "auth.password_reset"},
    Word{AuditAction::ResetCodeIssued, "user.reset_code_issued"},
    Word{AuditAction::ProfileChanged, "user.profile_changed"},
    Word{AuditAction::AccountDeleted, "user.deleted"},
    Word{AuditAction::RoleChanged, "user.role_changed"},
    Word{AuditAction::StatusChanged, "user.status_changed"},
    Word{AuditAction::LimitsChanged, "user.limits_changed"},
    Word{AuditAction::InviteCreated, "invite.created"},
    Word{AuditAction::InviteRevoked, "invite.revoked"},
    Word{AuditAction::ApiKeyCreated, "api_key.created"},
    Word{AuditAction::ApiKeyRevoked, "api_key.revoked"},
    Word{AuditAction::UpstreamDrained, "upstream.drained"},
    Word{AuditAction::UpstreamResumed, "upstream.resumed"},
    Word{AuditAction::JobCanceledByAdmin, "job.canceled_by_admin"},
    Word{AuditAction::BackupMade, "backup.made"},
    Word{AuditAction::BackupRestored, "backup.restored"},
};

constexpr auto Actions = [] {
    std::array<AuditAction, Words.size()> actions{};
    for (std::size_t i = 0; i < Words.size(); ++i)
        actions[i] = Words[i].action;
    return actions;
}();
static_assert(Words.size() == static_cast<std::size_t>(AuditAction::BackupRestored) + 1, "an action without a word");

std::string_view toText(Actor::Kind kind) {
    switch (kind) {
    case Actor::Kind::Nobody:
        return "nobody";
    case Actor::Kind::User:
        return "user";
    case Actor::Kind::Operator:
        return "operator";
    case Actor::Kind::Relay:
        return "relay";
    }
    return "nobody";
}

store::AuditEntry entryOf(AuditEvent event) {
    store::AuditEntry entry;
    entry.action = toText(event.action);
    entry.actorKind = toText(event.actor.kind);
    entry.actorId = std::move(event.actor.userId);
    entry.sessionId = std::move(event.actor.sessionId);
    entry.address = std::move(event.actor.address);
    entry.requestId = std::move(event.actor.requestId);
    entry.subjectKind = std::move(event.subjectKind);
    entry.subjectId = std::move(event.subjectId);
    entry.details = json::serialize(event.details);
    return entry;
}

} // namespace

std::string_view toText(AuditAction action) {
    const auto index = static_cast<std::size_t>(action);
    assert(index < Words.size() && Words[index].action == action);
    return Words[index].text;
}

std::span<const AuditAction> auditActions() {
    return Actions;
}

AuditEvent auditEvent(AuditAction action, Actor actor, std::string subjectKind, std::string subjectId) {
    AuditEvent event;
    event.action = action;
    event.actor = std::move(actor);
    event.subjectKind = std::move(subjectKind);
    event.subjectId = std::move(subjectId);
    return event;
}

Task<> audit(pg::Connection& connection, AuditEvent event) {
    store::AuditEntry entry = entryOf(std::move(event));
    static_cast<void>(co_await store::appendAudit(connection, std::move(entry)));
}

Task<> audit(pg::Pool& pool, AuditEvent event) {
    pg::Transaction transaction = co_await pool.begin();
    co_await audit(transaction.connection(), std::move(event));
    co_await transaction.commit();
}

} // namespace kinora::domain
