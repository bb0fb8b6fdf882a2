#include "services/SessionService.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "core/Version.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds firstPause = std::chrono::milliseconds(500);
/// As the stream's: back within 2 s of the relay.
constexpr std::chrono::milliseconds longestPause = std::chrono::milliseconds(1500);

QString keychainKey(const AccountKey& account) {
    return QStringLiteral("session/%1/%2").arg(account.serverId, account.accountId);
}

} // namespace

SessionService::SessionService(AuthApi& auth, SessionTokens& tokens, SecretStore& secrets, SessionMemory& memory,
    const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_auth(auth)
    , m_tokens(tokens)
    , m_secrets(secrets)
    , m_memory(memory)
    , m_clock(clock) {
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &SessionService::retryNow);
    connect(&m_tokens, &SessionTokens::revoked, this, [this] { leave(SignOutReason::Revoked); });
    connect(&m_tokens, &SessionTokens::renewed, this, &SessionService::takeAccount);
    connect(&m_tokens, &SessionTokens::keptChanged, this, [this] {
        if (m_state != State::SignedIn || !m_session)
            return; // adopt() takes care
        m_session->tokenInKeychain = m_tokens.isKept();
        remember();
        setNote(m_tokens.isKept() ? SecretsNote::None : SecretsNote::SessionOnly);
    });
}

void SessionService::restore() {
    if (m_state != State::SignedOut)
        return;
    const auto session = remembered();
    if (session && session->isRestorable())
        bringBack(*session);
}

void SessionService::bringBack(const RememberedSession& session) {
    m_session = session;
    m_restorable = true;
    m_signOutReason = SignOutReason::None;
    setState(State::Restoring);
    readKeychain();
}

void SessionService::readKeychain() {
    const quint64 attempt = ++m_attempt;
    receive(m_secrets.read(keychainKey(m_session->key())), this,
        [this, attempt](const Result<std::optional<QString>>& stored) {
            if (attempt != m_attempt)
                return;
            if (!stored || !*stored) {
                // We know that a session was stored. "No such entry" is what a locked keychain says too, so it is not a
                // sign-out.
                qCWarning(logSession) << "the stored session cannot be read from the keychain";
                setNote(SecretsNote::KeychainLocked);
                becomeOffline();
                return;
            }
            setNote(SecretsNote::None);
            m_tokens.restore(m_session->relay, **stored, keychainKey(m_session->key()));
            renewStored();
        });
}

void SessionService::renewStored() {
    const quint64 attempt = ++m_attempt;
    receive(m_tokens.renew(m_tokens.access()), this, [this, attempt](const Result<Access>& answer) {
        if (attempt != m_attempt)
            return;
        if (answer)
            becomeSignedIn();
        else if (answer.error().code != ErrorCode::SignedOut) // otherwise revoked() has been handled already
            becomeOffline();
    });
}

void SessionService::retryNow() {
    if (m_state != State::Offline || !m_restorable)
        return;
    m_retry.stop();
    if (m_tokens.access().relay.isEmpty())
        readKeychain();
    else
        renewStored();
}

template <class SignIn>
QFuture<Result<Account>> SessionService::enter(
    const QUrl& relay, bool keep, const QFuture<Result<QString>>& known, SignIn signIn) {
    if (m_state == State::SigningIn)
        return readyResult(Result<Account>(failure(ErrorCode::Conflict, QStringLiteral("a sign-in is running"))));
    auto promise = std::make_shared<QPromise<Result<Account>>>();
    promise->start();
    const quint64 attempt = ++m_attempt;
    m_retry.stop();
    const State before = m_state == State::Restoring ? State::Offline : m_state;
    // A renewal under way must not end the sign-in by finding the old session revoked; if the sign-in fails, the
    // keychain still has it.
    if (before != State::SignedIn)
        m_tokens.clear();
    setState(State::SigningIn);

    const auto finish = [this, promise, attempt, before](const Result<Account>& result) {
        if (attempt == m_attempt && !result) {
            setState(before);
            if (before == State::Offline)
                becomeOffline();
        }
        promise->addResult(result);
        promise->finish();
    };
    const auto enterWith = [this, relay, keep, attempt, finish, signIn = std::move(signIn)](
                               const ServerInfo& info, const QString& token) {
        receive(signIn(token), this, [this, relay, keep, attempt, finish, info](const Result<SessionGrant>& grant) {
            if (attempt != m_attempt || !grant) {
                finish(grant ? Result<Account>(failure(ErrorCode::Canceled)) : Result<Account>(Failure(grant.error())));
                return;
            }
            adopt(relay, info, *grant, keep);
            finish(grant->account);
        });
    };
    // The relay's id comes first: it is what libraries and the keychain entry are filed under.
    receive(m_auth.server(relay), this, [this, known, attempt, finish, enterWith](const Result<ServerInfo>& server) {
        if (attempt != m_attempt || !server) {
            finish(server ? Result<Account>(failure(ErrorCode::Canceled)) : Result<Account>(Failure(server.error())));
            return;
        }
        if (isRelayTooOld(server->version)) {
            finish(failure(ErrorCode::RelayTooOld, server->version));
            return;
        }
        receive(known, this, [this, attempt, finish, enterWith, info = *server](const Result<QString>& token) {
            if (attempt == m_attempt)
                enterWith(info, token.value_or(QString()));
            else
                finish(failure(ErrorCode::Canceled));
        });
    });
    return promise->future();
}

QFuture<Result<QString>> SessionService::knownSession(const QUrl& relay) const {
    // To the very address that it came from and nowhere else: anybody can claim another relay's id.
    if (m_tokens.access().relay == relay)
        return readyResult(Result<QString>(m_tokens.refreshToken()));
    // A locked keychain would ask the person to unlock it, who has just chosen the password instead.
    if (m_note == SecretsNote::KeychainLocked)
        return readyResult(Result<QString>(QString()));
    const QList<RememberedSession> all = saved();
    const auto session = std::ranges::find_if(
        all, [&relay](const RememberedSession& one) { return one.relay == relay && one.tokenInKeychain; });
    if (session == all.end())
        return readyResult(Result<QString>(QString()));
    return m_secrets.read(keychainKey(session->key()))
        .then([](const Result<std::optional<QString>>& stored) -> Result<QString> {
            return stored && *stored ? **stored : QString();
        });
}

QFuture<Result<Account>> SessionService::signIn(const SignInRequest& request) {
    return enter(
        request.relay, request.staySignedIn, knownSession(request.relay), [this, request](const QString& known) {
            return m_auth.login(request.relay, request.email, request.password, known);
        });
}

QFuture<Result<Account>> SessionService::registerAccount(const RegisterRequest& request) {
    const Registration registration{.email = request.email,
        .password = request.password,
        .displayName = request.displayName,
        .inviteCode = request.inviteCode,
        .setupCode = request.setupCode};
    return enter(request.relay, request.staySignedIn, readyResult(Result<QString>(QString())),
        [this, relay = request.relay, registration](
            const QString&) { return m_auth.registerAccount(relay, registration); });
}

QFuture<Result<Account>> SessionService::resetPassword(const ResetRequest& request) {
    const PasswordReset reset{.email = request.email, .code = request.code, .newPassword = request.newPassword};
    return enter(request.relay, request.staySignedIn, readyResult(Result<QString>(QString())),
        [this, relay = request.relay, reset](const QString&) { return m_auth.resetPassword(relay, reset); });
}

void SessionService::adopt(const QUrl& relay, const ServerInfo& server, const SessionGrant& grant, bool keep) {
    m_session = RememberedSession{.relay = relay,
        .serverId = server.serverId,
        .serverName = server.name,
        .account = grant.account,
        .signedIn = true,
        .tokenInKeychain = false};
    const QString key = keychainKey(m_session->key());
    const quint64 attempt = m_attempt;
    receive(m_tokens.adopt(relay, grant, key, keep), this, [this, attempt, keep](const Result<void>& stored) {
        if (attempt != m_attempt || !m_session)
            return;
        m_session->tokenInKeychain = keep && stored.has_value();
        remember();
        setNote(stored ? SecretsNote::None : SecretsNote::SessionOnly);
    });
    if (!keep) // an earlier session may have been kept
        receive(m_secrets.remove(key), this, [](const Result<void>&) {});
    remember();
    m_memory.rememberRelay(relay);
    m_restorable = false;
    becomeSignedIn();
}

void SessionService::becomeSignedIn() {
    m_pause = {};
    m_restorable = false;
    m_signOutReason = SignOutReason::None;
    setState(State::SignedIn);
}

void SessionService::becomeOffline() {
    setState(State::Offline);
    // A locked keychain asks the person to unlock it at every read: only they may cause the next one.
    if (!m_restorable || m_note == SecretsNote::KeychainLocked)
        return;
    m_pause = m_pause.count() == 0 ? firstPause : std::min(m_pause * 2, longestPause);
    m_retry.start(m_pause);
}

bool SessionService::openOffline() {
    if (m_state == State::Restoring)
        setState(State::Offline);
    if (m_state != State::SignedOut)
        return m_state == State::Offline;
    m_session = remembered();
    if (!m_session)
        return false;
    m_restorable = m_session->isRestorable();
    becomeOffline();
    return true;
}

bool SessionService::openOffline(const AccountKey& key) {
    const auto session = find(key);
    if (!session || m_state == State::SigningIn)
        return false;
    if (m_session && m_session->key() == key)
        return openOffline();
    setAside();
    m_memory.remember(*session);
    emit savedChanged();
    return openOffline();
}

bool SessionService::switchTo(const AccountKey& key) {
    const auto session = find(key);
    if (!session || !session->isRestorable() || m_state == State::SigningIn)
        return false;
    if (m_session && m_session->key() == key) {
        retryNow();
        return true;
    }
    setAside();
    m_memory.remember(*session);
    emit savedChanged();
    bringBack(*session);
    return true;
}

void SessionService::setAside() {
    if (!m_session || m_state == State::SigningIn)
        return;
    if (m_state == State::SignedIn && !m_tokens.isKept() && !m_session->tokenInKeychain) {
        signOut();
        return;
    }
    letGo();
    m_tokens.clear();
    m_session.reset();
    m_signOutReason = SignOutReason::None;
    setNote(SecretsNote::None);
    setState(State::SignedOut);
}

void SessionService::takeAccount(const Account& account) {
    if (!m_session || m_session->account == account || m_session->account.id != account.id)
        return;
    m_session->account = account;
    remember();
    emit accountChanged();
}

void SessionService::forget(const AccountKey& key) {
    const auto session = find(key);
    if (!session)
        return;
    if (m_session && m_session->key() == key) {
        if (m_state == State::SigningIn)
            return;
        signOut();
    } else if (session->tokenInKeychain) {
        receive(m_secrets.read(keychainKey(key)), this,
            [this, key, relay = session->relay](const Result<std::optional<QString>>& stored) {
                if (stored && *stored)
                    endOnRelay(relay, QString(), **stored);
                receive(m_secrets.remove(keychainKey(key)), this, [](const Result<void>&) {});
            });
    }
    m_memory.forget(key);
    emit savedChanged();
}

void SessionService::moveRelay(const QString& serverId, const QUrl& relay) {
    for (RememberedSession session : saved()) {
        if (session.serverId == serverId && session.relay != relay) {
            session.relay = relay;
            m_memory.update(session);
        }
    }
    if (!m_session || m_session->serverId != serverId || m_session->relay == relay)
        return;
    m_session->relay = relay;
    m_tokens.moveTo(relay);
}

std::optional<RememberedSession> SessionService::find(const AccountKey& key) const {
    const QList<RememberedSession> all = saved();
    const auto found = std::ranges::find(all, key, &RememberedSession::key);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

SessionService::WayBack SessionService::wayBack() const {
    if (!m_restorable)
        return WayBack::SignIn;
    return m_note == SecretsNote::KeychainLocked ? WayBack::UnlockKeychain : WayBack::ByItself;
}

void SessionService::signOut() {
    if (!m_session)
        return;
    const Access access = m_tokens.access();
    endOnRelay(access.relay, access.token, m_tokens.refreshToken());
    m_tokens.clear();
    leave(SignOutReason::ByUser);
}

void SessionService::endOnRelay(const QUrl& relay, const QString& accessToken, const QString& refreshToken) {
    if (relay.isEmpty() || refreshToken.isEmpty())
        return;
    receive(m_auth.logout(relay, accessToken, refreshToken), this, [](const Result<void>& answer) {
        if (!answer)
            qCInfo(logSession) << "signed out here only:" << errorCodeName(answer.error().code);
    });
}

void SessionService::letGo() {
    ++m_attempt;
    m_retry.stop();
    m_pause = {};
    m_restorable = false;
}

void SessionService::leave(SignOutReason reason) {
    letGo();
    if (m_session) {
        receive(m_secrets.remove(keychainKey(m_session->key())), this, [](const Result<void>&) {});
        m_session->signedIn = false;
        m_session->tokenInKeychain = false;
        remember();
    }
    m_session.reset();
    m_signOutReason = reason;
    setNote(SecretsNote::None);
    setState(State::SignedOut);
}

QFuture<Result<RelayCheck>> SessionService::checkRelay(const QUrl& relay) {
    const auto started = m_clock.elapsed();
    const Clock* clock = &m_clock;
    return m_auth.server(relay).then([clock, started](const Result<ServerInfo>& server) -> Result<RelayCheck> {
        if (!server)
            return Failure(server.error());
        return RelayCheck{.server = *server, .latency = clock->elapsed() - started};
    });
}

std::optional<Account> SessionService::account() const {
    const bool known = m_session && (m_state == State::SignedIn || m_state == State::Offline);
    return known ? std::optional(m_session->account) : std::nullopt;
}

QUrl SessionService::relay() const {
    return m_session ? m_session->relay : m_memory.lastRelay();
}

QString SessionService::serverName() const {
    return m_session ? m_session->serverName : QString();
}

QString SessionService::serverId() const {
    return m_session ? m_session->serverId : QString();
}

std::optional<RememberedSession> SessionService::remembered() const {
    const QList<RememberedSession> all = saved();
    return all.isEmpty() ? std::nullopt : std::optional(all.first());
}

void SessionService::remember() {
    m_memory.remember(*m_session);
    emit savedChanged();
}

void SessionService::setState(State state) {
    if (std::exchange(m_state, state) != state)
        emit stateChanged();
}

void SessionService::setNote(SecretsNote note) {
    if (std::exchange(m_note, note) != note)
        emit secretsNoteChanged();
}

} // namespace kinora
