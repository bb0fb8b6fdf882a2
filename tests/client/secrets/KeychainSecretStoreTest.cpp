// Against a real Secret Service, in every condition that it is met in.
#include "secrets/KeychainSecretStore.h"

#include "SecretServiceBus.h"
#include "SecretStoreSuite.h"
#include "support/QtTestMain.h"

#include <QElapsedTimer>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

const auto service = QStringLiteral("KinoraTests");
// For what has to work: a keyring writes to a disk, and that may be busy.
constexpr std::chrono::minutes patience{1}; // longer than await()
// A call has its deadline; what comes on top is a busy machine.
constexpr auto longestCallMs = KeychainSecretStore::callTimeout.count() + 4000;

} // namespace

// One after the other, on one bus: as a session goes on while its keychain comes and goes.
class KeychainSecretStoreTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SecretServiceBus> m_bus;

private slots:
    void initTestCase() {
        if (!SecretServiceBus::missing().isEmpty())
            return;
        m_bus = std::make_unique<SecretServiceBus>();
        QVERIFY(m_bus->start());
    }
    void cleanupTestCase() { m_bus.reset(); }
    void init() {
        if (!m_bus)
            QSKIP(qPrintable(SecretServiceBus::missing()));
    }

    void noServiceIsUnavailableAtOnce() {
        KeychainSecretStore store(service);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(await(store.read(QStringLiteral("k"))).error().code, ErrorCode::KeychainUnavailable);
        QCOMPARE(
            await(store.write(QStringLiteral("k"), QStringLiteral("v"))).error().code, ErrorCode::KeychainUnavailable);
        QVERIFY(timer.elapsed() < 2 * KeychainSecretStore::callTimeout.count());
    }

    void keepsThePromises() {
        QVERIFY(m_bus->startKeyring(true));
        KeychainSecretStore store(service, patience);
        verifySecretStore(store);
    }

    void outlivesTheStore() {
        auto first = std::make_unique<KeychainSecretStore>(service, patience);
        QVERIFY(await(first->write(QStringLiteral("kept"), QStringLiteral("v"))).has_value());
        first.reset();
        KeychainSecretStore second(service, patience);
        QCOMPARE(await(second.read(QStringLiteral("kept"))).value(), QStringLiteral("v"));
        KeychainSecretStore stranger(QStringLiteral("SomebodyElse"), patience);
        QVERIFY(!await(stranger.read(QStringLiteral("kept"))).value());
    }

    void aSlowOneIsNotWaitedFor() {
        KeychainSecretStore store(service);
        m_bus->pauseKeyring();
        QElapsedTimer timer;
        timer.start();
        const auto reading = store.read(QStringLiteral("kept"));
        const auto writing = store.write(QStringLiteral("slow"), QStringLiteral("w"));
        QVERIFY(QTest::qWaitFor(
            [&] { return reading.isFinished() && writing.isFinished(); }, static_cast<int>(2 * longestCallMs)));
        m_bus->resumeKeyring();
        QCOMPARE(await(reading).error().code, ErrorCode::KeychainUnavailable);
        QCOMPARE(await(writing).error().code, ErrorCode::KeychainUnavailable);
        QVERIFY(timer.elapsed() < longestCallMs);
        // It was only slow: it answers again.
        KeychainSecretStore patient(service, patience);
        QCOMPARE(await(patient.read(QStringLiteral("kept"))).value(), QStringLiteral("v"));
    }

    void oneThatDiesInTheMiddleOfAWriteFailsThatWriteOnly() {
        KeychainSecretStore store(service);
        m_bus->pauseKeyring();
        const auto writing = store.write(QStringLiteral("kept"), QStringLiteral("w"));
        QVERIFY(m_bus->killKeyring());
        QVERIFY(QTest::qWaitFor([&] { return writing.isFinished(); }, static_cast<int>(longestCallMs)));
        QVERIFY(!await(writing).has_value());
        QVERIFY(m_bus->startKeyring(true));
        KeychainSecretStore patient(service, patience);
        QCOMPARE(await(patient.read(QStringLiteral("kept"))).value(), QStringLiteral("v"));
        QVERIFY(await(patient.write(QStringLiteral("kept"), QStringLiteral("x"))).has_value());
        QCOMPARE(await(patient.read(QStringLiteral("kept"))).value(), QStringLiteral("x"));
    }

    void aLockedKeychainGivesNothingAndAnswersInTime() {
        QVERIFY(m_bus->killKeyring());
        QVERIFY(m_bus->startKeyring(false));
        KeychainSecretStore store(service);
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
