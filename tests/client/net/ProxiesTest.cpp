#include "net/Proxies.h"

#include "client/support/Await.h"
#include "client/support/FakeRelay.h"
#include "net/HttpClient.h"
#include "support/QtTestMain.h"

#include <QNetworkProxyFactory>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

// Nobody has this name (RFC 6761): what reaches it went through the proxy.
const QByteArray farCreate = "POST http://relay.test/api/v1/jobs";
const QByteArray farRoute = "GET http://relay.test/api/v1/server";
const QUrl farRelay(QStringLiteral("http://relay.test"));

} // namespace

class ProxiesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeRelay> m_proxy;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<Proxies> m_proxies;

    ProxySettings manual(ProxySettings::Kind kind = ProxySettings::Kind::Http) const {
        ProxySettings settings;
        settings.mode = ProxySettings::Mode::Manual;
        settings.kind = kind;
        settings.host = QStringLiteral("127.0.0.1");
        settings.port = static_cast<quint16>(m_proxy->address().port());
        return settings;
    }
    Result<HttpResponse> ask(const QUrl& relay = farRelay) const {
        return await(m_http->send({.method = "GET", .url = HttpClient::apiUrl(relay, QStringLiteral("/server"))}));
    }
    Result<HttpResponse> create() const {
        return await(m_http->send({.method = "POST",
            .url = HttpClient::apiUrl(farRelay, QStringLiteral("/jobs")),
            .body = QJsonObject{{QStringLiteral("prompt"), QStringLiteral("x")}}}));
    }
    /// Asked, not gone: what a resolver makes of a name that nobody has is its own affair.
    QNetworkProxy::ProxyType wayTo(const QUrl& relay) const {
        return m_http->network().proxyFactory()->queryProxy(QNetworkProxyQuery(relay)).first().type();
    }
    /// Lets through who says "maya" and "sesame".
    void wantLogin() const {
        m_proxy->on(farRoute, [](const FakeRequest& request, const FakeReply& reply) {
            if (request.headers.value("proxy-authorization") == "Basic " + QByteArray("maya:sesame").toBase64())
                reply.send(200, "{}");
            else
                reply.send(407, "no", {{"Proxy-Authenticate", "Basic realm=\"way out\""}});
        });
    }

private slots:
    void init() {
        m_proxy = std::make_unique<FakeRelay>();
        m_http = std::make_unique<HttpClient>();
        m_proxies = std::make_unique<Proxies>();
        m_proxies->serve(m_http->network());
        m_proxy->on(farRoute, [](const FakeRequest&, const FakeReply& reply) { reply.send(200, "{}"); });
        m_proxy->on("GET /api/v1/server", [](const FakeRequest&, const FakeReply& reply) { reply.send(200, "{}"); });
    }
    void cleanup() {
        qunsetenv("http_proxy");
        m_http.reset();
        m_proxies.reset();
        m_proxy.reset();
    }

    void byHandItGoesThatWay() {
        m_proxies->set(manual(), {}, {});
        QVERIFY(ask().has_value());
        QCOMPARE(m_proxy->requests(farRoute).size(), 1);
        // This computer is reached directly.
        QVERIFY(ask(m_proxy->address()).has_value());
        QCOMPARE(m_proxy->requests("GET /api/v1/server").size(), 1);
    }

    void whatIsExcludedGoesDirectly() {
        ProxySettings settings = manual();
        settings.exclusions = {QStringLiteral("relay.test")};
        m_proxies->set(manual(), {}, {});
        QCOMPARE(wayTo(farRelay), QNetworkProxy::HttpProxy);
        m_proxies->set(settings, {}, {});
        QCOMPARE(wayTo(farRelay), QNetworkProxy::NoProxy);
    }

    void theSystemsWayIsTheSystems() {
        qputenv("http_proxy", m_proxy->address().toEncoded());
        m_proxies->set({}, {}, {});
        QVERIFY(ask().has_value());
        QVERIFY(ask(m_proxy->address()).has_value());
        QCOMPARE(m_proxy->requests("GET /api/v1/server").size(), 1); // never through a proxy
        ProxySettings none;
        none.mode = ProxySettings::Mode::None;
        QCOMPARE(wayTo(farRelay), QNetworkProxy::HttpProxy);
        m_proxies->set(none, {}, {});
        QCOMPARE(wayTo(farRelay), QNetworkProxy::NoProxy);
    }

    void oneThatIsNotThereIsNamed() {
        m_proxies->set(manual(), {}, {});
        m_proxy->goAway();
        QCOMPARE(ask().error().code, ErrorCode::ProxyFailed);
        m_proxies->set(manual(ProxySettings::Kind::Socks5), {}, {});
        QCOMPARE(ask().error().code, ErrorCode::ProxyFailed);
    }

    void oneThatDiesMayHavePassedTheRequestOn() {
        m_proxies->set(manual(), {}, {});
        m_proxy->on(farCreate, [this](const FakeRequest&, const FakeReply&) { m_proxy->goAway(); });
        QCOMPARE(create().error().code, ErrorCode::ConnectionLost);
        QCOMPARE(m_proxy->requests().size(), 1);
        QCOMPARE(create().error().code, ErrorCode::ProxyFailed);
    }

    void aLoginIsAskedForAndUsed() {
        wantLogin();
        m_proxies->set(manual(), {}, {});
        QSignalSpy needed(m_proxies.get(), &Proxies::loginNeeded);
        QCOMPARE(ask().error().code, ErrorCode::ProxyLoginNeeded);
        QVERIFY(!needed.isEmpty());
        QCOMPARE(needed.last().at(0).toString(), QStringLiteral("127.0.0.1:%1").arg(m_proxy->address().port()));
        QCOMPARE(needed.last().at(1).toBool(), false);

        needed.clear();
        m_proxies->set(manual(), QStringLiteral("maya"), QStringLiteral("wrong"));
        QCOMPARE(ask().error().code, ErrorCode::ProxyLoginNeeded);
        QCOMPARE(needed.last().at(1).toBool(), true);
        // It was sent to the proxy, which passed nothing on.
        m_proxy->on(farCreate, [](const FakeRequest&, const FakeReply& reply) {
            reply.send(407, "no", {{"Proxy-Authenticate", "Basic realm=\"way out\""}});
        });
        QCOMPARE(create().error().code, ErrorCode::ProxyLoginNeeded);

        needed.clear();
        m_proxies->set(manual(), QStringLiteral("maya"), QStringLiteral("sesame"));
        QVERIFY(ask().has_value());
        QVERIFY(needed.isEmpty());
    }
};

KINORA_QT_TEST(ProxiesTest)
#include "ProxiesTest.moc"
