#include "net/HttpAuthApi.h"

#include "client/support/Await.h"
#include "client/support/FakeRelay.h"
#include "client/support/Values.h"
#include "support/QtTestMain.h"

#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

QByteArray sessionJson() {
    return R"({"accessToken":"a.b.c","tokenType":"Bearer","expiresIn":900,"user":)" + accountJson(makeAccount()) + '}';
}

const FakeHeaders cookie{
    {"Set-Cookie", "other=1; Path=/"},
    {"Set-Cookie", "kinora_refresh=sid.3.MAC_-x; HttpOnly; SameSite=Strict; Path=/api/v1/auth; Max-Age=2592000"},
};

} // namespace

class HttpAuthApiTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeRelay> m_relay;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<HttpAuthApi> m_auth;

    QUrl relay() const { return m_relay->address(); }

private slots:
    void init() {
        m_relay = std::make_unique<FakeRelay>();
        m_http = std::make_unique<HttpClient>();
        m_auth = std::make_unique<HttpAuthApi>(*m_http);
    }
    void cleanup() {
        m_auth.reset();
        m_http.reset();
        m_relay.reset();
    }

    void loginReadsTheCookieByHand() {
        m_relay->on("POST /api/v1/auth/login",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(200, sessionJson(), cookie); });
        const auto grant =
            await(m_auth->login(relay(), QStringLiteral(" ada@example.org "), QStringLiteral("secret word "), {}));
        QVERIFY(grant.has_value());
        QCOMPARE(grant->accessToken, QStringLiteral("a.b.c"));
        QCOMPARE(grant->refreshToken, QStringLiteral("sid.3.MAC_-x"));
        QCOMPARE(grant->expiresIn, std::chrono::seconds(900));
        QCOMPARE(grant->account, makeAccount());

        const FakeRequest request = m_relay->requests().value(0);
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(body.value(u"email").toString(), QStringLiteral("ada@example.org"));
        QCOMPARE(body.value(u"password").toString(), QStringLiteral("secret word "));
        QVERIFY(request.headers.value("user-agent").startsWith("Kinora/"));
        QVERIFY(!request.headers.contains("cookie"));
    }

    void anAccountThatWaitsForApprovalIsNoSession() {
        m_relay->on("POST /api/v1/auth/register", [](const FakeRequest&, const FakeReply& reply) {
            reply.send(202, R"({"user":)" + accountJson(makeAccount()) + '}', {});
        });
        Registration registration;
        registration.email = QStringLiteral("ada@example.org");
        registration.inviteCode = QStringLiteral(" AB-CD ");
        const auto grant = await(m_auth->registerAccount(relay(), registration));
        QCOMPARE(grant.error().code, ErrorCode::AccountPending);
        const QJsonObject body = QJsonDocument::fromJson(m_relay->requests().value(0).body).object();
        QCOMPARE(body.value(u"inviteCode").toString(), QStringLiteral("AB-CD"));
    }

    void aCodeSetsAPassword() {
        m_relay->on("POST /api/v1/auth/password/reset",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(200, sessionJson(), cookie); });
        const PasswordReset reset{.email = QStringLiteral(" ada@example.org"),
            .code = QStringLiteral("ab-cd "),
            .newPassword = QStringLiteral("secret word ")};
        const auto grant = await(m_auth->resetPassword(relay(), reset));
        QVERIFY(grant.has_value());
        QVERIFY(!grant->refreshToken.isEmpty());
        const QJsonObject expected{{QStringLiteral("email"), QStringLiteral("ada@example.org")},
            {QStringLiteral("code"), QStringLiteral("ab-cd")},
            {QStringLiteral("newPassword"), QStringLiteral("secret word ")}};
        QCOMPARE(QJsonDocument::fromJson(m_relay->requests().value(0).body).object(), expected);
    }

    void cookiesAreNotSentByThemselves() {
        m_relay->on("POST /api/v1/auth/login",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(200, sessionJson(), cookie); });
        m_relay->on("POST /api/v1/auth/refresh",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(200, sessionJson(), cookie); });
        QVERIFY(await(m_auth->login(relay(), QStringLiteral("a@b"), QStringLiteral("x"), {})).has_value());
        QVERIFY(await(m_auth->login(relay(), QStringLiteral("a@b"), QStringLiteral("x"), {})).has_value());
        for (const FakeRequest& request : m_relay->requests())
            QVERIFY(!request.headers.contains("cookie"));
        QVERIFY(await(m_auth->refresh(relay(), QStringLiteral("sid.2.M"))).has_value());
        QCOMPARE(m_relay->requests("POST /api/v1/auth/refresh").value(0).headers.value("cookie"),
            QByteArray("kinora_refresh=sid.2.M"));
        QVERIFY(m_relay->requests("POST /api/v1/auth/refresh").value(0).body.isEmpty());
    }

    void loginShowsTheSessionThereIs() {
        m_relay->on("POST /api/v1/auth/login",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(200, sessionJson(), cookie); });
        QVERIFY(await(m_auth->login(relay(), QStringLiteral("a@b"), QStringLiteral("x"), QStringLiteral("sid.2.M")))
                .has_value());
        QCOMPARE(m_relay->requests().value(0).headers.value("cookie"), QByteArray("kinora_refresh=sid.2.M"));
        QVERIFY(!m_relay->requests().value(0).body.contains("sid.2.M"));
    }

    void aSessionWithoutCookieIsNoSession() {
        m_relay->on("POST /api/v1/auth/login",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(200, sessionJson()); });
        QCOMPARE(await(m_auth->login(relay(), QStringLiteral("a@b"), QStringLiteral("x"), {})).error().code,
            ErrorCode::BadAnswer);
    }

    void wrongPassword() {
        m_relay->on("POST /api/v1/auth/login",
            [](const FakeRequest&, const FakeReply& reply) { reply.problem(401, "invalid_credentials"); });
        const auto answer = await(m_auth->login(relay(), QStringLiteral("a@b"), QStringLiteral("x"), {}));
        QCOMPARE(answer.error().code, ErrorCode::InvalidCredentials);
        QCOMPARE(answer.error().requestId, QStringLiteral("req-1"));
        QCOMPARE(answer.error().httpStatus, 401);
    }

    void rateLimitTellsHowLong() {
        m_relay->on("POST /api/v1/auth/login", [](const FakeRequest&, const FakeReply& reply) {
            reply.problem(429, "rate_limited", {{"Retry-After", "17"}});
        });
        const auto answer = await(m_auth->login(relay(), QStringLiteral("a@b"), QStringLiteral("x"), {}));
        QCOMPARE(answer.error().code, ErrorCode::RateLimited);
        QCOMPARE(answer.error().retryAfter, std::chrono::seconds(17));
    }

    void unreachable() {
        m_relay->goAway();
        const auto answer = await(m_auth->server(relay()));
        QCOMPARE(answer.error().code, ErrorCode::Unreachable);
        QVERIFY(!isAmbiguous(answer.error()));
    }

    void aConnectionCutAfterTheRequestIsAmbiguous() {
        m_relay->on("POST /api/v1/auth/login", [](const FakeRequest&, const FakeReply& reply) { reply.abort(); });
        const auto answer = await(m_auth->login(relay(), QStringLiteral("a@b"), QStringLiteral("x"), {}));
        QCOMPARE(answer.error().code, ErrorCode::ConnectionLost);
        QVERIFY(isAmbiguous(answer.error()));
    }

    void somethingElseAnswers() {
        m_relay->on("GET /api/v1/server",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(200, "<html>router</html>"); });
        QCOMPARE(await(m_auth->server(relay())).error().code, ErrorCode::BadAnswer);
    }

    void aProxyWithoutItsRelay() {
        m_relay->on("GET /api/v1/server",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(502, "<html>bad gateway</html>"); });
        const auto answer = await(m_auth->server(relay()));
        QCOMPARE(answer.error().code, ErrorCode::Unavailable);
        QVERIFY(isTransient(answer.error()));
    }

    void aRedirectIsNotFollowed() {
        m_relay->on("POST /api/v1/auth/login", [](const FakeRequest&, const FakeReply& reply) {
            reply.send(307, {}, {{"Location", "http://127.0.0.1:1/elsewhere"}});
        });
        QCOMPARE(await(m_auth->login(relay(), QStringLiteral("a@b"), QStringLiteral("x"), {})).error().code,
            ErrorCode::BadAnswer);
    }

    void noAnswerInTimeIsAmbiguous() {
        m_relay->on("POST /x", [](const FakeRequest&, const FakeReply&) {});
        QUrl url = relay();
        url.setPath(QStringLiteral("/x"));
        const auto answer =
            await(m_http->send({.method = "POST", .url = url, .deadline = std::chrono::milliseconds(300)}));
        QCOMPARE(answer.error().code, ErrorCode::TimedOut);
        QVERIFY(isAmbiguous(answer.error()));
    }

    void logoutSendsBothProofs() {
        m_relay->on("POST /api/v1/auth/logout", [](const FakeRequest&, const FakeReply& reply) { reply.send(204); });
        QVERIFY(await(m_auth->logout(relay(), QStringLiteral("acc"), QStringLiteral("ref"))).has_value());
        const auto headers = m_relay->requests().value(0).headers;
        QCOMPARE(headers.value("authorization"), QByteArray("Bearer acc"));
        QCOMPARE(headers.value("cookie"), QByteArray("kinora_refresh=ref"));
    }
};

KINORA_QT_TEST(HttpAuthApiTest)
#include "HttpAuthApiTest.moc"
