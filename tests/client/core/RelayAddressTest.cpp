#include "core/RelayAddress.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;

class RelayAddressTest : public QObject {
    Q_OBJECT

private slots:
    void reads_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url");
        QTest::newRow("as printed by the relay")
            << QStringLiteral("http://127.0.0.1:8787") << QStringLiteral("http://127.0.0.1:8787");
        QTest::newRow("slash") << QStringLiteral(" http://localhost:8787/ ") << QStringLiteral("http://localhost:8787");
        QTest::newRow("this computer") << QStringLiteral("localhost:8787") << QStringLiteral("http://localhost:8787");
        QTest::newRow("IPv6") << QStringLiteral("[::1]:8787") << QStringLiteral("http://[::1]:8787");
        QTest::newRow("elsewhere") << QStringLiteral("Studio.Example") << QStringLiteral("https://studio.example");
        QTest::newRow("not loopback") << QStringLiteral("127.evil.example")
                                      << QStringLiteral("https://127.evil.example");
        QTest::newRow("prefix") << QStringLiteral("https://studio.example/kinora/")
                                << QStringLiteral("https://studio.example/kinora");
        QTest::newRow("default port") << QStringLiteral("https://studio.example:443")
                                      << QStringLiteral("https://studio.example");
        QTest::newRow("http elsewhere is kept")
            << QStringLiteral("http://10.0.0.5:8787") << QStringLiteral("http://10.0.0.5:8787");
    }
    void reads() {
        QFETCH(QString, text);
        QFETCH(QString, url);
        const auto parsed = parseRelayAddress(text);
        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->toString(), url);
    }

    void refuses() {
        QCOMPARE(parseRelayAddress(QStringLiteral("  ")).error(), RelayAddressProblem::Empty);
        QCOMPARE(
            parseRelayAddress(QStringLiteral("ftp://studio.example")).error(), RelayAddressProblem::UnsupportedScheme);
        for (const auto& text : {QStringLiteral("http://"), QStringLiteral("http://a b"),
                 QStringLiteral("https://me:pw@studio.example"), QStringLiteral("https://studio.example?x=1"),
                 QStringLiteral("https://studio.example#x"), QStringLiteral("localhost:99999")})
            QVERIFY2(parseRelayAddress(text) == std::unexpected(RelayAddressProblem::Malformed), qPrintable(text));
    }

    void tellsWhatCanBeReadOnTheWay() {
        QVERIFY(!isUnprotected(QUrl(QStringLiteral("http://127.0.0.1:8787"))));
        QVERIFY(isUnprotected(QUrl(QStringLiteral("http://10.0.0.5:8787"))));
        QVERIFY(!isUnprotected(QUrl(QStringLiteral("https://studio.example"))));
    }

    void namesForPeople() {
        QCOMPARE(relayDisplayName(QUrl(QStringLiteral("http://127.0.0.1:8787"))), QStringLiteral("127.0.0.1:8787"));
        QCOMPARE(relayDisplayName(QUrl(QStringLiteral("https://studio.example"))), QStringLiteral("studio.example"));
        QCOMPARE(relayDisplayName(QUrl(QStringLiteral("http://[::1]:1"))), QStringLiteral("[::1]:1"));
    }
};

KINORA_QT_TEST(RelayAddressTest)
#include "RelayAddressTest.moc"
