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
        const QString name = QStringLiteral("kinora%1").arg(QCoreApplication::applicationPid() % 1000000);
        if (!ip({QStringLiteral("link"), QStringLiteral("add"), name, QStringLiteral("type"), QStringLiteral("dummy")}))
            QSKIP("needs root and the program ip");
        const auto remove = qScopeGuard([&name] { ip({QStringLiteral("link"), QStringLiteral("delete"), name}); });
        const NetworkWatch watch;
        const QSignalSpy told(&watch, &NetworkWatch::changed);
        QVERIFY(ip({QStringLiteral("address"), QStringLiteral("add"), QStringLiteral("198.51.100.7/32"),
            QStringLiteral("dev"), name}));
        QVERIFY(ip({QStringLiteral("link"), QStringLiteral("set"), name, QStringLiteral("up")}));
        QTRY_VERIFY(!told.isEmpty());
    }
};

KINORA_QT_TEST(NetworkWatchTest)
#include "NetworkWatchTest.moc"
