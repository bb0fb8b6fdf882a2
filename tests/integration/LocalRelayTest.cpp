// The app running the real relay as its child: a first start, the next one, a taken port, a killed relay, a second app.
#include "services/LocalRelay.h"

#include "client/support/Await.h"
#include "net/HttpAuthApi.h"
#include "secrets/MemorySecretStore.h"
#include "services/ProcessRelayRunner.h"
#include "storage/SettingsFile.h"
#include "support/QtTestMain.h"

#include <QCoreApplication>
#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

using namespace std::chrono_literals;
using RelayState = LocalRelay::State;

constexpr int relayStartMs = 60000; // a new database on a busy machine
constexpr int answerMs = 30000;     // it may be a busy one here as well

/// One run of the app, as far as it has to do with its relay.
struct AppWithRelay {
    HttpClient http;
    HttpAuthApi auth{http};
    SessionTokens tokens;
    SettingsSessionMemory memory;
    SystemClock clock;
    SessionService session;
    ProcessRelayRunner runner{QStringLiteral(KINORA_BIN_DIR "/kinora-relay")};
    LocalRelay relay;

    AppWithRelay(SecretStore& secrets, SettingsFile& settings, const QString& folder)
        : tokens(auth, secrets)
        , memory(settings)
        , session(auth, tokens, secrets, memory, clock)
        , relay(runner, auth, session, settings, folder, nullptr,
              {.firstPause = 100ms, .longestPause = 1000ms, .ready = 60s}) {}
};

/// The process whose parent we are and whose name begins so; 0: none.
pid_t childCalled(const QByteArray& name) {
    const QByteArray self = QByteArray::number(QCoreApplication::applicationPid());
    QFile children(QStringLiteral("/proc/self/task/%1/children").arg(QString::fromLatin1(self)));
    if (!children.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& pid : children.readAll().split(' ')) {
        QFile comm(QStringLiteral("/proc/%1/comm").arg(QString::fromLatin1(pid)));
        if (!pid.isEmpty() && comm.open(QIODevice::ReadOnly) && comm.readAll().startsWith(name))
            return pid.toInt();
    }
    return 0;
}

} // namespace

class LocalRelayTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    MemorySecretStore m_secrets;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<AppWithRelay> m_app;

    QString folder() const { return m_dir.filePath(QStringLiteral("relay")); }
    void startApp() {
        m_app.reset();
        m_app = std::make_unique<AppWithRelay>(m_secrets, *m_settings, folder());
        m_app->relay.start();
        QTRY_VERIFY2_WITH_TIMEOUT(m_app->relay.state() == RelayState::Running,
            qPrintable(m_app->relay.problem() ? m_app->relay.problem()->log : QStringLiteral("not ready")),
            relayStartMs);
    }

private slots:
    void initTestCase() {
        m_settings =
            std::make_unique<SettingsFile>(m_dir.filePath(QStringLiteral("kinora.conf")), QSettings::IniFormat);
    }
    void cleanupTestCase() { m_app.reset(); }

    void theFirstStartMakesItsOwnerInOneStep() {
        startApp();
        QVERIFY(m_app->relay.server()->firstAccount);
        QVERIFY(!m_app->relay.server()->setupCodeRequired);
        const auto owner = await(m_app->session.registerAccount({.relay = m_app->relay.address(),
            .email = QStringLiteral("ada@example.org"),
            .password = QStringLiteral("projector-lamp-amber-42"),
            .displayName = {},
            .inviteCode = {},
            .setupCode = {}}));
        QVERIFY2(owner.has_value(), qPrintable(owner ? QString() : owner.error().detail));
        QCOMPARE(owner->role, AccountRole::Admin);
        QTRY_VERIFY_WITH_TIMEOUT(m_app->session.remembered()->tokenInKeychain, answerMs);
    }

    void theNextStartFindsPortAndSessionAgain() {
        const QUrl address = m_app->relay.address();
        startApp();
        QCOMPARE(m_app->relay.address(), address);
        QVERIFY(!m_app->relay.server()->firstAccount);
        m_app->session.restore();
        QTRY_COMPARE_WITH_TIMEOUT(m_app->session.state(), SessionService::State::SignedIn, answerMs);
    }

    void aKilledRelayComesBackWhereItWas() {
        const QUrl address = m_app->relay.address();
        const pid_t relay = childCalled("kinora-relay");
        QVERIFY(relay > 0);
        ::kill(relay, SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(m_app->relay.state(), RelayState::Restarting, answerMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_app->relay.state(), RelayState::Running, relayStartMs);
        QCOMPARE(m_app->relay.address(), address);
        QCOMPARE(m_app->session.state(), SessionService::State::SignedIn);
    }

    void aSecondAppIsToldThatTheFolderIsTaken() {
        QTemporaryDir other;
        SettingsFile settings(other.filePath(QStringLiteral("kinora.conf")), QSettings::IniFormat);
        MemorySecretStore secrets;
        AppWithRelay second(secrets, settings, folder());
        second.relay.start();
        QTRY_COMPARE_WITH_TIMEOUT(second.relay.state(), RelayState::Failed, relayStartMs);
        QCOMPARE(second.relay.problem()->kind, LocalRelayProblem::Kind::FolderInUse);
        QVERIFY(second.relay.problem()->detail.contains(QStringLiteral("Another kinora-relay")));
        QCOMPARE(m_app->relay.state(), RelayState::Running);
    }

    void aTakenPortMovesTheSessionAlong() {
        const QUrl address = m_app->relay.address();
        m_app.reset();
        QTcpServer stranger;
        QVERIFY(stranger.listen(QHostAddress::LocalHost, static_cast<quint16>(address.port())));
        startApp();
        QVERIFY(m_app->relay.address() != address);
        m_app->session.restore();
        QTRY_COMPARE_WITH_TIMEOUT(m_app->session.state(), SessionService::State::SignedIn, answerMs);
        QCOMPARE(m_app->session.relay(), m_app->relay.address());
        QVERIFY(!stranger.hasPendingConnections()); // no token went there
    }
};

KINORA_QT_TEST(LocalRelayTest)
#include "LocalRelayTest.moc"
