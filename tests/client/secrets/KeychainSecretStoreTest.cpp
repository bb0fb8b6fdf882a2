// Against a real Secret Service (gnome-keyring) on a message bus of the test's own.
#include "secrets/KeychainSecretStore.h"

#include "SecretStoreSuite.h"
#include "support/QtTestMain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

class KeychainSecretStoreTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<QProcess> m_bus;
    std::unique_ptr<QProcess> m_keyring;
    QString m_missing; ///< why the real thing cannot be tested here

    /// A bus without service files: nothing starts by being called.
    QString writeBusConfig() const {
        QFile file(m_dir.filePath(QStringLiteral("bus.conf")));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
                   "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\"><busconfig><type>session</type>"
                   "<listen>unix:dir=" +
                   m_dir.path().toUtf8() +
                   "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                   "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        return file.fileName();
    }

    void startKeyring(bool unlocked) {
        m_keyring = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("GNOME_KEYRING_TEST_PATH"), m_dir.path());
        m_keyring->setProcessEnvironment(environment);
        QStringList arguments{QStringLiteral("--foreground"), QStringLiteral("--components=secrets")};
        if (unlocked)
            arguments.append(QStringLiteral("--unlock"));
        m_keyring->start(QStringLiteral("gnome-keyring-daemon"), arguments);
        if (unlocked)
            m_keyring->write("test");
        m_keyring->closeWriteChannel();
    }

    /// True once somebody answers for the Secret Service.
    bool serviceIsThere(bool expected) const {
        return QTest::qWaitFor(
            [expected] {
                QProcess ask;
                ask.start(
                    QStringLiteral("dbus-send"), {QStringLiteral("--session"), QStringLiteral("--print-reply"),
                                                     QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/"),
                                                     QStringLiteral("org.freedesktop.DBus.NameHasOwner"),
                                                     QStringLiteral("string:org.freedesktop.secrets")});
                ask.waitForFinished();
                return ask.readAllStandardOutput().contains("true") == expected;
            },
            10000);
    }

    static void end(std::unique_ptr<QProcess>& process) {
        if (!process)
            return;
        process->kill();
        process->waitForFinished();
        process.reset();
    }

private slots:
    void initTestCase() {
        for (const QString& program :
            {QStringLiteral("dbus-daemon"), QStringLiteral("dbus-send"), QStringLiteral("gnome-keyring-daemon")}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                m_missing = program + QStringLiteral(" is not installed");
        }
        if (!m_missing.isEmpty())
            return;
        m_bus = std::make_unique<QProcess>();
        m_bus->start(QStringLiteral("dbus-daemon"), {QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                                                        QStringLiteral("--config-file=") + writeBusConfig()});
        QVERIFY(m_bus->waitForReadyRead());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus->readLine().trimmed());
    }
    void cleanupTestCase() {
        end(m_keyring);
        end(m_bus);
    }
    void init() {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
    }

    void noServiceIsUnavailableAtOnce() {
        KeychainSecretStore store(QStringLiteral("KinoraTests"));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(await(store.read(QStringLiteral("k"))).error().code, ErrorCode::KeychainUnavailable);
        QCOMPARE(
            await(store.write(QStringLiteral("k"), QStringLiteral("v"))).error().code, ErrorCode::KeychainUnavailable);
        QVERIFY(timer.elapsed() < 2 * KeychainSecretStore::callTimeout.count());
    }

    void keepsThePromises() {
        startKeyring(true);
        QVERIFY(serviceIsThere(true));
        KeychainSecretStore store(QStringLiteral("KinoraTests"));
        verifySecretStore(store);
    }

    void outlivesTheStore() {
        auto first = std::make_unique<KeychainSecretStore>(QStringLiteral("KinoraTests"));
        QVERIFY(await(first->write(QStringLiteral("kept"), QStringLiteral("v"))).has_value());
        first.reset();
        KeychainSecretStore second(QStringLiteral("KinoraTests"));
        QCOMPARE(await(second.read(QStringLiteral("kept"))).value(), QStringLiteral("v"));
        KeychainSecretStore stranger(QStringLiteral("SomebodyElse"));
        QVERIFY(!await(stranger.read(QStringLiteral("kept"))).value());
    }

    void aLockedKeychainGivesNothingAndAnswersInTime() {
        end(m_keyring);
        QVERIFY(serviceIsThere(false));
        startKeyring(false);
        QVERIFY(serviceIsThere(true));
        KeychainSecretStore store(QStringLiteral("KinoraTests"));
        QElapsedTimer timer;
        timer.start();
        const auto secret = await(store.read(QStringLiteral("kept")));
        QVERIFY(!secret || !*secret); // "no such entry" included: see SecretStore::read
        QVERIFY(!await(store.write(QStringLiteral("kept"), QStringLiteral("w"))).has_value());
        QVERIFY(timer.elapsed() < 2 * KeychainSecretStore::callTimeout.count() + 1000);
    }
};

KINORA_QT_TEST(KeychainSecretStoreTest)
#include "KeychainSecretStoreTest.moc"
