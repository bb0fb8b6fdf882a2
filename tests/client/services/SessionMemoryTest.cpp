#include "services/SessionMemory.h"

#include "support/QtTestMain.h"

#include <QSettings>
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

    QTemporaryDir m_dir;
    std::unique_ptr<QSettings> m_settings;

private slots:
    void init() {
        m_settings = std::make_unique<QSettings>(m_dir.filePath(QStringLiteral("kinora.conf")), QSettings::IniFormat);
        m_settings->clear();
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
        m_settings->sync();
        QFile file(m_settings->fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("example.org"));
    }

    void theSoleAccountOfAnEarlyVersionIsFound() {
        const RememberedSession ada = sessionOf(QStringLiteral("studio"), QStringLiteral("ada"));
        m_settings->beginGroup(QStringLiteral("session"));
        m_settings->setValue(QStringLiteral("relay"), ada.relay);
        m_settings->setValue(QStringLiteral("serverId"), ada.serverId);
        m_settings->setValue(QStringLiteral("serverName"), ada.serverName);
        m_settings->setValue(QStringLiteral("signedIn"), true);
        m_settings->setValue(QStringLiteral("tokenInKeychain"), true);
        m_settings->setValue(QStringLiteral("account/id"), ada.account.id);
        m_settings->setValue(QStringLiteral("account/email"), ada.account.email);
        m_settings->setValue(QStringLiteral("account/role"), QStringLiteral("admin"));
        m_settings->setValue(QStringLiteral("account/createdAt"), QStringLiteral("2026-03-14T09:00:00.000Z"));
        m_settings->endGroup();
        SettingsSessionMemory memory(*m_settings);
        QCOMPARE(memory.sessions(), QList<RememberedSession>{ada});
        memory.forget(ada.key());
        QVERIFY(memory.sessions().isEmpty());
    }
};

KINORA_QT_TEST(SessionMemoryTest)
#include "SessionMemoryTest.moc"
