// AuthApi over HTTP. The refresh cookie is read from Set-Cookie and sent by hand, on /auth routes only.
#pragma once

#include "net/AuthApi.h"
#include "net/HttpClient.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace kinora {

class HttpAuthApi final : public AuthApi {
public:
    /// `http` outlives this.
    explicit HttpAuthApi(HttpClient& http);

    [[nodiscard]] QFuture<Result<ServerInfo>> server(const QUrl& relay) override;
    [[nodiscard]] QFuture<Result<SessionGrant>> registerAccount(
        const QUrl& relay, const Registration& registration) override;
    [[nodiscard]] QFuture<Result<SessionGrant>> login(
        const QUrl& relay, const QString& email, const QString& password, const QString& refreshToken) override;
    [[nodiscard]] QFuture<Result<SessionGrant>> resetPassword(const QUrl& relay, const PasswordReset& reset) override;
    [[nodiscard]] QFuture<Result<SessionGrant>> refresh(const QUrl& relay, const QString& refreshToken) override;
    [[nodiscard]] QFuture<Result<void>> logout(
        const QUrl& relay, const QString& accessToken, const QString& refreshToken) override;

private:
    HttpClient& m_http;
};

/// Value of the kinora_refresh cookie among Set-Cookie lines; nothing if it is absent or being deleted.
[[nodiscard]] std::optional<QString> refreshTokenFrom(const QList<QByteArray>& setCookies);

} // namespace kinora
