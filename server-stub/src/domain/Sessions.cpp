#include "domain/Sessions.h"

#include "base/Crypto.h"
#include "base/Ids.h"
#include "base/Log.h"
#include "base/Unicode.h"
#include "domain/AccessTokens.h"
#include "domain/AccountRules.h"
#include "domain/PasswordHasher.h"
#include "domain/RefreshTokens.h"
#include "domain/SessionWatch.h"
#include "store/RateWindows.h"
#include "store/Sessions.h"

#include <algorithm>

namespace kinora::domain {
namespace {

constexpr std::size_t UserAgentMaxBytes = 200;

store::RateLimit passwordLimit() {
    return {"password", 10, std::chrono::minutes(15)};
}

store::RateLimit refreshLimit() {
    return {"refresh", 60, std::chrono::minutes(1)};
}

std::unexpected<Error> tooMany(const char* detail, std::chrono::seconds wait) {
    Error error;
    error.code = Code::RateLimited;
    error.detail = detail;
    error.retryAfter = wait;
    return std::unexpected(std::move(error));
}

std::unexpected<Error> signInAgain() {
    return fail(Code::Unauthorized, "This session has ended. Sign in again.");
}

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

} // namespace

Sessions::Sessions(pg::Pool& pool, const PasswordHasher& hasher, const AccessTokens& accessTokens,
    const RefreshTokens& refreshTokens, SessionWatch& watch)
    : m_pool(pool)
    , m_hasher(hasher)
    , m_accessTokens(accessTokens)
    , m_refreshTokens(refreshTokens)
    , m_watch(watch) {
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

Task<SignedIn> Sessions::open(pg::Connection& connection, User user, std::string userAgent) {
    const std::string id = newId();
    const std::string shown = shownUserAgent(userAgent);
    co_await store::insertSession(connection, id, user.id, shown, Lifetime);
    co_return grant(std::move(user), id, 1);
}

Task<Result<SignedIn>> Sessions::logIn(Credentials credentials) {
    const std::string email(trim(credentials.email));
    const std::string key = emailKey(email);
    // The window is per address whether or not it has an account, and counts before the password is looked at: many
    // guesses sent at once are still counted one by one.
    const std::string subject = toHex(sha256(key));
    const store::RateLimit limit = passwordLimit();
    std::chrono::seconds wait{0};
    {
        const auto lease = co_await m_pool.acquire();
        wait = co_await store::countHit(*lease, limit, subject);
    }
    if (wait.count() > 0)
        co_return tooMany("Too many attempts to sign in to this account. Wait, then try again.", wait);

    const std::optional<store::StoredPassword> stored = co_await passwordOf(m_pool, key);
    std::optional<std::string> hash;
    if (stored)
        hash = stored->passwordHash;
    const Result<bool> matches = co_await m_hasher.verify(credentials.password, hash);
    if (!matches)
        co_return std::unexpected(matches.error());
    if (!*matches)
        co_return fail(Code::InvalidCredentials, "E-mail or password is wrong.");
    if (stored->user.status == store::UserStatus::Pending)
        co_return fail(Code::AccountPending, "This account waits for an administrator's approval.");
    if (stored->user.status == store::UserStatus::Disabled)
        co_return fail(Code::Forbidden, "This account has been disabled.");

    pg::Transaction transaction = co_await m_pool.begin();
    co_await store::clearHits(transaction.connection(), limit.kind, subject);
    SignedIn signedIn = co_await open(transaction.connection(), stored->user, credentials.userAgent);
    co_await transaction.commit();
    co_return signedIn;
}

Task<Result<SignedIn>> Sessions::refresh(std::string refreshToken) {
    const std::optional<RefreshToken> presented = m_refreshTokens.read(refreshToken);
    if (!presented)
        co_return signInAgain();
    const store::RateLimit limit = refreshLimit();

    pg::Transaction transaction = co_await m_pool.begin();
    const auto wait = co_await store::countHit(transaction.connection(), limit, presented->sessionId);
    if (wait.count() > 0)
        co_return tooMany("This session is refreshed too often.", wait);
    std::optional<store::Session> session =
        co_await store::lockLiveSession(transaction.connection(), presented->sessionId);
    if (!session || session->user.status != store::UserStatus::Active)
        co_return signInAgain();

    std::int64_t generation = session->generation;
    switch (decideRefresh(generation, presented->generation)) {
    case RefreshDecision::Repeat:
        break;
    case RefreshDecision::Advance:
        generation = presented->generation + 1;
        co_await store::advanceSession(transaction.connection(), session->id, generation, Lifetime);
        break;
    case RefreshDecision::Reuse:
        static_cast<void>(co_await store::endSession(transaction.connection(), session->id, store::SessionEnd::Reuse));
        co_await transaction.commit();
        m_watch.sessionEnded(session->id);
        log::warning("auth", "session {} was ended: a refresh token was used again", session->id);
        co_return signInAgain();
    }
    co_await transaction.commit();
    co_return grant(std::move(session->user), session->id, generation);
}

Task<> Sessions::logOut(std::optional<std::string> refreshToken, std::optional<std::string> accessToken) {
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
    if (ids.empty())
        co_return;
    const auto lease = co_await m_pool.acquire();
    for (const std::string& id : ids) {
        const bool ended = co_await store::endSession(*lease, id, store::SessionEnd::Logout);
        if (ended)
            m_watch.sessionEnded(id);
    }
}

Task<Result<Principal>> Sessions::authenticate(std::string accessToken) {
    const Result<AccessClaims> claims = m_accessTokens.verify(accessToken);
    if (!claims)
        co_return std::unexpected(claims.error());
    const auto lease = co_await m_pool.acquire();
    const std::optional<store::Session> session = co_await store::findLiveSession(*lease, claims->sessionId);
    if (!session || session->user.id != claims->userId || session->user.status != store::UserStatus::Active)
        co_return signInAgain();
    Principal principal;
    principal.userId = session->user.id;
    principal.role = session->user.role;
    principal.sessionId = session->id;
    co_return principal;
}

} // namespace kinora::domain
