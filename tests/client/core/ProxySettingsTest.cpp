#include "core/ProxySettings.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;

class ProxySettingsTest : public QObject {
    Q_OBJECT

private slots:
    void exclusions_data() {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("exclusion");
        QTest::addColumn<bool>("excluded");
        const auto row = [](const char* host, const char* exclusion, bool excluded) {
            QTest::addRow("%s / %s", host, exclusion)
                << QString::fromLatin1(host) << QString::fromLatin1(exclusion) << excluded;
        };
        row("studio.example", "studio.example", true);
        row("Relay.Studio.Example", "studio.example", true);
        row("mystudio.example", "studio.example", false);
        row("studio.example", ".studio.example", true);
        row("studio.example", "*.studio.example", false);
        row("a.studio.example", "*.studio.example", true);
        row("anything.example", "*", false);
        row("10.1.2.3", "10.0.0.0/8", true);
        row("11.1.2.3", "10.0.0.0/8", false);
        row("192.0.2.7", "192.0.2.6/31", true);
        row("192.0.2.8", "192.0.2.6/31", false);
        row("192.0.2.7", "0.0.0.0/0", true);
        row("192.0.2.7", "192.0.2.7/33", false);
        row("192.0.2.7", "192.0.2/24", false);
        row("studio.example", "10.0.0.0/8", false);
        row("192.0.2.7", "192.0.2.7", true);
        row("studio", "<local>", true);
        row("studio.example", "<local>", false);
        row("fe80::1", "<local>", false);
        row("studio.example", "", false);
        row("studio.example", ".", false);
        // Never through a proxy, whatever is set.
        row("127.0.0.1", "studio.example", true);
        row("localhost", "studio.example", true);
        row("::1", "studio.example", true);
    }

    void exclusions() {
        QFETCH(QString, host);
        QFETCH(QString, exclusion);
        QFETCH(bool, excluded);
        QCOMPARE(isExcluded(host, {exclusion}), excluded);
    }

    void addresses() {
        const auto is = [](const char* text, const QString& host, quint16 port) {
            const auto address = parseProxyAddress(QString::fromLatin1(text));
            return address && address->host == host && address->port == port;
        };
        QVERIFY(is(" proxy.example:3128 ", QStringLiteral("proxy.example"), 3128));
        QVERIFY(is("http://proxy.example:3128/", QStringLiteral("proxy.example"), 3128));
        QVERIFY(is("socks5://[2001:db8::1]:1080", QStringLiteral("2001:db8::1"), 1080));
        QCOMPARE(proxyAddressText({QStringLiteral("2001:db8::1"), 1080}), QStringLiteral("[2001:db8::1]:1080"));
        QCOMPARE(proxyAddressText({}), QString());
        using Problem = ProxyAddressProblem;
        QCOMPARE(parseProxyAddress(QStringLiteral("  ")).error(), Problem::Empty);
        QCOMPARE(parseProxyAddress(QStringLiteral("proxy.example")).error(), Problem::PortMissing);
        QCOMPARE(parseProxyAddress(QStringLiteral("proxy.example:0")).error(), Problem::PortMissing);
        for (const char* bad : {"me:secret@proxy.example:3128", "proxy example:3128", "http://proxy.example:3128/x",
                 "proxy.example:70000", ":3128"})
            QVERIFY2(!parseProxyAddress(QString::fromLatin1(bad)), bad);
    }

    void exclusionsAreSeparatedAsPeopleDo() {
        QCOMPARE(parseExclusions(QStringLiteral(" a.example,b.example;c\n <local> ")),
            (QStringList{QStringLiteral("a.example"), QStringLiteral("b.example"), QStringLiteral("c"),
                QStringLiteral("<local>")}));
        QVERIFY(parseExclusions(QStringLiteral(" , ")).isEmpty());
    }
};

KINORA_QT_TEST(ProxySettingsTest)
#include "ProxySettingsTest.moc"
