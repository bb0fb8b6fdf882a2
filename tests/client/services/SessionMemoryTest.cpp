#include "services/SessionMemory.h"

#include "storage/SettingsFile.h"
#include "support/QtTestMain.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kinora;

namespace {

RememberedSession sessionOf(const QString& name, const QString& account) {
    RememberedSession session;
    session.relay = QUrl(QStringLiteral("https://%1.example").arg(name));
    session.serverId = name;
    session.serverName = name;
    session.account.id = account;
    session.account.email = account + QStringLiteral("@example.org");
    session.account.role = AccountRole::Admin;
    session.account.createdAt = QDateTime(QDate(2026, 3, 14), QTime(9, 0), Qt::UTC);
    session.signedIn = true;
    session.tokenInKeychain = true;
    return session;
}

} // namespace

class SessionMemoryTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SettingsFile> m_settings;

    // As the app that starts again does.
    void readAgain() {
        m_settings.reset();
        m_settings =
            std::make_unique<SettingsFile>(m_dir->filePath(QStringLiteral("kinora.conf")), QSettings::IniFormat);
    }

private slots:
    void init() {
        m_settings.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        readAgain();
    }

    void keepsAllAccountsTheLastInFront() {
        const RememberedSession ada = sessionOf(QStringLiteral("studio"), QStringLiteral("ada"));
        const RememberedSession grace = sessionOf(QStringLiteral("studio"), QStringLiteral("grace"));
        const RememberedSession adaAtHome = sessionOf(QStringLiteral("home"), QStringLiteral("ada"));
        {
            SettingsSessionMemory memory(*m_settings);
            QVERIFY(memory.sessions().isEmpty());
            memory.remember(ada);
            memory.remember(grace);
            memory.remember(adaAtHome);
            memory.remember(grace);
        }
        readAgain();
        SettingsSessionMemory again(*m_settings);
        QCOMPARE(again.sessions(), (QList<RememberedSession>{grace, adaAtHome, ada}));
    }

    void updatingLeavesTheOrder() {
        SettingsSessionMemory memory(*m_settings);
        RememberedSession ada = sessionOf(QStringLiteral("studio"), QStringLiteral("ada"));
        const RememberedSession grace = sessionOf(QStringLiteral("studio"), QStringLiteral("grace"));
        memory.remember(ada);
        memory.remember(grace);
        ada.relay = QUrl(QStringLiteral("https://moved.example"));
        memory.update(ada);
        QCOMPARE(memory.sessions(), (QList<RememberedSession>{grace, ada}));
        memory.update(sessionOf(QStringLiteral("nowhere"), QStringLiteral("nobody")));
        QCOMPARE(memory.sessions().size(), 2);
    }

    void forgettingLeavesNothing() {
        SettingsSessionMemory memory(*m_settings);
        memory.remember(sessionOf(QStringLiteral("studio"), QStringLiteral("ada")));
        memory.remember(sessionOf(QStringLiteral("studio"), QStringLiteral("grace")));
        memory.forget({QStringLiteral("studio"), QStringLiteral("ada")});
        QCOMPARE(memory.sessions().size(), 1);
        memory.forget({QStringLiteral("studio"), QStringLiteral("grace")});
        QVERIFY(memory.sessions().isEmpty());
        readAgain();
        QVERIFY(SettingsSessionMemory(*m_settings).sessions().isEmpty());
        QFile file(m_settings->fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("example.org"));
    }

    void aSpoiledCountHoldsNobodyUp() {
        const RememberedSession ada = sessionOf(QStringLiteral("studio"), QStringLiteral("ada"));
        SettingsSessionMemory(*m_settings).remember(ada);
        m_settings->setValue(QStringLiteral("accounts/size"), 2'000'000'000);
        readAgain();
        QCOMPARE(SettingsSessionMemory(*m_settings).sessions(), QList<RememberedSession>{ada});
    }

    void theSoleAccountOfAnEarlyVersionIsFound() {
        const RememberedSession ada = sessionOf(QStringLiteral("studio"), QStringLiteral("ada"));
        m_settings->setValue(QStringLiteral("session/relay"), ada.relay);
        m_settings->setValue(QStringLiteral("session/serverId"), ada.serverId);
        m_settings->setValue(QStringLiteral("session/serverName"), ada.serverName);
        m_settings->setValue(QStringLiteral("session/signedIn"), true);
        m_settings->setValue(QStringLiteral("session/tokenInKeychain"), true);
        m_settings->setValue(QStringLiteral("session/account/id"), ada.account.id);
        m_settings->setValue(QStringLiteral("session/account/email"), ada.account.email);
        m_settings->setValue(QStringLiteral("session/account/role"), QStringLiteral("admin"));
        m_settings->setValue(QStringLiteral("session/account/createdAt"), QStringLiteral("2026-03-14T09:00:00.000Z"));
        readAgain();
        SettingsSessionMemory memory(*m_settings);
        QCOMPARE(memory.sessions(), QList<RememberedSession>{ada});
        memory.forget(ada.key());
        QVERIFY(memory.sessions().isEmpty());
    }
};

KINORA_QT_TEST(SessionMemoryTest)
#include "SessionMemoryTest.moc"
