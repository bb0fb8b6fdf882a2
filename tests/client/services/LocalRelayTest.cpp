#include "services/LocalRelay.h"

#include "client/support/Await.h"
#include "client/support/FakeRelay.h"
#include "client/support/FakeRelayRunner.h"
#include "client/support/FakeSecretStore.h"
#include "client/support/FakeSessions.h"
#include "net/HttpAuthApi.h"
#include "services/ProcessRelayRunner.h"
#include "storage/SettingsFile.h"
#include "support/QtTestMain.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

using RelayState = LocalRelay::State;
using ProblemKind = LocalRelayProblem::Kind;
using namespace std::chrono_literals;

const auto portTaken = QStringLiteral("cannot listen on 127.0.0.1:8787: Address already in use");

} // namespace

class LocalRelayTest : public QObject {
    Q_OBJECT

    struct World {
        QTemporaryDir dir;
        SettingsFile settings{dir.filePath(QStringLiteral("kinora.conf")), QSettings::IniFormat};
        FakeRelay program; ///< what answers at the address
        FakeSessions sessions{program};
        HttpClient http;
        HttpAuthApi auth{http};
        FakeSecretStore secrets;
        SessionTokens tokens{auth, secrets};
        SettingsSessionMemory memory{settings};
        SystemClock clock;
        SessionService session{auth, tokens, secrets, memory, clock};
        FakeRelayRunner runner;
        LocalRelay relay{runner, auth, session, settings, dir.filePath(QStringLiteral("relay")), nullptr,
            {.firstPause = 1ms, .longestPause = 2ms, .ready = 30s}};
    };
    std::unique_ptr<World> m_world;

    void startUp() {
        m_world->relay.start();
        m_world->runner.getReady(m_world->program.address());
        QTRY_COMPARE(m_world->relay.state(), RelayState::Running);
    }

private slots:
    void init() { m_world = std::make_unique<World>(); }
    void cleanup() { m_world.reset(); }

    void aFirstStartTakesAnyPortAndRemembersIt() {
        QVERIFY(m_world->relay.serverId().isEmpty());
        QVERIFY(!m_world->relay.has(QString()));
        m_world->relay.start();
        QCOMPARE(m_world->relay.state(), RelayState::Starting);
        QCOMPARE(m_world->runner.ports, QList<quint16>{0});
        QVERIFY(QDir(m_world->runner.folder).exists());
        m_world->runner.getReady(m_world->program.address());
        QTRY_COMPARE(m_world->relay.state(), RelayState::Running);
        QCOMPARE(m_world->relay.address(), m_world->program.address());
        QVERIFY(m_world->relay.has(QString::fromLatin1(m_world->sessions.serverId)));
        m_world->relay.stop();
        QCOMPARE(m_world->runner.stops, 1);
        m_world->runner.end();
        QCOMPARE(m_world->relay.state(), RelayState::Stopped);
        m_world->relay.start();
        QCOMPARE(m_world->runner.ports.last(), static_cast<quint16>(m_world->program.address().port()));
    }

    void aTakenPortIsLeftToItsOwner() {
        startUp();
        m_world->relay.stop();
        m_world->runner.end();
        m_world->relay.start();
        m_world->runner.end(portTaken);
        QCOMPARE(m_world->relay.state(), RelayState::Starting);
        QCOMPARE(m_world->runner.ports.last(), quint16(0));
        // Not even a free one: it may not listen at all.
        m_world->runner.end(portTaken);
        QCOMPARE(m_world->relay.state(), RelayState::Failed);
        QCOMPARE(m_world->relay.problem()->kind, ProblemKind::NoPort);
        QCOMPARE(m_world->relay.problem()->detail, portTaken);
    }

    void theSessionFollowsItsRelayToAnotherPort() {
        startUp();
        QVERIFY(await(m_world->session.signIn({.relay = m_world->program.address(),
                          .email = QStringLiteral("ada@example.org"),
                          .password = QStringLiteral("correct horse")}))
                .has_value());
        FakeRelay elsewhere;
        FakeSessions sameRelay(elsewhere);
        m_world->runner.end();
        QCOMPARE(m_world->relay.state(), RelayState::Restarting);
        QTRY_COMPARE(m_world->runner.ports.size(), 2);
        m_world->runner.getReady(elsewhere.address());
        QTRY_COMPARE(m_world->relay.state(), RelayState::Running);
        QCOMPARE(m_world->session.state(), SessionService::State::SignedIn);
        QCOMPARE(m_world->session.relay(), elsewhere.address());
        QCOMPARE(m_world->tokens.access().relay, elsewhere.address());
        QCOMPARE(m_world->session.saved().first().relay, elsewhere.address());
    }

    void aRelayThatDiesIsStartedAgainAndAgain() {
        startUp();
        for (int i = 2; i <= 4; ++i) {
            m_world->runner.end(QStringLiteral("out of memory"));
            QCOMPARE(m_world->relay.state(), RelayState::Restarting);
            QCOMPARE(m_world->relay.problem()->detail, QStringLiteral("out of memory"));
            QTRY_COMPARE(m_world->runner.ports.size(), i);
            m_world->runner.getReady(m_world->program.address());
            QTRY_COMPARE(m_world->relay.state(), RelayState::Running);
            QVERIFY(!m_world->relay.problem());
        }
        // But not for ever when it does not come up any more.
        while (m_world->relay.state() != RelayState::Failed) {
            QTRY_VERIFY(m_world->runner.runs);
            m_world->runner.end(QStringLiteral("PostgreSQL does not start."));
        }
        QVERIFY(m_world->runner.ports.size() <= 4 + 7);
        QCOMPARE(m_world->relay.problem()->kind, ProblemKind::DatabaseFailed);
        m_world->relay.start();
        QCOMPARE(m_world->relay.state(), RelayState::Starting);
    }

    void aFirstStartThatFailsIsToldAtOnce() {
        m_world->relay.start();
        m_world->runner.end(QString(), RelayEnd::Kind::NotFound);
        QCOMPARE(m_world->relay.state(), RelayState::Failed);
        QCOMPARE(m_world->relay.problem()->kind, ProblemKind::NotFound);
        QCOMPARE(m_world->runner.ports.size(), 1);
    }

    void aFolderStillHeldByTheRunBeforeIsWaitedFor() {
        m_world->relay.start();
        m_world->runner.end(QStringLiteral("Another kinora-relay is using /tmp/x. Stop it, or …"));
        QCOMPARE(m_world->relay.state(), RelayState::Starting);
        QTRY_COMPARE(m_world->runner.ports.size(), 2);
        m_world->runner.getReady(m_world->program.address());
        QTRY_COMPARE(m_world->relay.state(), RelayState::Running);
    }

    void somethingElseAtTheAddressIsNotOurRelay() {
        m_world->program.on(
            "GET /api/v1/server", [](const FakeRequest&, const FakeReply& reply) { reply.send(200, "<html>"); });
        m_world->relay.start();
        m_world->runner.getReady(m_world->program.address());
        QTRY_COMPARE(m_world->relay.state(), RelayState::Failed);
        QCOMPARE(m_world->relay.problem()->kind, ProblemKind::NoAnswer);
        QCOMPARE(m_world->runner.stops, 1);
        // Trying again waits until the last run is over.
        m_world->relay.start();
        QCOMPARE(m_world->relay.state(), RelayState::Starting);
        QCOMPARE(m_world->runner.ports.size(), 1);
        m_world->runner.end();
        QCOMPARE(m_world->runner.ports.size(), 2);
    }

    void sentencesAreUnderstood_data() {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<ProblemKind>("kind");
        const auto row = [](const char* name, const char* sentence, ProblemKind kind) {
            QTest::newRow(name) << QString::fromUtf8(sentence) << kind;
        };
        row("no PostgreSQL", "No PostgreSQL server is installed. Install one (on Debian: apt install postgresql), or …",
            ProblemKind::NoDatabase);
        row("upgraded away", "The data in /x was made by PostgreSQL 13, which is not installed any more.",
            ProblemKind::NoDatabase);
        row("database", "PostgreSQL does not start. Its log says:\nFATAL: x", ProblemKind::DatabaseFailed);
        row("full", "The database could not be created:\ninitdb: error: No space left on device",
            ProblemKind::DiskFull);
        row("newer data", "The database has schema version 14, this program knows 13 and no later one. Start …",
            ProblemKind::LaterData);
        row("anything", "The sky is falling.", ProblemKind::Other);
    }
    void sentencesAreUnderstood() {
        QFETCH(QString, sentence);
        QFETCH(ProblemKind, kind);
        QCOMPARE(problemOf({.kind = RelayEnd::Kind::Ended, .lastWords = sentence, .log = {}}), kind);
    }

    void lastWordsAreTheLastError() {
        QCOMPARE(lastWordsOf({QStringLiteral("2026-03-14T09:00:00.000Z info    main: kinora-relay 0.1.0 starts"),
                     QStringLiteral("2026-03-14T09:00:01.000Z error   main: No room.\\nNone at all."),
                     QStringLiteral("2026-03-14T09:00:02.000Z info    main: stopped")}),
            QStringLiteral("No room.\nNone at all."));
        QCOMPARE(lastWordsOf({QStringLiteral("kinora-relay: what is --lisen?")}),
            QStringLiteral("kinora-relay: what is --lisen?"));
        QVERIFY(lastWordsOf({}).isEmpty());
    }

    void aMissingProgramIsNamed() {
        ProcessRelayRunner runner(m_world->dir.filePath(QStringLiteral("kinora-relay")));
        std::optional<RelayEnd> end;
        connect(&runner, &RelayRunner::ended, this, [&end](const RelayEnd& how) { end = how; });
        runner.start(m_world->dir.path(), 0);
        QTRY_VERIFY(end);
        QCOMPARE(end->kind, RelayEnd::Kind::NotFound);
    }

    void theProgramIsHeardOut() {
        const QString program = m_world->dir.filePath(QStringLiteral("fake-relay"));
        QFile file(program);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\necho \"2026-03-14T09:00:00.000Z info    main: $*\" >&2\n"
                   "env | grep -q ^DATABASE_URL= && exit 7\n"
                   "echo 'listening on http://127.0.0.1:4711'\n"
                   "echo '2026-03-14T09:00:00.000Z error   main: that was all' >&2\nexit 1\n");
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        qputenv("DATABASE_URL", "postgresql://of.somebody.else/db");
        ProcessRelayRunner runner(program);
        QUrl address;
        std::optional<RelayEnd> end;
        connect(&runner, &RelayRunner::ready, this, [&address](const QUrl& where) { address = where; });
        connect(&runner, &RelayRunner::ended, this, [&end](const RelayEnd& how) { end = how; });
        runner.start(m_world->dir.path(), 4711);
        QTRY_VERIFY(end);
        qunsetenv("DATABASE_URL");
        QCOMPARE(address, QUrl(QStringLiteral("http://127.0.0.1:4711")));
        QCOMPARE(end->lastWords, QStringLiteral("that was all"));
        QVERIFY(
            end->log.contains(QStringLiteral("serve --data-dir %1 --listen 127.0.0.1:4711").arg(m_world->dir.path())));
    }
};

KINORA_QT_TEST(LocalRelayTest)
#include "LocalRelayTest.moc"
