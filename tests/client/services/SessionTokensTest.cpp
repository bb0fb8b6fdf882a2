#include "services/SessionTokens.h"

#include "client/support/Await.h"
#include "client/support/FakeRelay.h"
#include "client/support/FakeSecretStore.h"
#include "client/support/FakeSessions.h"
#include "net/HttpAuthApi.h"
#include "net/HttpRelayApi.h"
#include "support/QtTestMain.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

const auto key = QStringLiteral("session/s/a");

} // namespace

class SessionTokensTest : public QObject {
    Q_OBJECT

    /// Everything of one sign-in against one fake relay.
    struct World {
        FakeRelay relay;
        FakeSessions sessions{relay};
        HttpClient http;
        HttpAuthApi auth{http};
        FakeSecretStore secrets;
        SessionTokens tokens{auth, secrets};
        HttpRelayApi api{http, tokens};

        bool signIn(bool keep = true) {
            const auto grant =
                await(auth.login(relay.address(), QStringLiteral("a@b"), QStringLiteral("correct horse"), {}));
            return grant && await(tokens.adopt(relay.address(), *grant, key, keep)).has_value();
        }
        bool renew() { return await(tokens.renew(tokens.access())).has_value(); }
    };
    std::unique_ptr<World> m_world;

private slots:
    void init() { m_world = std::make_unique<World>(); }
    void cleanup() { m_world.reset(); }

    void oneRefreshWhileThreeRequestsWait() {
        QVERIFY(m_world->signIn());
        m_world->sessions.expireAccess();
        m_world->sessions.holdRefreshes = true;
        const auto first = m_world->api.me();
        const auto second = m_world->api.me();
        const auto third = m_world->api.me();
        QTRY_COMPARE(m_world->relay.requests("GET /api/v1/me").size(), 3);
        QTRY_COMPARE(m_world->sessions.refreshes, 1);
        m_world->sessions.releaseRefreshes();
        QVERIFY(await(first).has_value());
        QVERIFY(await(second).has_value());
        QVERIFY(await(third).has_value());
        QCOMPARE(m_world->sessions.refreshes, 1);
        QCOMPARE(m_world->relay.requests("GET /api/v1/me").size(), 6);
    }

    void aRequestThatLostTheRaceUsesTheNewToken() {
        QVERIFY(m_world->signIn());
        const Access old = m_world->tokens.access();
        QVERIFY(m_world->renew());
        const auto again = await(m_world->tokens.renew(old));
        QCOMPARE(again.value(), m_world->tokens.access());
        QCOMPARE(m_world->sessions.refreshes, 1);
    }

    void rotatesOnlyOnceTheKeychainHasTheSuccessor() {
        QVERIFY(m_world->signIn());
        QCOMPARE(m_world->secrets.secrets.value(key), QStringLiteral("sid.1"));
        m_world->secrets.holdWrites = true;
        QVERIFY(m_world->renew());
        QCOMPARE(m_world->sessions.generation, 2);
        // The write has not come back: another renewal asks for the same successor again.
        QVERIFY(m_world->renew());
        QCOMPARE(m_world->sessions.generation, 2);
        QCOMPARE(m_world->secrets.secrets.value(key), QStringLiteral("sid.1"));
        m_world->secrets.holdWrites = false;
        m_world->secrets.releaseWrites();
        QTRY_COMPARE(m_world->secrets.secrets.value(key), QStringLiteral("sid.2"));
        // The answer of the write has passed the event loop before the answer of this renewal comes.
        QVERIFY(m_world->renew());
        QVERIFY(m_world->renew());
        QVERIFY(m_world->sessions.generation >= 3);
        QVERIFY(!m_world->sessions.revoked);
    }

    void aKeychainThatFailsLaterNeverCostsTheSession() {
        QVERIFY(m_world->signIn());
        m_world->secrets.available = false;
        for (int i = 0; i < 5; ++i)
            QVERIFY(m_world->renew());
        QCOMPARE(m_world->sessions.generation, 2);
        // The app dies here. What the keychain has is one step behind, which the relay still accepts.
        SessionTokens next(m_world->auth, m_world->secrets);
        next.restore(m_world->relay.address(), QStringLiteral("sid.1"), key);
        QVERIFY(await(next.renew(next.access())).has_value());
        QVERIFY(!m_world->sessions.revoked);
    }

    void withoutAKeychainTheSessionStillGoesOn() {
        m_world->secrets.available = false;
        QVERIFY(!m_world->signIn());
        QVERIFY(!m_world->tokens.isKept());
        for (int i = 0; i < 3; ++i)
            QVERIFY(m_world->renew());
        QCOMPARE(m_world->sessions.generation, 4);
        // It comes back: the session is kept from now on.
        const QSignalSpy kept(&m_world->tokens, &SessionTokens::keptChanged);
        m_world->secrets.available = true;
        QVERIFY(m_world->renew());
        QTRY_COMPARE(kept.size(), 1);
        QCOMPARE(m_world->secrets.secrets.value(key), QStringLiteral("sid.5"));
    }

    void notKeptMeansNotWritten() {
        QVERIFY(m_world->signIn(false));
        QVERIFY(m_world->renew());
        QVERIFY(m_world->secrets.written.isEmpty());
        QVERIFY(!m_world->tokens.isKept());
    }

    void aRevokedSessionIsToldOnceAndAnswersEveryone() {
        QVERIFY(m_world->signIn());
        const QSignalSpy revoked(&m_world->tokens, &SessionTokens::revoked);
        m_world->sessions.expireAccess();
        m_world->sessions.revoked = true;
        const auto first = m_world->api.me();
        const auto second = m_world->api.me();
        QCOMPARE(await(first).error().code, ErrorCode::SignedOut);
        QCOMPARE(await(second).error().code, ErrorCode::SignedOut);
        QCOMPARE(revoked.size(), 1);
        QVERIFY(m_world->tokens.access().relay.isEmpty());
    }

    void losingTheNetworkRevokesNothing() {
        QVERIFY(m_world->signIn());
        const QSignalSpy revoked(&m_world->tokens, &SessionTokens::revoked);
        m_world->sessions.expireAccess();
        m_world->relay.goAway();
        QCOMPARE(await(m_world->tokens.renew(m_world->tokens.access())).error().code, ErrorCode::Unreachable);
        QCOMPARE(revoked.size(), 0);
        m_world->relay.comeBack();
        QVERIFY(m_world->renew());
    }

    void anAnswerForTheSessionBeforeIsDropped() {
        QVERIFY(m_world->signIn());
        m_world->sessions.holdRefreshes = true;
        const auto waiting = m_world->tokens.renew(m_world->tokens.access());
        QTRY_COMPARE(m_world->sessions.refreshes, 1);
        m_world->tokens.clear();
        QCOMPARE(await(waiting).error().code, ErrorCode::SignedOut);
        m_world->sessions.releaseRefreshes();
        QVERIFY(m_world->signIn());
        const Access mine = m_world->tokens.access();
        // One more exchange makes sure that the late answer has been through the event loop.
        QVERIFY(await(m_world->api.me()).has_value());
        QCOMPARE(m_world->tokens.access(), mine);
    }

    void aRequestOfTheAccountBeforeIsNotMadeByTheNextOne() {
        QVERIFY(m_world->signIn());
        QList<FakeReply> held;
        const auto hold = [&held](const FakeRequest&, const FakeReply& reply) {
            held.append(reply);
        };
        m_world->relay.on("POST /api/v1/jobs", hold);
        m_world->relay.on("GET /api/v1/videos/v1/content", hold);
        const auto created = m_world->api.createJobs({.prompt = QStringLiteral("x")}, {}, QStringLiteral("k"));
        const QTemporaryDir folder;
        DownloadRequest video;
        video.videoId = QStringLiteral("v1");
        video.targetFile = folder.filePath(QStringLiteral("v1.mp4"));
        const auto download = m_world->api.download(video);
        QTRY_COMPARE(held.size(), 2);
        QVERIFY(m_world->signIn()); // somebody else, on the same relay
        for (const FakeReply& reply : held)
            reply.problem(401, "unauthorized");
        QCOMPARE(await(created).error().code, ErrorCode::SignedOut);
        QCOMPARE(await(download).error().code, ErrorCode::SignedOut);
        QCOMPARE(held.size(), 2);
        QCOMPARE(m_world->sessions.refreshes, 0);
    }
};

KINORA_QT_TEST(SessionTokensTest)
#include "SessionTokensTest.moc"
