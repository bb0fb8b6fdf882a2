#include "services/SessionTokens.h"

#include "core/Logging.h"
#include "core/Receive.h"

#include <memory>
#include <utility>

namespace kinora {

SessionTokens::SessionTokens(AuthApi& auth, SecretStore& secrets, QObject* parent)
    : QObject(parent)
    , m_auth(auth)
    , m_secrets(secrets) {
}

SessionTokens::~SessionTokens() = default;

QFuture<Result<void>> SessionTokens::adopt(
    const QUrl& relay, const SessionGrant& grant, const QString& key, bool keep) {
    clear();
    m_relay = relay;
    m_accessToken = grant.accessToken;
    m_latestToken = grant.refreshToken;
    m_storedToken = grant.refreshToken;
    m_key = key;
    m_keep = keep;
    return keep ? store() : readyResult(Result<void>());
}

void SessionTokens::restore(const QUrl& relay, const QString& refreshToken, const QString& key) {
    clear();
    m_relay = relay;
    m_latestToken = refreshToken;
    m_storedToken = refreshToken;
    m_key = key;
    m_keep = true;
    m_kept = true;
}

void SessionTokens::moveTo(const QUrl& relay) {
    if (m_relay.isEmpty() || m_relay == relay)
        return;
    m_relay = relay;
    ++m_renewal;
    m_renewing = false;
    answerWaiting(failure(ErrorCode::ConnectionLost, QStringLiteral("the relay has moved")));
}

void SessionTokens::clear() {
    ++m_session;
    ++m_renewal;
    m_relay.clear();
    m_accessToken.clear();
    m_latestToken.clear();
    m_storedToken.clear();
    m_key.clear();
    m_keep = m_kept = m_renewing = m_writing = false;
    answerWaiting(failure(ErrorCode::SignedOut));
}

Access SessionTokens::access() const {
    return {.relay = m_relay, .token = m_accessToken, .session = m_session};
}

QString SessionTokens::refreshToken() const {
    return m_latestToken;
}

bool SessionTokens::isKept() const {
    return m_kept;
}

QFuture<Result<Access>> SessionTokens::renew(const Access& rejected) {
    if (m_relay.isEmpty() || rejected.session != m_session)
        return readyResult(Result<Access>(failure(ErrorCode::SignedOut)));
    if (!m_accessToken.isEmpty() && rejected != access())
        return readyResult(Result<Access>(access()));
    QPromise<Result<Access>> promise;
    promise.start();
    const auto future = promise.future();
    m_waiting.push_back(std::move(promise));
    if (!std::exchange(m_renewing, true)) {
        receive(m_auth.refresh(m_relay, m_storedToken), this,
            [this, renewal = ++m_renewal](const Result<SessionGrant>& answer) {
                if (renewal == m_renewal)
                    finishRenewal(answer);
            });
    }
    return future;
}

void SessionTokens::finishRenewal(const Result<SessionGrant>& answer) {
    m_renewing = false;
    if (!answer && answer.error().code == ErrorCode::Unauthorized) {
        qCInfo(logSession) << "the relay has ended the session";
        clear();
        emit revoked();
        return;
    }
    if (!answer) {
        answerWaiting(Failure(answer.error()));
        return;
    }
    m_accessToken = answer->accessToken;
    m_latestToken = answer->refreshToken;
    if (!m_kept && !m_writing)
        m_storedToken = m_latestToken; // nothing in the keychain, or on its way there, that could fall behind
    if (m_keep && (!m_kept || m_storedToken != m_latestToken)) {
        // Failures were logged where they happened; the next renewal tries again.
        [[maybe_unused]] const auto written = store();
    }
    answerWaiting(access());
    emit renewed(answer->account);
}

QFuture<Result<void>> SessionTokens::store() {
    QPromise<Result<void>> promise;
    promise.start();
    const auto future = promise.future();
    // While a write runs, renewals are answered with the very token it writes.
    if (std::exchange(m_writing, true)) {
        promise.addResult(Result<void>());
        promise.finish();
        return future;
    }
    auto shared = std::make_shared<QPromise<Result<void>>>(std::move(promise));
    receive(m_secrets.write(m_key, m_latestToken), this,
        [this, shared, session = m_session, token = m_latestToken](const Result<void>& written) {
            if (session == m_session) {
                m_writing = false;
                if (written)
                    m_storedToken = token;
                if (written && !std::exchange(m_kept, true))
                    emit keptChanged();
            }
            shared->addResult(written);
            shared->finish();
        });
    return future;
}

void SessionTokens::answerWaiting(const Result<Access>& answer) {
    for (auto& promise : std::exchange(m_waiting, {})) {
        promise.addResult(answer);
        promise.finish();
    }
}

} // namespace kinora
