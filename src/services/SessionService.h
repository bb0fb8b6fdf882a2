// Who is signed in to which relay.
#pragma once

#include "core/Account.h"
#include "core/Clock.h"
#include "core/Result.h"
#include "core/ServerInfo.h"
#include "net/AuthApi.h"
#include "secrets/SecretStore.h"
#include "services/SessionMemory.h"
#include "services/SessionTokens.h"

#include <QFuture>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <optional>

namespace kinora {

struct SignInRequest {
    QUrl relay; ///< from parseRelayAddress
    QString email;
    QString password;
    bool staySignedIn = true; ///< keep the session in the keychain
};

struct RegisterRequest {
    QUrl relay;
    QString email;
    QString password;
    QString displayName; ///< may be empty
    QString inviteCode;  ///< may be empty
    QString setupCode;   ///< may be empty
    bool staySignedIn = true;
};

struct ResetRequest {
    QUrl relay;
    QString email;
    QString code; ///< one-time
    QString newPassword;
    bool staySignedIn = true;
};

struct RelayCheck {
    ServerInfo server;
    std::chrono::milliseconds latency{0}; ///< of the answer, connection included
};

/// Created once, lives as long as the app. GUI thread only. Losing the network never signs out; only the person or the
/// relay does.
class SessionService final : public QObject {
    Q_OBJECT

public:
    enum class State {
        SignedOut,
        Restoring, ///< at start: asking keychain and relay whether the last session still holds
        SigningIn,
        SignedIn,
        Offline, ///< account known, library readable, relay not reached yet (or not asked: openOffline). Tries again by
                 ///< itself while a stored session exists, and becomes SignedIn.
    };
    /// What to tell about where the session is kept.
    enum class SecretsNote {
        None,           ///< kept in the keychain, or the person did not want it kept
        SessionOnly,    ///< no keychain could be used: signed in until the app ends
        KeychainLocked, ///< a session is stored but the keychain does not give it: unlock it, or sign in again
    };
    /// How one comes from Offline to SignedIn.
    enum class WayBack {
        ByItself,       ///< a stored session is tried again and again
        UnlockKeychain, ///< a session is stored and the keychain locked: retryNow() once it is unlocked
        SignIn,         ///< no session is stored
    };
    enum class SignOutReason {
        None, ///< not signed out since start
        ByUser,
        Revoked, ///< the relay ended the session
    };

    /// All outlive this.
    SessionService(AuthApi& auth, SessionTokens& tokens, SecretStore& secrets, SessionMemory& memory,
        const Clock& clock, QObject* parent = nullptr);

    /// Call once at start: SignedOut when there is nothing to restore, else Restoring and then SignedIn, Offline or
    /// SignedOut.
    void restore();

    /// SigningIn, then SignedIn or the state before. Errors as AuthApi::login; Conflict while another sign-in is
    /// running.
    [[nodiscard]] QFuture<Result<Account>> signIn(const SignInRequest& request);
    /// Errors as AuthApi::registerAccount. Signs in on success.
    [[nodiscard]] QFuture<Result<Account>> registerAccount(const RegisterRequest& request);
    /// Another password by a one-time code, which ends the account's other sessions. Errors as AuthApi::resetPassword.
    /// Signs in on success.
    [[nodiscard]] QFuture<Result<Account>> resetPassword(const ResetRequest& request);
    /// Ends the session here at once and on the relay if it can be reached; never fails for the person.
    void signOut();
    /// Shows the library of the account in front without asking a relay. True when there is one; state is then
    /// Offline. From Restoring too: what is under way goes on, and signs in if it succeeds. Nothing while a sign-in is
    /// running.
    bool openOffline();
    /// The same for any saved account, which comes to the front; who was there is set aside.
    bool openOffline(const AccountKey& key);
    /// Puts a saved account in front and comes back to its stored session: Restoring, and then as restore(). False,
    /// and nothing changes, when it is not saved, has no stored session, or a sign-in is running. Nothing to do and
    /// true for the one that is signed in already.
    bool switchTo(const AccountKey& key);
    /// To SignedOut without ending the session: switchTo(), openOffline() and the next start find it again. A session
    /// that no keychain holds ends, since it could not be found again.
    void setAside();
    /// Takes the account off this computer's list: its session ends, here and on the relay if that can be reached, and
    /// its keychain entry goes. Its library stays on the disk. Signs out where it is the one in front.
    void forget(const AccountKey& key);
    /// The relay of this id answers at another address now, as we know for certain: its accounts follow it.
    void moveRelay(const QString& serverId, const QUrl& relay);
    /// While Offline with a stored session: tries now.
    void retryNow();

    /// The relay has told what becomes of the account in front; of another one it is passed over.
    void takeAccount(const Account& account);

    /// Is there a Kinora relay, and how far is it? NotFound or BadAnswer: something else answers there.
    [[nodiscard]] QFuture<Result<RelayCheck>> checkRelay(const QUrl& relay);

    [[nodiscard]] State state() const { return m_state; }
    /// Set while SignedIn or Offline.
    [[nodiscard]] std::optional<Account> account() const;
    /// Relay of the account; while SignedOut the last one used, else invalid.
    [[nodiscard]] QUrl relay() const;
    /// Name the relay gives itself and its id; empty while SignedOut.
    [[nodiscard]] QString serverName() const;
    [[nodiscard]] QString serverId() const;
    [[nodiscard]] SecretsNote secretsNote() const { return m_note; }
    /// While Offline.
    [[nodiscard]] WayBack wayBack() const;
    [[nodiscard]] SignOutReason signOutReason() const { return m_signOutReason; }
    /// The account whose library openOffline() would show; also after signing out.
    [[nodiscard]] std::optional<RememberedSession> remembered() const;
    /// All saved accounts, the one in front first.
    [[nodiscard]] QList<RememberedSession> saved() const { return m_memory.sessions(); }

signals:
    void stateChanged();
    /// The account's facts changed while signed in.
    void accountChanged();
    void secretsNoteChanged();
    /// saved() answers something else.
    void savedChanged();

private:
    /// `signIn` gives the future of a SessionGrant; it is called with what `known` gives.
    template <class SignIn>
    QFuture<Result<Account>> enter(const QUrl& relay, bool keep, const QFuture<Result<QString>>& known, SignIn signIn);
    /// The refresh token of the session that there is at this relay, here or in the keychain; empty: none.
    QFuture<Result<QString>> knownSession(const QUrl& relay) const;
    void adopt(const QUrl& relay, const ServerInfo& server, const SessionGrant& grant, bool keep);
    void readKeychain();
    void renewStored();
    void becomeSignedIn();
    void becomeOffline();
    [[nodiscard]] std::optional<RememberedSession> find(const AccountKey& key) const;
    void bringBack(const RememberedSession& session);
    void letGo();
    void endOnRelay(const QUrl& relay, const QString& accessToken, const QString& refreshToken);
    void leave(SignOutReason reason);
    void setState(State state);
    void setNote(SecretsNote note);
    void remember();

    AuthApi& m_auth;
    SessionTokens& m_tokens;
    SecretStore& m_secrets;
    SessionMemory& m_memory;
    const Clock& m_clock;
    State m_state = State::SignedOut;
    SecretsNote m_note = SecretsNote::None;
    SignOutReason m_signOutReason = SignOutReason::None;
    std::optional<RememberedSession> m_session;
    QTimer m_retry;
    std::chrono::milliseconds m_pause{0}; ///< before the next try while Offline
    bool m_restorable = false;            ///< a stored session may come back by trying again
    quint64 m_attempt = 0;                ///< answers of abandoned attempts are dropped
};

} // namespace kinora
