// Requests that cost money over real HTTP, with a relay that dies at the worst moment.
#include "services/Submissions.h"

#include "CreationFakes.h"
#include "client/support/Await.h"
#include "client/support/FakeRelay.h"
#include "client/support/FakeTokens.h"
#include "net/HttpRelayApi.h"
#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;
using namespace kinora::tests;

class SubmissionsTest : public QObject {
    Q_OBJECT

private slots:
    void aRelayThatDiesWithTheRequestIsAskedAgainUnderTheSameKey_data() {
        QTest::addColumn<QString>("retryOf");
        QTest::newRow("a new video") << QString();
        QTest::newRow("one that is tried again") << QStringLiteral("j0");
    }

    void aRelayThatDiesWithTheRequestIsAskedAgainUnderTheSameKey() {
        QFETCH(QString, retryOf);
        FakeRelay relay;
        QList<QByteArray> keys;
        const auto serve = [&](const FakeRequest& request, const FakeReply& reply) {
            keys.append(request.headers.value("idempotency-key"));
            if (keys.size() == 1)
                relay.goAway(); // what it did is stored there
            else
                reply.send(202, R"({"items":[]})");
        };
        relay.on("POST /api/v1/jobs", serve);
        relay.on("POST /api/v1/jobs/j0/retry", serve);
        FakeTokens tokens;
        tokens.current = {.relay = relay.address(), .token = QStringLiteral("t")};
        HttpClient http;
        HttpRelayApi api(http, tokens);
        const SystemClock clock;
        FakePendingSubmissions outbox;
        Submissions submissions(api, clock);
        submissions.open(outbox);

        const NewJob fox{.prompt = QStringLiteral("A fox in the rain")};
        const auto lost = await(submissions.submit(fox, {}, retryOf));
        QVERIFY(isAmbiguous(lost.error()));
        QCOMPARE(outbox.stored.size(), 1);
        QCOMPARE(submissions.leftOver().size(), 1);

        relay.comeBack();
        QVERIFY(await(submissions.submit(fox, {}, retryOf)).has_value());
        QCOMPARE(keys.size(), 2);
        QVERIFY(!keys.first().isEmpty());
        QVERIFY2(keys.first() == keys.last(), "it would be made and paid for twice");
        QVERIFY(outbox.stored.isEmpty());
    }
};

KINORA_QT_TEST(SubmissionsTest)
#include "SubmissionsTest.moc"
