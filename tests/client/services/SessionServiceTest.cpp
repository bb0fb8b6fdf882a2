#include "services/SessionService.h"

#include "client/support/Await.h"
#include "client/support/FakeRelay.h"
#include "client/support/FakeSecretStore.h"
#include "client/support/FakeSessions.h"
#include "net/HttpAuthApi.h"
#include "net/HttpRelayApi.h"
#include "storage/SettingsFile.h"
#include "support/QtTestMain.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

using SessionState = SessionService::State;
using Note = SessionService::SecretsNote;

} // namespace

class SessionServiceTest : public QObject {
    Q_OBJECT

    /// One run of the app; the relay, the keychain and the settings outlive it.
    struct App {
        HttpClient http;
        HttpAuthApi auth{http};
        SessionTokens tokens;
        SettingsSessionMemory memory;
        SystemClock clock;
        SessionService session;
        HttpRelayApi api{http, tokens};

        App(SecretStore& secrets, SettingsFile& settings)
            : tokens(auth, secrets)
            , memory(settings)
            , session(auth, tokens, secrets, memory, clock) {}
    };

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<FakeRelay> m_relay;
    std::unique_ptr<FakeSessions> m_sessions;
    std::unique_ptr<FakeSecretStore> m_secrets;
    std::unique_ptr<App> m_app;

    SessionService& session() { return m_app->session; }
    void restart() {
        m_app.reset();
        m_app = std::make_unique<App>(*m_secrets, *m_settings);
    }
    Result<Account> signIn(const QString& password = QStringLiteral("correct horse"), bool stay = true) {
        return await(session().signIn({.relay = m_relay->address(),
            .email = QStringLiteral("ada@example.org"),
            .password = password,
            .staySignedIn = stay}));
    }

    /// The Cookie header of the last sign-in.
    QByteArray shownAtSignIn() { return m_relay->requests("POST /api/v1/auth/login").last().headers.value("cookie"); }

private slots:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_settings =
            std::make_unique<SettingsFile>(m_dir->filePath(QStringLiteral("kinora.conf")), QSettings::IniFormat);
        m_relay = std::make_unique<FakeRelay>();
        m_sessions = std::make_unique<FakeSessions>(*m_relay);
        m_secrets = std::make_unique<FakeSecretStore>();
        restart();
    }
    void cleanup() {
        m_app.reset();
        m_settings.reset();
    }

    void startsSignedOut() {
        session().restore();
        QCOMPARE(session().state(), SessionState::SignedOut);
        QCOMPARE(session().signOutReason(), SessionService::SignOutReason::None);
        QVERIFY(!session().openOffline());
    }

    void signsInAndRemembers() {
        QSignalSpy states(&session(), &SessionService::stateChanged);
        QCOMPARE(signIn().value(), makeAccount());
        QCOMPARE(session().state(), SessionState::SignedIn);
        QCOMPARE(states.size(), 2);
        QCOMPARE(session().account(), makeAccount());
        QCOMPARE(session().serverName(), QStringLiteral("Test relay"));
        QCOMPARE(session().serverId(), QString::fromLatin1(m_sessions->serverId));
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        QCOMPARE(session().secretsNote(), Note::None);
        // No secret in the settings.
        m_settings->finish();
        QFile file(m_settings->fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray settings = file.readAll();
        QVERIFY(!settings.contains("sid.1") && !settings.contains("access.") && !settings.contains("correct horse"));
    }

    void restoresAfterARestart() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        restart();
        session().restore();
        QCOMPARE(session().state(), SessionState::Restoring);
        QTRY_COMPARE(session().state(), SessionState::SignedIn);
        QCOMPARE(session().account(), makeAccount());
        QVERIFY(await(m_app->api.me()).has_value());
    }

    void wrongPasswordStaysSignedOut() {
        const auto answer = signIn(QStringLiteral("wrong"));
        QCOMPARE(answer.error().code, ErrorCode::InvalidCredentials);
        QCOMPARE(session().state(), SessionState::SignedOut);
        QVERIFY(!session().account());
        QVERIFY(m_secrets->written.isEmpty());
    }

    void unreachableRelay() {
        m_relay->goAway();
        QCOMPARE(signIn().error().code, ErrorCode::Unreachable);
        QCOMPARE(session().state(), SessionState::SignedOut);
    }

    void somethingElseAnswersAtTheAddress() {
        m_relay->on(
            "GET /api/v1/server", [](const FakeRequest&, const FakeReply& reply) { reply.send(200, "<html>"); });
        QCOMPARE(signIn().error().code, ErrorCode::BadAnswer);
        // The password was not given to it.
        QVERIFY(m_relay->requests("POST /api/v1/auth/login").isEmpty());
    }

    void registeringSignsIn() {
        const auto account = await(session().registerAccount({.relay = m_relay->address(),
            .email = QStringLiteral("ada@example.org"),
            .password = QStringLiteral("correct horse"),
            .displayName = QStringLiteral("Ada"),
            .inviteCode = QString(),
            .setupCode = QString()}));
        QVERIFY(account.has_value());
        QCOMPARE(session().state(), SessionState::SignedIn);
    }

    void aSecondSignInWaitsItsTurn() {
        const auto first = session().signIn(
            {.relay = m_relay->address(), .email = QStringLiteral("a@b"), .password = QStringLiteral("correct horse")});
        const auto second = session().signIn(
            {.relay = m_relay->address(), .email = QStringLiteral("a@b"), .password = QStringLiteral("correct horse")});
        QCOMPARE(await(second).error().code, ErrorCode::Conflict);
        QVERIFY(await(first).has_value());
        QCOMPARE(session().state(), SessionState::SignedIn);
    }

    void restoreOfflineAndComeBack() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        m_relay->goAway();
        restart();
        session().restore();
        QTRY_COMPARE(session().state(), SessionState::Offline);
        QCOMPARE(session().account(), makeAccount());
        QCOMPARE(session().serverId(), QString::fromLatin1(m_sessions->serverId));
        m_relay->comeBack();
        session().retryNow();
        QTRY_COMPARE(session().state(), SessionState::SignedIn);
    }

    void comesBackFromOfflineByItself() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        m_relay->goAway();
        restart();
        session().restore();
        QTRY_COMPARE(session().state(), SessionState::Offline);
        m_relay->comeBack();
        QTRY_COMPARE(session().state(), SessionState::SignedIn);
    }

    void aRevokedSessionSignsOut() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        m_sessions->revoked = true;
        restart();
        session().restore();
        QTRY_COMPARE(session().state(), SessionState::SignedOut);
        QCOMPARE(session().signOutReason(), SessionService::SignOutReason::Revoked);
        QVERIFY(m_secrets->secrets.isEmpty());
        // The library is still there to be opened.
        QVERIFY(session().openOffline());
        QCOMPARE(session().state(), SessionState::Offline);
        QCOMPARE(session().account(), makeAccount());
    }

    void revokedWhileSignedIn() {
        QVERIFY(signIn().has_value());
        m_sessions->revoked = true;
        m_sessions->expireAccess();
        QCOMPARE(await(m_app->api.me()).error().code, ErrorCode::SignedOut);
        QCOMPARE(session().state(), SessionState::SignedOut);
        QCOMPARE(session().signOutReason(), SessionService::SignOutReason::Revoked);
    }

    void noKeychainIsSaid() {
        m_secrets->available = false;
        QVERIFY(signIn().has_value());
        QTRY_COMPARE(session().secretsNote(), Note::SessionOnly);
        QCOMPARE(session().state(), SessionState::SignedIn);
        restart();
        session().restore();
        QCOMPARE(session().state(), SessionState::SignedOut);
        QVERIFY(session().openOffline());
    }

    void aLockedKeychainIsNotASignOut() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        m_secrets->locked = true;
        restart();
        session().restore();
        QTRY_COMPARE(session().state(), SessionState::Offline);
        QCOMPARE(session().secretsNote(), Note::KeychainLocked);
        QVERIFY(session().remembered()->tokenInKeychain);
        m_secrets->locked = false;
        session().retryNow();
        QTRY_COMPARE(session().state(), SessionState::SignedIn);
        QCOMPARE(session().secretsNote(), Note::None);
    }

    void notStayingSignedInIsForgottenAtTheEnd() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(!m_secrets->secrets.isEmpty());
        restart();
        QVERIFY(signIn(QStringLiteral("correct horse"), false).has_value());
        QTRY_VERIFY(m_secrets->secrets.isEmpty());
        QCOMPARE(session().secretsNote(), Note::None);
        restart();
        session().restore();
        QCOMPARE(session().state(), SessionState::SignedOut);
    }

    void signingOutEndsTheSessionEverywhere() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(!m_secrets->secrets.isEmpty());
        session().signOut();
        QCOMPARE(session().state(), SessionState::SignedOut);
        QCOMPARE(session().signOutReason(), SessionService::SignOutReason::ByUser);
        QTRY_COMPARE(m_relay->requests("POST /api/v1/auth/logout").size(), 1);
        QVERIFY(m_secrets->secrets.isEmpty());
        QCOMPARE(session().relay(), m_relay->address());
        restart();
        session().restore();
        QCOMPARE(session().state(), SessionState::SignedOut);
    }

    void signingOutWithoutTheRelay() {
        QVERIFY(signIn().has_value());
        m_relay->goAway();
        session().signOut();
        QCOMPARE(session().state(), SessionState::SignedOut);
    }

    void aFailedSignInKeepsTheOfflineLibraryOpen() {
        QVERIFY(signIn().has_value());
        session().signOut();
        QVERIFY(session().openOffline());
        QVERIFY(!signIn(QStringLiteral("wrong")).has_value());
        QCOMPARE(session().state(), SessionState::Offline);
        QVERIFY(signIn().has_value());
        QCOMPARE(session().state(), SessionState::SignedIn);
    }

    void aSignInIsNotEndedByTheOldSession() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        m_sessions->revoked = true;
        m_sessions->holdRefreshes = true;
        restart();
        session().restore();
        QTRY_COMPARE(m_sessions->refreshes, 1);
        const auto signingIn = session().signIn(
            {.relay = m_relay->address(), .email = QStringLiteral("a@b"), .password = QStringLiteral("correct horse")});
        m_sessions->releaseRefreshes();
        QVERIFY(await(signingIn).has_value());
        QCOMPARE(session().state(), SessionState::SignedIn);
    }

    void aFailedSignInLeavesTheStoredSession() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        m_relay->goAway();
        restart();
        session().restore();
        QTRY_COMPARE(session().state(), SessionState::Offline);
        QVERIFY(!signIn().has_value());
        QCOMPARE(session().state(), SessionState::Offline);
        m_relay->comeBack();
        QTRY_COMPARE(session().state(), SessionState::SignedIn);
    }

    // Strangers may have used up the attempts at this account; the session shows that this is its owner.
    void aSignInShowsTheSessionThereIs() {
        QVERIFY(signIn().has_value());
        QCOMPARE(shownAtSignIn(), QByteArray()); // there was none yet
        QVERIFY(signIn().has_value());
        QCOMPARE(shownAtSignIn(), QByteArray("kinora_refresh=sid.1"));
        // Offline from the start: the keychain has it.
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        m_relay->goAway();
        restart();
        session().restore();
        QTRY_COMPARE(session().state(), SessionState::Offline);
        m_relay->comeBack();
        QVERIFY(signIn().has_value());
        QCOMPARE(shownAtSignIn(), QByteArray("kinora_refresh=sid.1"));
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        restart();
        QVERIFY(signIn().has_value());
        QCOMPARE(shownAtSignIn(), QByteArray("kinora_refresh=sid.1")); // also before anything was restored
        session().signOut();
        QVERIFY(signIn().has_value());
        QCOMPARE(shownAtSignIn(), QByteArray()); // it has ended
    }

    void aSessionIsShownToItsOwnRelayOnly() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        FakeRelay other;
        FakeSessions claimed(other); // says that it is the same relay
        restart();
        QVERIFY(await(session().signIn({.relay = other.address(),
                          .email = QStringLiteral("ada@example.org"),
                          .password = QStringLiteral("correct horse")}))
                .has_value());
        QVERIFY(!other.requests("POST /api/v1/auth/login").value(0).headers.contains("cookie"));
    }

    void aLockedKeychainIsNotAskedAtSignIn() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        m_secrets->locked = true;
        restart();
        session().restore();
        QTRY_COMPARE(session().secretsNote(), Note::KeychainLocked);
        const int reads = m_secrets->reads;
        QVERIFY(signIn().has_value());
        QCOMPARE(m_secrets->reads, reads);
        QCOMPARE(shownAtSignIn(), QByteArray());
    }

    void switchingKeepsBothSessions() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        const AccountKey here = session().remembered()->key();
        FakeRelay other;
        FakeSessions elsewhere(other);
        elsewhere.serverId = "0190a000-0000-7000-8000-000000000002";
        session().setAside();
        QCOMPARE(session().state(), SessionState::SignedOut);
        QCOMPARE(session().signOutReason(), SessionService::SignOutReason::None);
        QVERIFY(await(session().signIn({.relay = other.address(),
                          .email = QStringLiteral("ada@example.org"),
                          .password = QStringLiteral("correct horse")}))
                .has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        QCOMPARE(session().saved().size(), 2);
        const AccountKey there = session().remembered()->key();
        QVERIFY(here != there);
        QVERIFY(session().switchTo(here));
        QCOMPARE(session().state(), SessionState::Restoring);
        QTRY_COMPARE(session().state(), SessionState::SignedIn);
        QCOMPARE(session().relay(), m_relay->address());
        QVERIFY(session().switchTo(there));
        QTRY_COMPARE(session().state(), SessionState::SignedIn);
        QCOMPARE(session().relay(), other.address());
        // Neither relay was told of a sign-out, and no token went astray.
        QVERIFY(!m_sessions->revoked && !elsewhere.revoked);
        QCOMPARE(m_secrets->secrets.size(), 2);
        // The next start comes back to the one that was in front.
        restart();
        session().restore();
        QTRY_COMPARE(session().state(), SessionState::SignedIn);
        QCOMPARE(session().relay(), other.address());
    }

    void onlyStoredSessionsCanBeSwitchedTo() {
        QVERIFY(signIn().has_value());
        const AccountKey key = session().remembered()->key();
        session().signOut();
        QVERIFY(!session().switchTo(key));
        QVERIFY(!session().switchTo({QStringLiteral("no"), QStringLiteral("body")}));
        QCOMPARE(session().state(), SessionState::SignedOut);
        QVERIFY(session().openOffline(key));
        QCOMPARE(session().state(), SessionState::Offline);
    }

    void whatNoKeychainHoldsIsEndedWhenSetAside() {
        QVERIFY(signIn(QStringLiteral("correct horse"), false).has_value());
        session().setAside();
        QCOMPARE(session().state(), SessionState::SignedOut);
        QTRY_VERIFY(m_sessions->revoked);
        QVERIFY(!session().remembered()->isRestorable());
    }

    void forgettingLeavesNothingBehind() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        const AccountKey key = session().remembered()->key();
        session().setAside();
        const QSignalSpy changes(&session(), &SessionService::savedChanged);
        session().forget(key);
        QVERIFY(session().saved().isEmpty());
        QCOMPARE(changes.size(), 1);
        QTRY_VERIFY(m_secrets->secrets.isEmpty());
        QTRY_VERIFY(m_sessions->revoked);
        // The one in front is signed out of as well.
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        session().forget(key);
        QCOMPARE(session().state(), SessionState::SignedOut);
        QVERIFY(session().saved().isEmpty());
        QTRY_VERIFY(m_secrets->secrets.isEmpty());
    }

    void anAnswerFromTheOldAddressCountsNoMore() {
        QVERIFY(signIn().has_value());
        QTRY_VERIFY(session().remembered()->tokenInKeychain);
        m_sessions->holdRefreshes = true;
        m_sessions->expireAccess();
        const auto waiting = m_app->api.me();
        QTRY_COMPARE(m_sessions->refreshes, 1);
        FakeRelay moved;
        FakeSessions same(moved);
        same.generation = 1;
        session().moveRelay(QString::fromLatin1(m_sessions->serverId), moved.address());
        QCOMPARE(await(waiting).error().code, ErrorCode::ConnectionLost);
        m_sessions->revoked = true; // whoever has the port now says no
        m_sessions->releaseRefreshes();
        QVERIFY(await(m_app->api.me()).has_value());
        QCOMPARE(session().state(), SessionState::SignedIn);
        QCOMPARE(session().relay(), moved.address());
        QVERIFY(session().remembered()->relay == moved.address());
    }

    void aRelayThatIsTooOldGetsNoPassword() {
        m_relay->on("GET /api/v1/server", [](const FakeRequest&, const FakeReply& reply) {
            reply.send(200,
                R"({"serverId":"0190a000-0000-7000-8000-000000000001","name":"Old","product":"kinora-relay",)"
                R"("version":"0.0.9","registration":"open","firstAccount":false,"limits":{}})");
        });
        QCOMPARE(signIn().error().code, ErrorCode::RelayTooOld);
        QVERIFY(m_relay->requests("POST /api/v1/auth/login").isEmpty());
    }

    void checksARelay() {
        const auto check = await(session().checkRelay(m_relay->address()));
        QCOMPARE(check->server.name, QStringLiteral("Test relay"));
        QVERIFY(check->latency >= std::chrono::milliseconds(0));
        m_relay->goAway();
        QCOMPARE(await(session().checkRelay(m_relay->address())).error().code, ErrorCode::Unreachable);
    }
};

KINORA_QT_TEST(SessionServiceTest)
#include "SessionServiceTest.moc"
