// Signing in, staying signed in, signing out.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Audit.h"
#include "domain/Principal.h"
#include "pg/Pool.h"
#include "store/Sessions.h"
#include "store/Users.h"

#include <chrono>
#include <optional>
#include <string>

namespace kinora::domain {

using store::User;

class AccessTokens;
class Attempts;
class PasswordHasher;
class RefreshTokens;
class SessionWatch;

/// What a client gets when it has signed in or refreshed.
struct SignedIn {
    User user;
    std::string accessToken;
    std::string refreshToken; ///< for the cookie only
};

struct Credentials {
    std::string email;
    std::string password;
    std::string userAgent; ///< as the client calls itself, for the list of sessions
    /// Of a session that the client has; one of the same account shows that this is no stranger.
    std::optional<std::string> refreshToken;
};

class Sessions {
public:
    static constexpr std::chrono::seconds Lifetime = std::chrono::days(30); ///< renewed at each refresh

    /// All references must outlive this.
    Sessions(pg::Pool& pool, const PasswordHasher& hasher, const AccessTokens& accessTokens,
        const RefreshTokens& refreshTokens, SessionWatch& watch, Attempts& attempts);

    /// InvalidCredentials, in the same words and the same time, for an unknown address, a wrong password, and any
    /// password after ten wrong ones in a quarter of an hour. RateLimited for the address, or for a session that was
    /// shown; with the right password AccountPending or Forbidden for an account that may not sign in.
    [[nodiscard]] Task<Result<SignedIn>> logIn(Credentials credentials, Actor actor);
    /// Unauthorized if the token is not good any more. The token before the current one gets the current one again,
    /// because its answer may have been lost; an older one ends the session.
    [[nodiscard]] Task<Result<SignedIn>> refresh(std::string refreshToken, Actor actor);
    /// Ends the session that either token names; an invalid token names none, and that is fine.
    [[nodiscard]] Task<> logOut(
        std::optional<std::string> refreshToken, std::optional<std::string> accessToken, Actor actor);
    /// Unauthorized unless the token is valid, its session live and its user active – asked anew for every request.
    [[nodiscard]] Task<Result<Principal>> authenticate(std::string accessToken);

    /// Those of the user that are live, newest first; `current` is the one that asks.
    [[nodiscard]] Task<Result<json::object>> list(
        Principal principal, std::optional<std::string> limit, std::optional<std::string> cursor);
    /// One of the user's own, the one that asks too. NotFound.
    [[nodiscard]] Task<Result<>> end(Principal principal, std::string id, Actor actor);

    /// Opens a session within the caller's transaction.
    [[nodiscard]] Task<SignedIn> open(
        pg::Connection& connection, User user, std::string userAgent, std::string address);

private:
    [[nodiscard]] Task<std::optional<std::string>> knownSession(
        std::optional<std::string> refreshToken, std::optional<std::string> userId) const;
    [[nodiscard]] Task<> tellFailure(
        std::optional<std::string> userId, std::string emailKey, bool attemptsSpent, Actor actor) const;
    [[nodiscard]] Task<std::string> improveHash(User user, std::string stored, std::string password) const;
    [[nodiscard]] Task<std::optional<SignedIn>> openFor(
        store::StoredPassword verified, std::optional<std::string> known, std::string userAgent, Actor actor);
    [[nodiscard]] Task<bool> endAndTell(std::string id, store::SessionEnd reason, Actor actor);
    [[nodiscard]] SignedIn grant(User user, std::string sessionId, std::int64_t generation) const;

    pg::Pool& m_pool;
    const PasswordHasher& m_hasher;
    const AccessTokens& m_accessTokens;
    const RefreshTokens& m_refreshTokens;
    SessionWatch& m_watch;
    Attempts& m_attempts;
};

/// AccountPending or Forbidden for an account that may not sign in.
[[nodiscard]] Result<> mayHaveSession(const User& user);

} // namespace kinora::domain
