// Where the desktop's keychain is KWallet: another back end, the same promises.
#include "SecretServiceBus.h"
#include "SecretStoreSuite.h"
#include "secrets/KeychainSecretStore.h"
#include "support/QtTestMain.h"

#include <QDBusConnection>
#include <QHash>
#include <QThread>

using namespace kinora;
using namespace kinora::tests;

// What of kwalletd5 is asked for. It lives in a thread of its own: the first question to it is asked without an event
// loop.
class FakeWallet : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.KWallet")

public slots:
    QString networkWallet() const { return QStringLiteral("kdewallet"); }
    int open(const QString&, qlonglong, const QString&) { return m_isRefused ? -1 : 1; }
    int entryType(int, const QString& folder, const QString& key, const QString&) const {
        return m_secrets.contains({folder, key}) ? 1 : 0;
    }
    QString readPassword(int, const QString& folder, const QString& key, const QString&) const {
        return m_secrets.value({folder, key});
    }
    int writePassword(int, const QString& folder, const QString& key, const QString& value, const QString&) {
        m_secrets.insert({folder, key}, value);
        return 0;
    }
    int removeEntry(int, const QString& folder, const QString& key, const QString&) {
        m_secrets.remove({folder, key});
        return 0;
    }
    // By the test: somebody presses Cancel where the wallet asks for its password.
    void refuse(bool refused) { m_isRefused = refused; }

private:
    QHash<std::pair<QString, QString>, QString> m_secrets;
    bool m_isRefused = false;
};

class WalletTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (!SecretServiceBus::missing().isEmpty())
            QSKIP(qPrintable(SecretServiceBus::missing()));
        qputenv("XDG_CURRENT_DESKTOP", "KDE");
        qputenv("KDE_SESSION_VERSION", "5");
        m_bus = std::make_unique<SecretServiceBus>();
        QVERIFY(m_bus->start());
        m_wallet.moveToThread(&m_thread);
        m_thread.start();
        QDBusConnection bus =
            QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("wallet"));
        QVERIFY(bus.registerObject(QStringLiteral("/modules/kwalletd5"), &m_wallet, QDBusConnection::ExportAllSlots));
        QVERIFY(bus.registerService(QStringLiteral("org.kde.kwalletd5")));
    }
    void cleanupTestCase() {
        m_thread.quit();
        m_thread.wait();
        QDBusConnection::disconnectFromBus(QStringLiteral("wallet"));
        m_bus.reset();
    }

    void keepsThePromises() {
        KeychainSecretStore store(QStringLiteral("KinoraTests"));
        verifySecretStore(store);
        QVERIFY(await(store.write(QStringLiteral("kept"), QStringLiteral("v"))).has_value());
        KeychainSecretStore second(QStringLiteral("KinoraTests"));
        QCOMPARE(await(second.read(QStringLiteral("kept"))).value(), QStringLiteral("v"));
    }

    void aRefusalIsNoAbsence() {
        QMetaObject::invokeMethod(&m_wallet, [this] { m_wallet.refuse(true); }, Qt::BlockingQueuedConnection);
        KeychainSecretStore store(QStringLiteral("KinoraTests"));
        QCOMPARE(await(store.read(QStringLiteral("kept"))).error().code, ErrorCode::KeychainLocked);
        QVERIFY(!await(store.write(QStringLiteral("kept"), QStringLiteral("w"))).has_value());
        QMetaObject::invokeMethod(&m_wallet, [this] { m_wallet.refuse(false); }, Qt::BlockingQueuedConnection);
        QCOMPARE(await(store.read(QStringLiteral("kept"))).value(), QStringLiteral("v"));
    }

private:
    std::unique_ptr<SecretServiceBus> m_bus;
    QThread m_thread;
    FakeWallet m_wallet;
};

KINORA_QT_TEST(WalletTest)
#include "WalletTest.moc"
