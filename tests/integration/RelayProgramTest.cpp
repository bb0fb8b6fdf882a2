#include "RelayProgram.h"

#include "support/QtTestMain.h"

#include <QTest>

#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using kinora::tests::RelayProgram;

class RelayProgramTest : public QObject {
    Q_OBJECT

    /// As the system finds it when it looks for a port for anybody: what errno says.
    static int isGivenTo(int port) {
        const int any = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(static_cast<quint16>(port));
        const int error = ::bind(any, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 ? 0 : errno;
        ::close(any);
        return error;
    }

private slots:
    void keepsItsPortWhileItIsDown() {
        RelayProgram relay(1);
        QVERIFY2(relay.start(), relay.log().constData());
        const QUrl address = relay.address();
        relay.kill();
        QCOMPARE(isGivenTo(address.port()), EADDRINUSE);
        QVERIFY2(relay.start(), relay.log().constData());
        QCOMPARE(relay.address(), address);
    }
};

KINORA_QT_TEST(RelayProgramTest)
#include "RelayProgramTest.moc"
