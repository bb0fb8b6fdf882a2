// The tokens of the session: one renewal at a time, and the keychain always a step ahead of the relay.
#pragma once

#include "net/AccessTokens.h"
#include "net/AuthApi.h"
#include "secrets/SecretStore.h"

#include <QObject>
#include <QPromise>
#include <QString>

#include <vector>

namespace kinora {

/// Owns the access and the refresh token. The relay accepts a refresh token and the one before it, and revokes the
/// session on anything older; so what the keychain holds must never be two steps behind. Therefore a renewal always
/// sends the token last written to the keychain: while that write has not succeeded, the relay answers with the same
/// successor again instead of moving on.
class SessionTokens final : public QObject, public AccessTokens {
    Q_OBJECT

public:
    /// Both outlive this.
    SessionTokens(AuthApi& auth, SecretStore& secrets, QObject* parent = nullptr);
    ~SessionTokens() override;

    /// Takes the tokens of a fresh sign-in or restore. With `keep` the refresh token goes to the keychain under `key`
    /// and the answer says whether that worked; without it, or when it failed, the session lasts as long as the app
    /// runs.
    [[nodiscard]] QFuture<Result<void>> adopt(
        const QUrl& relay, const SessionGrant& grant, const QString& key, bool keep);
    /// Starts from a refresh token read from the keychain under `key`; an access token comes with the first renew().
    void restore(const QUrl& relay, const QString& refreshToken, const QString& key);
    /// The relay of this session is to be found at another address from now on; its tokens stay. Waiting renewals are
    /// answered ConnectionLost: who answers at the old address now may be anybody.
    void moveTo(const QUrl& relay);
    /// Forgets the tokens; waiting renewals are answered SignedOut. The keychain is not touched.
    void clear();

    [[nodiscard]] Access access() const override;
    [[nodiscard]] QFuture<Result<Access>> renew(const Access& rejected) override;
    /// For signing out; empty when there is none.
    [[nodiscard]] QString refreshToken() const;
    /// True when the session survives the end of the app.
    [[nodiscard]] bool isKept() const;

signals:
    /// The relay has ended the session (revoked, expired, disabled). The tokens are gone already.
    void revoked();
    /// A renewal succeeded; the account's facts may have changed.
    void renewed(const kinora::Account& account);
    /// isKept() became true: the keychain works after all.
    void keptChanged();

private:
    void finishRenewal(const Result<SessionGrant>& answer);
    QFuture<Result<void>> store();
    void answerWaiting(const Result<Access>& answer);

    AuthApi& m_auth;
    SecretStore& m_secrets;
    QUrl m_relay;
    QString m_accessToken;
    QString m_latestToken; ///< newest refresh token the relay gave
    QString m_storedToken; ///< the one to renew with: last written to the keychain, or the newest where nothing is kept
    QString m_key;
    bool m_keep = false; ///< the session should survive the end of the app
    bool m_kept = false; ///< the keychain holds m_storedToken
    bool m_renewing = false;
    bool m_writing = false;
    quint64 m_session = 0; ///< answers and requests of an earlier session are dropped
    quint64 m_renewal = 0; ///< so are those of a renewal that was given up
    std::vector<QPromise<Result<Access>>> m_waiting;
};

} // namespace kinora
