#include "domain/Sessions.h"

#include "base/Crypto.h"
#include "base/Ids.h"
#include "base/Log.h"
#include "base/Unicode.h"
#include "domain/AccessTokens.h"
#include "domain/AccountRules.h"
#include "domain/Attempts.h"
#include "domain/Jobs.h"
#include "domain/PasswordHasher.h"
#include "domain/RefreshTokens.h"
#include "domain/Refusals.h"
#include "domain/Render.h"
#include "domain/SessionWatch.h"
#include "store/UserChanges.h"

#include <algorithm>

namespace kinora::domain {
namespace {

constexpr std::size_t UserAgentMaxBytes = 200;

/// Printable ASCII of a header that anybody may have written.
std::string shownUserAgent(std::string_view text) {
    std::string shown(text.substr(0, UserAgentMaxBytes));
    std::erase_if(shown, [](char c) { return c < ' ' || c > '~'; });
    return shown;
}

/// A pooled connection for one query.
Task<std::optional<store::StoredPassword>> passwordOf(pg::Pool& pool, std::string key) {
    const auto lease = co_await pool.acquire();
    auto found = co_await store::findPassword(*lease, std::move(key));
    co_return found;
}

std::string_view wordFor(store::SessionEnd reason) {
    return reason == store::SessionEnd::Logout ? "logout" : "revoked";
}

} // namespace

Result<> mayHaveSession(const User& user) {
    if (user.status == store::UserStatus::Pending)
        return fail(Code::AccountPending, "This account waits for an administrator's approval.");
    if (user.status == store::UserStatus::Disabled)
        return fail(Code::Forbidden, "This account has been disabled.");
    return {};
}

Sessions::Sessions(pg::Pool& pool, const PasswordHasher& hasher, const AccessTokens& accessTokens,
    const RefreshTokens& refreshTokens, SessionWatch& watch, Attempts& attempts)
    : m_pool(pool)
    , m_hasher(hasher)
    , m_accessTokens(accessTokens)
    , m_refreshTokens(refreshTokens)
    , m_watch(watch)
    , m_attempts(attempts) {
}

SignedIn Sessions::grant(User user, std::string sessionId, std::int64_t generation) const {
    AccessClaims claims;
    claims.userId = user.id;
    claims.sessionId = sessionId;
    RefreshToken token;
    token.sessionId = std::move(sessionId);
    token.generation = generation;
    SignedIn signedIn;
    signedIn.accessToken = m_accessTokens.issue(claims);
    signedIn.refreshToken = m_refreshTokens.issue(token);
    signedIn.user = std::move(user);
    return signedIn;
}

Task<SignedIn> Sessions::open(pg::Connection& connection, User user, std::string userAgent, std::string address) {
    const std::string id = newId();
    const std::string shown = shownUserAgent(userAgent);
    co_await store::insertSession(connection, id, user.id, shown, std::move(address), Lifetime);
    co_return grant(std::move(user), id, 1);
}

Task<std::optional<std::string>> Sessions::knownSession(
    std::optional<std::string> refreshToken, std::optional<std::string> userId) const {
    const auto token = refreshToken ? m_refreshTokens.read(*refreshToken) : std::nullopt;
    if (!token)
        co_return std::nullopt;
    const auto lease = co_await m_pool.acquire();
    const auto session = co_await store::findLiveSession(*lease, token->sessionId);
    if (!session || session->user.id != userId)
        co_return std::nullopt;
    co_return session->id;
}

Task<> Sessions::tellFailure(
    std::optional<std::string> userId, std::string emailKey, bool attemptsSpent, Actor actor) const {
    // What was typed as an address may be a password: its digest is enough to see that it comes again.
    AuditEvent event =
        userId ? auditEvent(AuditAction::SignInFailed, std::move(actor), "user", *userId)
               : auditEvent(AuditAction::SignInFailed, std::move(actor), "account", toHex(sha256(emailKey)));
    // The one place that says so: an administrator can tell a guesser from an owner who is kept waiting.
    if (attemptsSpent)
        event.details["attemptsSpent"] = true;
    co_await audit(m_pool, std::move(event));
}

/// The hash that the password has now.
Task<std::string> Sessions::improveHash(User user, std::string stored, std::string password) const {
    if (m_hasher.isCurrent(stored))
        co_return stored;
    Result<std::string> renewed = co_await m_hasher.hash(std::move(password));
    if (!renewed)
        co_return stored; // another time: signing in matters more
    const auto lease = co_await m_pool.acquire();
    const bool done = co_await store::renewPasswordHash(*lease, user.id, stored, *renewed);
    if (!done)
        co_return stored;
    log::info("auth", "the password of @{} was hashed anew with today's parameters", user.handle);
    co_return std::move(*renewed);
}

/// Nothing if the account is not what it was any more when the password was checked.
Task<std::optional<SignedIn>> Sessions::openFor(
    store::StoredPassword verified, std::optional<std::string> known, std::string userAgent, Actor actor) {
    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    // Under its lock: a password that is changed, or an account that is disabled, at this moment ends the sessions
    // there are, and must not miss one.
    auto present = co_await store::lockPassword(connection, verified.user.id);
    if (!present || present->passwordHash != verified.passwordHash || present->user.status != store::UserStatus::Active)
        co_return std::nullopt;
    co_await m_attempts.passwordWasRight(connection, emailKey(verified.user.email), std::move(known));
    SignedIn signedIn = co_await open(connection, std::move(present->user), std::move(userAgent), actor.address);
    actor.kind = Actor::Kind::User;
    actor.userId = signedIn.user.id;
    AuditEvent event = auditEvent(AuditAction::SignedIn, std::move(actor), "user", signedIn.user.id);
    co_await audit(connection, std::move(event));
    co_await transaction.commit();
    co_return signedIn;
}

Task<Result<SignedIn>> Sessions::logIn(Credentials credentials, Actor actor) {
    const std::string key = emailKey(trim(credentials.email));
    std::optional<store::StoredPassword> stored = co_await passwordOf(m_pool, key);
    std::optional<std::string> userId;
    if (stored)
        userId = stored->user.id;
    const auto known = co_await knownSession(std::move(credentials.refreshToken), userId);
    // Before the password is looked at, and whether or not there is such an account.
    const Result<Attempts::Turn> turn = co_await m_attempts.password(key, known, actor.address);
    if (!turn)
        co_return std::unexpected(turn.error());
    const bool attemptsSpent = *turn == Attempts::Turn::Spent;
    for (;;) {
        std::optional<std::string> hash;
        if (stored)
            hash = stored->passwordHash;
        const Result<bool> matches = co_await m_hasher.verify(credentials.password, std::move(hash));
        if (!matches)
            co_return std::unexpected(matches.error());
        // Spent is found out only here, after as much work as for anybody else.
        if (!*matches || attemptsSpent) {
            co_await tellFailure(userId, key, attemptsSpent, std::move(actor));
            co_return fail(Code::InvalidCredentials,
                "E-mail or password is wrong. After ten wrong passwords none is accepted for a quarter of an hour.");
        }
        const Result<> allowed = mayHaveSession(stored->user);
        if (!allowed)
            co_return std::unexpected(allowed.error());
        std::string present = co_await improveHash(stored->user, stored->passwordHash, credentials.password);
        stored->passwordHash = std::move(present);
        std::optional<SignedIn> signedIn = co_await openFor(*stored, known, credentials.userAgent, actor);
        if (signedIn)
            co_return std::move(*signedIn);
        // It changed while the password was being checked. What it is now decides.
        stored = co_await passwordOf(m_pool, key);
    }
}

Task<Result<SignedIn>> Sessions::refresh(std::string refreshToken, Actor actor) {
    const std::optional<RefreshToken> presented = m_refreshTokens.read(refreshToken);
    if (!presented)
        co_return sessionEnded();

    pg::Transaction transaction = co_await m_pool.begin();
    pg::Connection& connection = transaction.connection();
    const Result<> counted = co_await m_attempts.refresh(connection, presented->sessionId);
    if (!counted)
        co_return std::unexpected(counted.error());
    std::optional<store::Session> session = co_await store::lockLiveSession(connection, presented->sessionId);
    if (!session || session->user.status != store::UserStatus::Active)
        co_return sessionEnded();

    std::int64_t generation = session->generation;
    switch (decideRefresh(generation, presented->generation)) {
    case RefreshDecision::Repeat:
        break;
    case RefreshDecision::Advance:
        generation = presented->generation + 1;
        co_await store::advanceSession(connection, session->id, generation, std::move(actor.address), Lifetime);
        break;
    case RefreshDecision::Reuse: {
        static_cast<void>(co_await store::endSession(connection, session->id, store::SessionEnd::Reuse));
        AuditEvent event = auditEvent(AuditAction::RefreshTokenReused, std::move(actor), "session", session->id);
        event.details["userId"] = session->user.id;
        co_await audit(connection, std::move(event));
        co_await transaction.commit();
        m_watch.sessionEnded(session->id);
        log::warning("auth", "session {} was ended: a refresh token was used again", session->id);
        co_return sessionEnded();
    }
    }
    co_await transaction.commit();
    co_return grant(std::move(session->user), session->id, generation);
}

Task<bool> Sessions::endAndTell(std::string id, store::SessionEnd reason, Actor actor) {
    pg::Transaction transaction = co_await m_pool.begin();
    const bool ended = co_await store::endSession(transaction.connection(), id, reason);
    if (!ended)
        co_return false;
    AuditEvent event = auditEvent(AuditAction::SessionEnded, std::move(actor), "session", id);
    event.details["reason"] = wordFor(reason);
    co_await audit(transaction.connection(), std::move(event));
    co_await transaction.commit();
    m_watch.sessionEnded(id);
    co_return true;
}

Task<> Sessions::logOut(std::optional<std::string> refreshToken, std::optional<std::string> accessToken, Actor actor) {
    std::vector<std::string> ids;
    if (refreshToken) {
        if (const auto token = m_refreshTokens.read(*refreshToken))
            ids.push_back(token->sessionId);
    }
    if (accessToken) {
        if (const auto claims = m_accessTokens.verify(*accessToken);
            claims && std::ranges::find(ids, claims->sessionId) == ids.end())
            ids.push_back(claims->sessionId);
    }
    for (const std::string& id : ids)
        static_cast<void>(co_await endAndTell(id, store::SessionEnd::Logout, actor));
}

Task<Result<json::object>> Sessions::list(
    Principal principal, std::optional<std::string> limit, std::optional<std::string> cursor) {
    const auto request = readPageRequest(limit, cursor);
    if (!request)
        co_return std::unexpected(request.error());
    const auto lease = co_await m_pool.acquire();
    const auto page = co_await store::listSessions(*lease, principal.userId, request->after, request->limit);
    json::array items;
    for (const store::SessionInfo& info : page.items) {
        json::object item = toJson(info);
        item["current"] = info.id == principal.sessionId;
        items.push_back(std::move(item));
    }
    co_return pageJson(std::move(items), page.next);
}

Task<Result<>> Sessions::end(Principal principal, std::string id, Actor actor) {
    std::optional<store::Session> session;
    if (isId(id)) {
        const auto lease = co_await m_pool.acquire();
        session = co_await store::findLiveSession(*lease, id);
    }
    if (!session || session->user.id != principal.userId)
        co_return fail(Code::NotFound, "There is no such session.");
    static_cast<void>(co_await endAndTell(std::move(id), store::SessionEnd::Revoked, std::move(actor)));
    co_return Result<>();
}

Task<Result<Principal>> Sessions::authenticate(std::string accessToken) {
    const Result<AccessClaims> claims = m_accessTokens.verify(accessToken);
    if (!claims)
        co_return std::unexpected(claims.error());
    const auto lease = co_await m_pool.acquire();
    const std::optional<store::Session> session = co_await store::findLiveSession(*lease, claims->sessionId);
    if (!session || session->user.id != claims->userId || session->user.status != store::UserStatus::Active)
        co_return sessionEnded();
    Principal principal;
    principal.userId = session->user.id;
    principal.role = session->user.role;
    principal.sessionId = session->id;
    co_return principal;
}

} // namespace kinora::domain
