#include "net/NetworkWatch.h"

#include "support/QtTestMain.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace kinora;

namespace {

// Only root may make a network of its own to change.
bool ip(const QStringList& arguments) {
    return QProcess::execute(QStringLiteral("ip"), arguments) == 0;
}

} // namespace

class NetworkWatchTest : public QObject {
    Q_OBJECT

private slots:
    void tellsOfAnotherAddress() {
        // Two ends of a cable: there is no network where only one is up.
        const QString id = QString::number(QCoreApplication::applicationPid() % 1000000);
        const QString here = QStringLiteral("kin%1a").arg(id);
        const QString there = QStringLiteral("kin%1b").arg(id);
        if (!ip(QStringLiteral("link add %1 type veth peer name %2").arg(here, there).split(u' ')))
            QSKIP("needs root and the program ip");
        const auto remove = qScopeGuard([&here] { ip({QStringLiteral("link"), QStringLiteral("delete"), here}); });
        QVERIFY(ip(QStringLiteral("address add 198.51.100.7/32 dev %1").arg(here).split(u' ')));
        QVERIFY(ip(QStringLiteral("link set %1 up").arg(there).split(u' ')));
        const NetworkWatch watch;
        QSignalSpy told(&watch, &NetworkWatch::changed);
        QVERIFY(ip(QStringLiteral("link set %1 up").arg(here).split(u' ')));
        QTRY_VERIFY(!told.isEmpty());
        told.clear();
        QVERIFY(ip(QStringLiteral("link set %1 down").arg(here).split(u' ')));
        QTRY_VERIFY(!told.isEmpty());
    }
};

KINORA_QT_TEST(NetworkWatchTest)
#include "NetworkWatchTest.moc"
