// Everything of the app below its windows, against the real relay and its stand-in upstream.
#include "RelayProgram.h"
#include "client/support/Await.h"
#include "net/EventStream.h"
#include "net/HttpAuthApi.h"
#include "net/HttpRelayApi.h"
#include "secrets/MemorySecretStore.h"
#include "services/AccountOpener.h"
#include "services/CreationService.h"
#include "services/DraftService.h"
#include "services/Library.h"
#include "services/SessionService.h"
#include "storage/MediaFolder.h"
#include "storage/SettingsFile.h"
#include "support/QtTestMain.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

constexpr int jobMs = 60000; // generous: the machine may be busy with other tests

/// One run of the app without windows; keychain, settings and data folder outlive it.
struct App {
    SystemClock clock;
    HttpClient http;
    HttpAuthApi auth{http};
    SessionTokens tokens;
    HttpRelayApi relay{http, tokens};
    EventStream events{tokens, clock};
    SettingsSessionMemory memory;
    SessionService session;
    CreationService creation{relay, events, clock};
    DraftService drafts;
    Library library;
    AccountOpener opener{session, library, creation, drafts};

    App(SecretStore& secrets, SettingsFile& settings, const QString& dataFolder)
        : tokens(auth, secrets)
        , memory(settings)
        , session(auth, tokens, secrets, memory, clock)
        , library(relay, relay, creation, clock, dataFolder) {}
};

} // namespace

class MainJobTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    MemorySecretStore m_secrets;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<RelayProgram> m_relay;
    std::unique_ptr<App> m_app;
    QList<int> m_percents; ///< of all jobs, as told
    QList<std::pair<Job, std::optional<Video>>> m_finished;

    void startApp() {
        m_app.reset();
        m_percents.clear();
        m_finished.clear();
        m_app = std::make_unique<App>(m_secrets, *m_settings, m_dir.filePath(QStringLiteral("app")));
        connect(&m_app->creation, &CreationService::jobChanged, this, [this](const Job& job) {
            if (job.progress)
                m_percents.append(*job.progress);
        });
        connect(&m_app->creation, &CreationService::jobFinished, this,
            [this](const Job& job, const std::optional<Video>& video) { m_finished.append({job, video}); });
    }
    void startRelay(int jobSeconds) {
        m_relay = std::make_unique<RelayProgram>(jobSeconds);
        QVERIFY2(m_relay->start(), m_relay->log().constData());
    }
    Result<Account> registerAda() {
        const Result<Account> account = await(m_app->session.registerAccount({.relay = m_relay->address(),
            .email = QStringLiteral("ada@example.org"),
            .password = QStringLiteral("correct horse battery"),
            .displayName = QStringLiteral("Ada"),
            .inviteCode = {},
            .setupCode = {}}));
        [[maybe_unused]] const bool opened = QTest::qWaitFor([this] { return !m_app->opener.isOpening(); }, 30000);
        return account;
    }
    Result<QList<Job>> make(const QString& prompt, Orientation orientation) {
        return await(m_app->creation.submit({.prompt = prompt, .orientation = orientation}));
    }
    /// The video's file in the library once it is on this computer, or empty.
    QString fileOf(const QString& videoId) const {
        const auto video = m_app->library.find(videoId);
        return video ? m_app->library.fileOf(*video) : QString();
    }

private slots:
    void init() {
        m_settings.reset();
        QFile::remove(m_dir.filePath(QStringLiteral("kinora.conf")));
        m_settings =
            std::make_unique<SettingsFile>(m_dir.filePath(QStringLiteral("kinora.conf")), QSettings::IniFormat);
        startApp();
    }
    void cleanup() {
        if (QTest::currentTestFailed() && m_relay)
            qInfo().noquote() << m_relay->log().right(8000);
        m_app.reset();
        m_relay.reset();
    }

    void signsUpOutAndIn() {
        startRelay(1);
        const auto check = await(m_app->session.checkRelay(m_relay->address()));
        QVERIFY(check.has_value());
        QVERIFY(check->server.firstAccount);
        QCOMPARE(check->server.registration, RegistrationMode::Open);

        const auto account = registerAda();
        QVERIFY2(account.has_value(), qPrintable(account ? QString() : account.error().detail));
        QCOMPARE(account->role, AccountRole::Admin);
        QCOMPARE(registerAda().error().code, ErrorCode::Conflict);

        m_app->session.signOut();
        const SignInRequest wrong{.relay = m_relay->address(),
            .email = QStringLiteral("ada@example.org"),
            .password = QStringLiteral("wrong one")};
        QCOMPARE(await(m_app->session.signIn(wrong)).error().code, ErrorCode::InvalidCredentials);
        SignInRequest right = wrong;
        right.email = QStringLiteral("ADA@example.org");
        right.password = QStringLiteral("correct horse battery");
        QVERIFY(await(m_app->session.signIn(right)).has_value());

        // The next run starts from the keychain; a refresh token works as often as the app starts.
        for (int run = 0; run < 3; ++run) {
            QTRY_VERIFY_WITH_TIMEOUT(m_app->session.remembered()->tokenInKeychain, jobMs);
            startApp();
            m_app->session.restore();
            QTRY_COMPARE_WITH_TIMEOUT(m_app->session.state(), SessionService::State::SignedIn, jobMs);
            QVERIFY(await(m_app->relay.me()).has_value());
        }
    }

    void tooShortAPasswordIsNamed() {
        startRelay(1);
        const auto answer = await(m_app->session.registerAccount({.relay = m_relay->address(),
            .email = QStringLiteral("ada"),
            .password = QStringLiteral("short"),
            .displayName = {},
            .inviteCode = {},
            .setupCode = {}}));
        QCOMPARE(answer.error().code, ErrorCode::ValidationFailed);
        QStringList fields;
        for (const FieldError& field : answer.error().fieldErrors)
            fields.append(field.field);
        QVERIFY(fields.contains(QStringLiteral("email")));
        QVERIFY(fields.contains(QStringLiteral("password")));
    }

    void fromPromptToAVerifiedFile() {
        startRelay(2);
        QVERIFY(registerAda().has_value());
        QTRY_VERIFY_WITH_TIMEOUT(!m_app->creation.models().isEmpty(), jobMs);
        QVERIFY(m_app->creation.models().first().demo);

        const auto portrait = make(QStringLiteral("A paper boat in the rain, 纸船 🚤"), Orientation::Portrait);
        QVERIFY2(portrait.has_value(), qPrintable(portrait ? QString() : portrait.error().detail));
        QVERIFY(make(QStringLiteral("A lighthouse at dusk"), Orientation::Landscape).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, jobMs);
        QVERIFY2(m_percents.size() > 2, "no progress was told");
        for (const auto& [job, video] : m_finished) {
            QVERIFY2(job.status == JobStatus::Completed, qPrintable(job.error ? job.error->code : QString()));
            QVERIFY(video.has_value());
            QVERIFY(video->demo);
            QCOMPARE(video->size.height() > video->size.width(), job.orientation == Orientation::Portrait);
            QTRY_VERIFY_WITH_TIMEOUT(!fileOf(video->id).isEmpty(), jobMs);
            QCOMPARE(sha256Of(fileOf(video->id)), video->sha256);
            QCOMPARE(QFile(fileOf(video->id)).size(), video->bytes);
        }
        QVERIFY(m_app->creation.jobs().isEmpty());
        QVERIFY(m_app->creation.waitingSubmissions().isEmpty());

        // Tomorrow, without a relay.
        const QString id = m_finished.first().second->id;
        m_relay->kill();
        startApp();
        m_app->session.restore();
        QTRY_COMPARE_WITH_TIMEOUT(m_app->session.state(), SessionService::State::Offline, jobMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_app->library.isOpen(), jobMs);
        QVERIFY(QFile::exists(fileOf(id)));
    }

    void theRelayDiesInTheMiddle() {
        startRelay(6);
        QVERIFY(registerAda().has_value());
        QTRY_COMPARE_WITH_TIMEOUT(m_app->creation.connection().kind, ConnectionStatus::Kind::Online, jobMs);
        QVERIFY(make(QStringLiteral("A tram crosses a bridge"), Orientation::Landscape).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(!m_percents.isEmpty() && m_percents.last() >= 20, jobMs);
        QVERIFY(m_finished.isEmpty());

        m_relay->kill();
        QTRY_COMPARE_WITH_TIMEOUT(m_app->creation.connection().kind, ConnectionStatus::Kind::Reconnecting, jobMs);
        QCOMPARE(m_app->session.state(), SessionService::State::SignedIn);
        QCOMPARE(m_app->creation.activeCount(), 1);

        QVERIFY2(m_relay->start(), m_relay->log().constData());
        QTRY_COMPARE_WITH_TIMEOUT(m_app->creation.connection().kind, ConnectionStatus::Kind::Online, jobMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, jobMs);
        QCOMPARE(m_finished.first().first.status, JobStatus::Completed);
        QVERIFY(std::is_sorted(m_percents.begin(), m_percents.end()));
        const QString id = m_finished.first().second->id;
        QTRY_VERIFY_WITH_TIMEOUT(!fileOf(id).isEmpty(), jobMs);
        QCOMPARE(sha256Of(fileOf(id)), m_finished.first().second->sha256);
    }

    void aCancelIsTrue() {
        startRelay(20);
        QVERIFY(registerAda().has_value());
        const auto jobs = make(QStringLiteral("A long night"), Orientation::Portrait);
        QVERIFY(jobs.has_value());
        const auto canceled = await(m_app->creation.cancel(jobs->first().id));
        QVERIFY2(canceled.has_value(), qPrintable(canceled ? QString() : canceled.error().detail));
        QVERIFY(canceled->status == JobStatus::Canceled || canceled->cancelRequested);
    }
};

KINORA_QT_TEST(MainJobTest)
#include "MainJobTest.moc"
