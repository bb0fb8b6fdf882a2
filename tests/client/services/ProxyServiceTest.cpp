#include "services/ProxyService.h"

#include "client/support/Await.h"
#include "client/support/FakeSecretStore.h"
#include "storage/SettingsFile.h"
#include "support/QtTestMain.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

const QString proxyName = QStringLiteral("proxy.example:3128");
const QString secretKey = QStringLiteral("proxy");

} // namespace

class ProxyServiceTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<SettingsFile> m_store;
    std::unique_ptr<SettingsProxyMemory> m_memory;
    std::unique_ptr<FakeSecretStore> m_secrets;
    std::unique_ptr<Proxies> m_proxies;
    std::unique_ptr<ProxyService> m_service;

    /// As at the next start of the app.
    void start() { m_service = std::make_unique<ProxyService>(*m_proxies, *m_memory, *m_secrets); }
    static ProxySettings manual() {
        ProxySettings settings;
        settings.mode = ProxySettings::Mode::Manual;
        settings.kind = ProxySettings::Kind::Socks5;
        settings.host = QStringLiteral("proxy.example");
        settings.port = 3128;
        settings.user = QStringLiteral("maya");
        settings.exclusions = {QStringLiteral("studio.example")};
        return settings;
    }

private slots:
    void init() {
        m_store.reset();
        QFile::remove(m_dir.filePath(QStringLiteral("s.ini")));
        m_store = std::make_unique<SettingsFile>(m_dir.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        m_memory = std::make_unique<SettingsProxyMemory>(*m_store);
        m_secrets = std::make_unique<FakeSecretStore>();
        m_proxies = std::make_unique<Proxies>();
        start();
    }
    void cleanup() { m_service.reset(); }

    void startsAsTheSystemAndRemembersTheRest() {
        QCOMPARE(m_service->settings(), ProxySettings());
        QVERIFY(await(m_service->set(manual(), QStringLiteral("sesame"))).has_value());
        start();
        QCOMPARE(m_service->settings(), manual());
        QCOMPARE(await(m_secrets->read(secretKey)).value(), std::optional(QStringLiteral("sesame")));
        QVERIFY2(!m_store->keys().join(u' ').contains(QStringLiteral("password")), "secrets are the keychain's");
        QVERIFY(await(m_service->set(ProxySettings(), QString())).has_value());
        QVERIFY(!await(m_secrets->read(secretKey)).value());
    }

    void whatAProxyWantsIsToldOnce() {
        const QSignalSpy told(m_service.get(), &ProxyService::wantedLoginChanged);
        emit m_proxies->loginNeeded(proxyName, false);
        emit m_proxies->loginNeeded(proxyName, false);
        QCOMPARE(told.size(), 1);
        QCOMPARE(m_service->wantedLogin(), (ProxyLogin{.proxy = proxyName, .user = {}, .refused = false}));
        const QSignalSpy changed(m_service.get(), &ProxyService::changed);
        QVERIFY(await(m_service->logIn(QStringLiteral("maya"), QStringLiteral("wrong"))).has_value());
        QVERIFY(!m_service->wantedLogin());
        QCOMPARE(changed.size(), 1);
        emit m_proxies->loginNeeded(proxyName, true);
        QCOMPARE(m_service->wantedLogin(),
            (ProxyLogin{.proxy = proxyName, .user = QStringLiteral("maya"), .refused = true}));
    }

    void nobodyIsAskedWhileTheKeychainThinks() {
        QVERIFY(await(m_service->set(manual(), QStringLiteral("sesame"))).has_value());
        start();
        const QSignalSpy changed(m_service.get(), &ProxyService::changed);
        emit m_proxies->loginNeeded(proxyName, false);
        QVERIFY(!m_service->wantedLogin());
        QTRY_COMPARE(changed.size(), 1);
        emit m_proxies->loginNeeded(proxyName, true);
        QVERIFY(m_service->wantedLogin());
    }
};

KINORA_QT_TEST(ProxyServiceTest)
#include "ProxyServiceTest.moc"
