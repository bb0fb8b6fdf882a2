#include "domain/Passwords.h"

#include "base/Ids.h"
#include "base/Unicode.h"
#include "domain/AccountRules.h"
#include "domain/Attempts.h"
#include "domain/Codes.h"
#include "domain/PasswordHasher.h"
#include "domain/PasswordStrength.h"
#include "domain/Refusals.h"
#include "domain/SessionWatch.h"
#include "store/PasswordResets.h"
#include "store/Sessions.h"
#include "store/UserChanges.h"

#include <vector>

namespace kinora::domain {
namespace {

Result<> acceptable(const std::string& password, const User& user) {
    auto problem = checkPassword(password);
    if (!problem)
        problem = checkGuessable(password, user.email, user.handle);
    if (!problem)
        return {};
    return failField("newPassword", std::move(problem->code), std::move(problem->detail));
}

std::unexpected<Error> wrongCode() {
    return fail(Code::InvalidCredentials, "The e-mail address or the code is wrong, or the code is not good any more.");
}

} // namespace

struct Passwords::Renewal {
    std::string userId;
    std::string hash;
    std::optional<std::string> codeHash; ///< to be used up
    std::string sessionId;               ///< where there is no code: it must be live
    std::string userAgent;
    Actor actor;
};

Passwords::Passwords(
    pg::Pool& pool, const PasswordHasher& hasher, Sessions& sessions, Attempts& attempts, SessionWatch& watch)
    : m_pool(pool)
    , m_hasher(hasher)
    , m_sessions(sessions)
    , m_attempts(attempts)
    , m_watch(watch) {
}

Task<Result<>> Passwords::confirm(Principal principal, std::string password) {
    const Result<> counted = co_await m_attempts.confirmation(principal.sessionId);
    if (!counted)
        co_return counted;
    std::optional<store::StoredPassword> stored;
    {
        const auto lease = co_await m_pool.acquire();
        stored = co_await store::findPasswordOf(*lease, principal.userId);
    }
    if (!stored)
        co_return sessionEnded();
    std::optional<std::string> hash = stored->passwordHash;
    const Result<bool> matches = co_await m_hasher.verify(std::move(password), std::move(hash));
    if (!matches)
        co_return std::unexpected(matches.error());
    if (!*matches)
        co_return fail(Code::InvalidCredentials, "The password is wrong.");
    const auto lease = co_await m_pool.acquire();
    std::optional<std::string> session = principal.sessionId;
    co_await m_attempts.passwordWasRight(*lease, emailKey(stored->user.email), std::move(session));
    co_return Result<>();
}

Task<Result<SignedIn>> Passwords::change(Principal principal, PasswordChange change, Actor actor) {
    std::optional<User> user;
    {
        const auto lease = co_await m_pool.acquire();
        user = co_await store::findUser(*lease, principal.userId);
    }
    if (!user)
        co_return sessionEnded();
    const Result<> good = acceptable(change.wanted, *user);
    if (!good)
        co_return std::unexpected(good.error());
    const Result<> confirmed = co_await confirm(principal, std::move(change.current));
    if (!confirmed)
        co_return std::unexpected(confirmed.error());
    Result<std::string> hash = co_await m_hasher.hash(std::move(change.wanted));
    if (!hash)
        co_return std::unexpected(std::move(hash.error()));
    Renewal renewal;
    renewal.userId = principal.userId;
    renewal.sessionId = principal.sessionId;
    renewal.hash = std::move(*hash);
    renewal.userAgent = std::move(change.userAgent);
    renewal.actor = std::move(actor);
    Result<SignedIn> signedIn = co_await renew(std::move(renewal));
    co_return signedIn;
}

Task<Result<ResetCode>> Passwords::issueReset(std::string userId, Actor actor) {
    if (!isId(userId))
        co_return noSuchUser();
    ResetCode made;
    made.code = makeCode();
    std::string hash = hashCode(made.code.reveal());
    pg::Transaction transaction = co_await m_pool.begin();
    const auto user = co_await store::lockUser(transaction.connection(), userId);
    if (!user)
        co_return noSuchUser();
    made.expiresAt =
        co_await store::putPasswordReset(transaction.connection(), user->id, std::move(hash), ResetLifetime);
    AuditEvent event = auditEvent(AuditAction::ResetCodeIssued, std::move(actor), "user", user->id);
    co_await audit(transaction.connection(), std::move(event));
    co_await transaction.commit();
    co_return made;
}

Task<Result<SignedIn>> Passwords::reset(PasswordReset reset, Actor actor) {
    const Result<> counted = co_await m_attempts.reset(actor.address);
    if (!counted)
        co_return std::unexpected(counted.error());
    const std::string key = emailKey(trim(reset.email));
    const std::string codeHash = hashCode(reset.code);
    std::optional<User> user;
    {
        const auto lease = co_await m_pool.acquire();
        user = co_await store::findPasswordReset(*lease, key, codeHash);
    }
    if (!user)
        co_return wrongCode();
    const Result<> good = acceptable(reset.wanted, *user);
    if (!good)
        co_return std::unexpected(good.error());
    Result<std::string> hash = co_await m_hasher.hash(std::move(reset.wanted));
    if (!hash)
        co_return std::unexpected(std::move(hash.error()));
    Renewal renewal;
    renewal.userId = user->id;
    renewal.hash = std::move(*hash);
    renewal.codeHash = codeHash;
    renewal.userAgent = std::move(reset.userAgent);
    renewal.actor = std::move(actor);
    Result<SignedIn> signedIn = co_await renew(std::move(renewal));
    co_return signedIn;
}

Task<Result<SignedIn>> Passwords::renew(Renewal renewal) {
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    const auto user = co_await store::lockUser(connection, renewal.userId);
    if (!user)
        co_return wrongCode();
    if (renewal.codeHash) {
        const bool taken = co_await store::takePasswordReset(connection, user->id, *renewal.codeHash);
        if (!taken)
            co_return wrongCode();
        co_await m_attempts.passwordWasRight(connection, emailKey(user->email), std::nullopt);
    } else {
        // Another change may have ended it since the old password was confirmed: that one must not be undone.
        const auto session = co_await store::findLiveSession(connection, renewal.sessionId);
        if (!session)
            co_return sessionEnded();
        // Whoever had it given would otherwise still be able to undo this.
        co_await store::dropPasswordReset(connection, user->id);
    }
    const Result<> maySignIn = mayHaveSession(*user);
    if (!maySignIn)
        co_return std::unexpected(maySignIn.error());
    co_await store::setPasswordHash(connection, user->id, std::move(renewal.hash));
    const std::vector<std::string> ended =
        co_await store::endSessionsOf(connection, user->id, store::SessionEnd::Password);
    SignedIn signedIn =
        co_await m_sessions.open(connection, *user, std::move(renewal.userAgent), renewal.actor.address);
    AuditEvent event = auditEvent(renewal.codeHash ? AuditAction::PasswordReset : AuditAction::PasswordChanged,
        std::move(renewal.actor), "user", user->id);
    event.details["sessionsEnded"] = ended.size();
    co_await audit(connection, std::move(event));
    co_await transaction.commit();
    for (const std::string& id : ended)
        m_watch.sessionEnded(id);
    co_return signedIn;
}

} // namespace kinora::domain
