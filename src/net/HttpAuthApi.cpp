#include "net/HttpAuthApi.h"

#include "net/Json.h"

#include <QNetworkCookie>

namespace kinora {

namespace {

constexpr auto refreshCookie = "kinora_refresh";

Result<SessionGrant> grantOf(const Result<HttpResponse>& response) {
    if (!response)
        return Failure(response.error());
    auto grant = readSession(response->body);
    if (!grant)
        return grant;
    const auto token = refreshTokenFrom(response->setCookies);
    if (!token)
        return failure(ErrorCode::BadAnswer, QStringLiteral("no refresh cookie"));
    grant->refreshToken = *token;
    return grant;
}

std::pair<QByteArray, QByteArray> cookieHeader(const QString& refreshToken) {
    return {"Cookie", QByteArray(refreshCookie) + '=' + refreshToken.toLatin1()};
}

} // namespace

std::optional<QString> refreshTokenFrom(const QList<QByteArray>& setCookies) {
    for (const QByteArray& line : setCookies) {
        for (const QNetworkCookie& cookie : QNetworkCookie::parseCookies(line)) {
            if (cookie.name() == refreshCookie && !cookie.value().isEmpty())
                return QString::fromLatin1(cookie.value());
        }
    }
    return std::nullopt;
}

HttpAuthApi::HttpAuthApi(HttpClient& http)
    : m_http(http) {
}

QFuture<Result<ServerInfo>> HttpAuthApi::server(const QUrl& relay) {
    // Asked while people type an address: an answer that takes longer is as good as none.
    const HttpRequest request{.method = "GET",
        .url = HttpClient::apiUrl(relay, QStringLiteral("/server")),
        .deadline = std::chrono::seconds(6)};
    return m_http.send(request).then([](const Result<HttpResponse>& response) -> Result<ServerInfo> {
        if (!response)
            return Failure(response.error());
        return readServerInfo(response->body);
    });
}

QFuture<Result<SessionGrant>> HttpAuthApi::registerAccount(const QUrl& relay, const Registration& registration) {
    QJsonObject body{
        {QStringLiteral("email"), registration.email.trimmed()},
        {QStringLiteral("password"), registration.password},
    };
    const auto add = [&body](const QString& member, const QString& value) {
        if (!value.isEmpty())
            body.insert(member, value);
    };
    add(QStringLiteral("displayName"), registration.displayName.trimmed());
    add(QStringLiteral("inviteCode"), registration.inviteCode.trimmed());
    add(QStringLiteral("setupCode"), registration.setupCode.trimmed());
    const HttpRequest request{
        .method = "POST", .url = HttpClient::apiUrl(relay, QStringLiteral("/auth/register")), .body = body};
    return m_http.send(request).then([](const Result<HttpResponse>& response) -> Result<SessionGrant> {
        constexpr int madeForApproval = 202;
        if (response && response->status == madeForApproval)
            return failure(ErrorCode::AccountPending);
        return grantOf(response);
    });
}

QFuture<Result<SessionGrant>> HttpAuthApi::login(
    const QUrl& relay, const QString& email, const QString& password, const QString& refreshToken) {
    const QJsonObject body{
        {QStringLiteral("email"), email.trimmed()},
        {QStringLiteral("password"), password},
    };
    HttpRequest request{
        .method = "POST", .url = HttpClient::apiUrl(relay, QStringLiteral("/auth/login")), .body = body};
    if (!refreshToken.isEmpty())
        request.headers.append(cookieHeader(refreshToken));
    return m_http.send(request).then(grantOf);
}

QFuture<Result<SessionGrant>> HttpAuthApi::resetPassword(const QUrl& relay, const PasswordReset& reset) {
    const QJsonObject body{
        {QStringLiteral("email"), reset.email.trimmed()},
        {QStringLiteral("code"), reset.code.trimmed()},
        {QStringLiteral("newPassword"), reset.newPassword},
    };
    const HttpRequest request{
        .method = "POST", .url = HttpClient::apiUrl(relay, QStringLiteral("/auth/password/reset")), .body = body};
    return m_http.send(request).then(grantOf);
}

QFuture<Result<SessionGrant>> HttpAuthApi::refresh(const QUrl& relay, const QString& refreshToken) {
    const HttpRequest request{.method = "POST",
        .url = HttpClient::apiUrl(relay, QStringLiteral("/auth/refresh")),
        .headers = {cookieHeader(refreshToken)},
        .deadline = std::chrono::seconds(10)}; // the app's start may be waiting for it
    return m_http.send(request).then(grantOf);
}

QFuture<Result<void>> HttpAuthApi::logout(const QUrl& relay, const QString& accessToken, const QString& refreshToken) {
    HttpRequest request{.method = "POST",
        .url = HttpClient::apiUrl(relay, QStringLiteral("/auth/logout")),
        .deadline = std::chrono::seconds(6)};
    if (!refreshToken.isEmpty())
        request.headers.append(cookieHeader(refreshToken));
    if (!accessToken.isEmpty())
        request.headers.append({"Authorization", "Bearer " + accessToken.toLatin1()});
    return m_http.send(request).then([](const Result<HttpResponse>& response) -> Result<void> {
        if (!response)
            return Failure(response.error());
        return {};
    });
}

} // namespace kinora
