// What else may answer at a relay's address: a proxy's page, a broken server, something that never ends. Each is one
// error, and one that loses nothing: what may have been carried out is asked for again with the same key.
#include "client/support/Await.h"
#include "client/support/FakeRelay.h"
#include "client/support/FakeTokens.h"
#include "net/HttpRelayApi.h"
#include "support/QtTestMain.h"

#include <QTest>
#include <QTimer>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

const QByteArray welcomePage = "<!DOCTYPE html><html><body><h1>It works!</h1></body></html>";

} // namespace

class BadAnswersTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeRelay> m_relay;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<FakeTokens> m_tokens;
    std::unique_ptr<HttpRelayApi> m_api;

    void answer(const FakeRelay::Handler& handler) {
        m_relay->on("POST /api/v1/jobs", handler);
        m_relay->on("GET /api/v1/me", handler);
    }
    Error errorOfCreate() {
        const auto jobs = await(m_api->createJobs({.prompt = QStringLiteral("x")}, {}, QStringLiteral("k")));
        return jobs ? Error{} : jobs.error();
    }

private slots:
    void init() {
        m_relay = std::make_unique<FakeRelay>();
        m_http = std::make_unique<HttpClient>();
        m_tokens = std::make_unique<FakeTokens>();
        m_tokens->current = {.relay = m_relay->address(), .token = QStringLiteral("t")};
        m_api = std::make_unique<HttpRelayApi>(*m_http, *m_tokens);
    }
    void cleanup() {
        m_api.reset();
        m_tokens.reset();
        m_http.reset();
        m_relay.reset();
    }

    void oneErrorForEach_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        const auto bad = static_cast<int>(ErrorCode::BadAnswer);
        const auto broken = static_cast<int>(ErrorCode::RelayError);
        const auto away = static_cast<int>(ErrorCode::Unavailable);
        QTest::newRow("a page") << 200 << welcomePage << bad;
        QTest::newRow("a page of a broken server") << 500 << welcomePage << broken;
        QTest::newRow("a proxy that finds nobody") << 502 << welcomePage << away;
        QTest::newRow("no JSON") << 202 << QByteArray("{\"items\":[{\"id\":") << bad;
        QTest::newRow("other JSON") << 202 << QByteArray(R"({"hello":"world"})") << bad;
        QTest::newRow("a list where an object belongs") << 202 << QByteArray("[1,2,3]") << bad;
        QTest::newRow("bytes") << 202 << QByteArray("\x00\xff\xfe\x80{}", 6) << bad;
        QTest::newRow("nothing") << 202 << QByteArray() << bad;
        QTest::newRow("numbers beyond all bounds")
            << 202 << QByteArray(R"({"items":[{"id":"j","progress":1e999}]})") << bad;
        QTest::newRow("deeper than anyone reads") << 202 << QByteArray(100000, '[') << bad;
    }

    void oneErrorForEach() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        answer([&](const FakeRequest&, const FakeReply& reply) { reply.send(status, body); });
        const Error error = errorOfCreate();
        QCOMPARE(error.code, static_cast<ErrorCode>(code));
        QVERIFY2(isAmbiguous(error), "the request would be lost");
        QVERIFY(!await(m_api->me()).has_value());
    }

    void aRedirectIsNotFollowed() {
        FakeRelay elsewhere;
        answer([&](const FakeRequest&, const FakeReply& reply) {
            reply.send(302, welcomePage, {{"Location", elsewhere.address().toEncoded() + "/api/v1/me"}});
        });
        QVERIFY(!await(m_api->me()).has_value());
        QVERIFY2(elsewhere.requests().isEmpty(), "the token would go to whoever is named there");
    }

    void anEndlessBodyEnds() {
        QTimer more;
        QList<FakeReply> replies;
        answer([&](const FakeRequest&, const FakeReply& reply) {
            reply.begin(200, {{"Content-Type", "application/json"}});
            replies.append(reply);
        });
        const QByteArray block(qsizetype{1024} * 1024, ' ');
        connect(&more, &QTimer::timeout, this, [&] {
            for (const FakeReply& reply : replies)
                reply.write(block);
        });
        more.start(0);
        const Error error = errorOfCreate();
        more.stop();
        QCOMPARE(error.code, ErrorCode::BadAnswer);
        QVERIFY(isAmbiguous(error));
    }

    void oneThatNeverComesIsGivenUp() {
        m_relay->on("GET /api/v1/slow", [](const FakeRequest&, const FakeReply& reply) {
            reply.begin(200, {{"Content-Type", "application/json"}, {"Content-Length", "10"}});
        });
        const auto answer = await(m_http->send({.method = "GET",
            .url = HttpClient::apiUrl(m_relay->address(), QStringLiteral("/slow")),
            .deadline = std::chrono::milliseconds(50)}));
        QCOMPARE(answer.error().code, ErrorCode::TimedOut);
    }

    void oneThatDiesWithTheRequestMayHaveCarriedItOut() {
        // Qt sends again by itself what was cut off, and then meets a port where nobody listens any more.
        const auto dies = [this](const FakeRequest&, const FakeReply&) {
            m_relay->goAway();
        };
        answer(dies);
        m_relay->on("POST /api/v1/jobs/j1/retry", dies);
        const Error created = errorOfCreate();
        QCOMPARE(m_relay->requests("POST /api/v1/jobs").size(), 1);
        QCOMPARE(created.code, ErrorCode::ConnectionLost);
        QVERIFY2(isAmbiguous(created), "the next click would make a second video");
        // What was never sent made nothing.
        QCOMPARE(errorOfCreate().code, ErrorCode::Unreachable);

        for (const std::optional<qint64> price : {std::optional<qint64>(), std::optional<qint64>(800000)}) {
            m_relay->comeBack();
            const auto retried = await(m_api->retryJob(QStringLiteral("j1"), price, QStringLiteral("k")));
            QCOMPARE(retried.error().code, ErrorCode::ConnectionLost);
            QCOMPARE(await(m_api->retryJob(QStringLiteral("j1"), price, QStringLiteral("k"))).error().code,
                ErrorCode::Unreachable);
        }
        QCOMPARE(m_relay->requests("POST /api/v1/jobs/j1/retry").size(), 2);
    }

    void theRelaysClockMayBeDaysOff() {
        // Three days ahead of any clock here, and yet it asks for two minutes.
        answer([](const FakeRequest&, const FakeReply& reply) {
            reply.problem(429, "rate_limited",
                {{"Date", "Mon, 01 Mar 2100 12:00:00 GMT"}, {"Retry-After", "Mon, 01 Mar 2100 12:02:00 GMT"}});
        });
        QCOMPARE(errorOfCreate().retryAfter, std::chrono::seconds(120));
    }
};

KINORA_QT_TEST(BadAnswersTest)
#include "BadAnswersTest.moc"
