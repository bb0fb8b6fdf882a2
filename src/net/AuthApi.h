// The relay's routes that need no access token: discovery, signing in, the refresh cookie.
#pragma once

#include "core/Account.h"
#include "core/Result.h"
#include "core/ServerInfo.h"

#include <QFuture>
#include <QString>
#include <QUrl>

#include <chrono>

namespace kinora {

/// What register, login and refresh answer.
struct SessionGrant {
    QString accessToken;
    std::chrono::seconds expiresIn{0};
    QString refreshToken; ///< value of the kinora_refresh cookie, opaque; belongs in the keychain and nowhere else
    Account account;
};

struct Registration {
    QString email;
    QString password;
    QString displayName; ///< may be empty
    QString inviteCode;  ///< may be empty
    QString setupCode;   ///< may be empty
};

/// Another password by a one-time code.
struct PasswordReset {
    QString email;
    QString code; ///< of an administrator, or of the command line on the relay's own machine
    QString newPassword;
};

/// Every call names the relay it goes to, so that no secret can reach another one. GUI thread only; futures always get
/// an answer. Besides what is listed, every call may fail with Unreachable, ConnectionLost, TimedOut, TlsFailed,
/// BadAnswer, Unavailable.
class AuthApi {
public:
    virtual ~AuthApi() = default;

    [[nodiscard]] virtual QFuture<Result<ServerInfo>> server(const QUrl& relay) = 0;
    /// ValidationFailed with fieldErrors, Conflict (e-mail taken), Forbidden (registration closed or a code is needed),
    /// AccountPending (the account has been made and waits for approval).
    [[nodiscard]] virtual QFuture<Result<SessionGrant>> registerAccount(
        const QUrl& relay, const Registration& registration) = 0;
    /// InvalidCredentials (unknown address and wrong password alike), RateLimited with retryAfter, AccountPending,
    /// Forbidden (disabled). `refreshToken`: of a session that there is at this relay, or empty; if it is the account's
    /// own, the attempts of strangers do not keep its owner out.
    [[nodiscard]] virtual QFuture<Result<SessionGrant>> login(
        const QUrl& relay, const QString& email, const QString& password, const QString& refreshToken) = 0;
    /// InvalidCredentials (unknown address, a code that is wrong, used or too old, all alike), ValidationFailed with a
    /// field error of "newPassword", RateLimited with retryAfter, AccountPending, Forbidden (disabled).
    [[nodiscard]] virtual QFuture<Result<SessionGrant>> resetPassword(
        const QUrl& relay, const PasswordReset& reset) = 0;
    /// Unauthorized: the session was revoked or has expired.
    [[nodiscard]] virtual QFuture<Result<SessionGrant>> refresh(const QUrl& relay, const QString& refreshToken) = 0;
    /// Ends the session on the relay.
    [[nodiscard]] virtual QFuture<Result<void>> logout(
        const QUrl& relay, const QString& accessToken, const QString& refreshToken) = 0;
};

} // namespace kinora
