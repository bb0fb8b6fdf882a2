#include "app/TrayNotifier.h"

#include "support/QtTestMain.h"

#include <QSignalSpy>
#include <QTest>

using namespace kinora;

class TrayNotifierTest : public QObject {
    Q_OBJECT

    // What the system does when somebody chooses a notice.
    static void choose(QSystemTrayIcon& icon) {
        QMetaObject::invokeMethod(&icon, "messageClicked", Qt::DirectConnection);
    }

private slots:
    void aNoticeIsChosenOnce() {
        QSystemTrayIcon icon;
        TrayNotifier notifier(icon);
        const QSignalSpy activated(&notifier, &Notifier::activated);
        choose(icon);
        QCOMPARE(activated.count(), 0); // somebody else's
        notifier.show({.title = QStringLiteral("Your video is ready"), .body = QStringLiteral("rain")});
        choose(icon);
        choose(icon);
        QCOMPARE(activated.count(), 1);
    }

    void oneThatWasTakenBackIsHeardNoMore() {
        QSystemTrayIcon icon;
        TrayNotifier notifier(icon);
        const QSignalSpy activated(&notifier, &Notifier::activated);
        notifier.show({.title = QStringLiteral("Your video is ready"), .body = QStringLiteral("rain")});
        notifier.withdraw();
        choose(icon);
        QCOMPARE(activated.count(), 0);
    }
};

KINORA_QT_TEST(TrayNotifierTest)
#include "TrayNotifierTest.moc"
