// Against a notification service of our own on a real bus.
#include "app/DesktopNotifier.h"

#include "app/LauncherEntry.h"
#include "support/QtTestMain.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVariantMap>

#include <memory>

using namespace kinora;

namespace {

struct SentNotice {
    uint replaces = 0;
    QString title;
    QString body;
    QStringList actions;
    QVariantMap hints;
};

// As a desktop's: numbers its notices and says what happened with them.
class NotificationService : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList capabilities{QStringLiteral("actions"), QStringLiteral("body")};
    QList<SentNotice> sent;
    QList<uint> closed;
    uint last = 0;

public slots:
    // The names are the specification's.
    QStringList GetCapabilities() const { return capabilities; } // NOLINT(readability-identifier-naming)
    uint Notify(const QString&, uint replaces, const QString&, const QString& title, const QString& body, // NOLINT
        const QStringList& actions, const QVariantMap& hints, int) {
        sent << SentNotice{replaces, title, body, actions, hints};
        return replaces != 0 ? replaces : ++last;
    }
    void CloseNotification(uint id) { // NOLINT(readability-identifier-naming)
        closed << id;
        emit NotificationClosed(id, 3);
    }

signals:
    void ActionInvoked(uint id, const QString& action); // NOLINT(readability-identifier-naming)
    void NotificationClosed(uint id, uint reason);      // NOLINT(readability-identifier-naming)
};

class Ear : public QObject {
    Q_OBJECT

public:
    int heard = 0;

public slots:
    void hear(uint, uint) { ++heard; }
};

// Hears what a task bar hears.
class Dock : public QObject {
    Q_OBJECT

public:
    QStringList apps;
    QList<QVariantMap> updates;

public slots:
    void update(const QString& app, const QVariantMap& properties) {
        apps << app;
        updates << properties;
    }
};

} // namespace

class DesktopNotifierTest : public QObject {
    Q_OBJECT

    QProcess m_daemon;
    QString m_address;

    // Each side has a connection of its own, as two programs have.
    QDBusConnection connectAs(const QString& name) const { return QDBusConnection::connectToBus(m_address, name); }
    bool serve(NotificationService& service) const {
        QDBusConnection bus = connectAs(QStringLiteral("desktop"));
        return bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &service,
                   QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals) &&
               bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }

private slots:
    void initTestCase() {
        m_daemon.start(
            QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                               QStringLiteral("--nopidfile"), QStringLiteral("--print-address")});
        QVERIFY2(m_daemon.waitForStarted(), "dbus-daemon is not installed");
        QTRY_VERIFY(m_daemon.canReadLine());
        m_address = QString::fromUtf8(m_daemon.readLine().trimmed());
    }
    void cleanupTestCase() {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }
    void cleanup() {
        QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
        QDBusConnection::disconnectFromBus(QStringLiteral("app"));
    }

    void comesAndGoesWithTheDesktopsService() {
        DesktopNotifier notifier(connectAs(QStringLiteral("app")), QStringLiteral("kinora"));
        notifier.show({QStringLiteral("Nobody"), QStringLiteral("sees this")});
        QVERIFY(!notifier.isAvailable());
        NotificationService service;
        QVERIFY(serve(service));
        QTRY_VERIFY(notifier.isAvailable());
        QVERIFY(service.sent.isEmpty());
        QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
        QTRY_VERIFY(!notifier.isAvailable());
    }

    void aNoticeIsShownReplacedAndChosen() {
        NotificationService service;
        service.capabilities << QStringLiteral("body-markup");
        QVERIFY(serve(service));
        DesktopNotifier notifier(connectAs(QStringLiteral("app")), QStringLiteral("kinora"));
        QTRY_VERIFY(notifier.isAvailable());
        notifier.show({QStringLiteral("Ready"), QStringLiteral("<b>Fox & snow</b>")});
        QTRY_COMPARE(service.sent.size(), 1);
        QCOMPARE(service.sent.first().title, QStringLiteral("Ready"));
        QCOMPARE(service.sent.first().body, QStringLiteral("&lt;b&gt;Fox &amp; snow&lt;/b&gt;"));
        QCOMPARE(service.sent.first().actions.value(0), QStringLiteral("default"));
        QCOMPARE(
            service.sent.first().hints.value(QStringLiteral("desktop-entry")).toString(), QStringLiteral("kinora"));

        notifier.show({QStringLiteral("Two are ready"), {}});
        QTRY_COMPARE(service.sent.size(), 2);
        QCOMPARE(service.sent.last().replaces, 1U);

        const QSignalSpy chosen(&notifier, &Notifier::activated);
        emit service.ActionInvoked(77, QStringLiteral("default")); // of another program
        emit service.ActionInvoked(1, QStringLiteral("default"));
        QTRY_COMPARE(chosen.size(), 1);

        notifier.withdraw();
        QTRY_COMPARE(service.closed, QList<uint>{1U});
        notifier.show({QStringLiteral("Later"), {}});
        QTRY_COMPARE(service.sent.size(), 3);
        QCOMPARE(service.sent.last().replaces, 0U); // that one is gone
        QCOMPARE(chosen.size(), 1);
    }

    void oneThatWasClosedIsNotReplaced() {
        NotificationService service;
        QVERIFY(serve(service));
        DesktopNotifier notifier(connectAs(QStringLiteral("app")), QStringLiteral("kinora"));
        QTRY_VERIFY(notifier.isAvailable());
        notifier.show({QStringLiteral("One"), QStringLiteral("a < b")});
        QTRY_COMPARE(service.sent.size(), 1);
        QCOMPARE(service.sent.first().body, QStringLiteral("a < b")); // this service reads no markup
        notifier.show({QStringLiteral("Two"), {}});
        QTRY_COMPARE(service.sent.size(), 2);
        Ear ear; // on the same connection: what it has heard the notifier hears in the same moment
        QVERIFY(QDBusConnection(QStringLiteral("app"))
                .connect({}, {}, QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("NotificationClosed"),
                    &ear, SLOT(hear(uint, uint))));
        emit service.NotificationClosed(1, 2);
        QTRY_COMPARE(ear.heard, 1);
        QCoreApplication::processEvents();
        notifier.show({QStringLiteral("Three"), {}});
        QTRY_COMPARE(service.sent.size(), 3);
        QCOMPARE(service.sent.last().replaces, 0U);
    }

    void whatIsWithdrawnBeforeItIsShownGoesAway() {
        NotificationService service;
        QVERIFY(serve(service));
        DesktopNotifier notifier(connectAs(QStringLiteral("app")), QStringLiteral("kinora"));
        QTRY_VERIFY(notifier.isAvailable());
        notifier.show({QStringLiteral("One"), {}});
        notifier.withdraw(); // before the service has told what it can do
        notifier.show({QStringLiteral("Two"), {}});
        QTRY_COMPARE(service.sent.size(), 1);
        QCOMPARE(service.sent.first().title, QStringLiteral("Two"));
        QTRY_COMPARE(service.last, 1U);
        notifier.show({QStringLiteral("Three"), {}});
        notifier.withdraw(); // on its way
        QTRY_COMPARE(service.closed.size(), 1);
    }

    void withoutABusNothingHappens() {
        DesktopNotifier notifier(QDBusConnection(QStringLiteral("none")), QStringLiteral("kinora"));
        notifier.show({QStringLiteral("One"), {}});
        notifier.withdraw();
        QVERIFY(!notifier.isAvailable());
        LauncherEntry entry(QDBusConnection(QStringLiteral("none")), QStringLiteral("kinora"));
        entry.show(50, 1);
    }

    void theDockHearsTheProgress() {
        Dock dock;
        QDBusConnection desktop = connectAs(QStringLiteral("desktop"));
        QVERIFY(desktop.connect({}, {}, QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"),
            &dock, SLOT(update(QString, QVariantMap))));
        {
            LauncherEntry entry(connectAs(QStringLiteral("app")), QStringLiteral("kinora"));
            entry.show(36, 2);
            entry.show(36, 2); // says nothing new
            QTRY_COMPARE(dock.updates.size(), 1);
            QCOMPARE(dock.apps.first(), QStringLiteral("application://kinora.desktop"));
            QCOMPARE(dock.updates.first().value(QStringLiteral("progress")).toDouble(), 0.36);
            QVERIFY(dock.updates.first().value(QStringLiteral("progress-visible")).toBool());
            QCOMPARE(dock.updates.first().value(QStringLiteral("count")).toInt(), 2);
            entry.show(std::nullopt, 1);
            QTRY_COMPARE(dock.updates.size(), 2);
            QVERIFY(!dock.updates.last().value(QStringLiteral("progress-visible")).toBool());
        }
        QTRY_COMPARE(dock.updates.size(), 3); // ended
        QVERIFY(!dock.updates.last().value(QStringLiteral("count-visible")).toBool());
    }
};

KINORA_QT_TEST(DesktopNotifierTest)
#include "DesktopNotifierTest.moc"
