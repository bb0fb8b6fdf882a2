#include "core/InviteLink.h"

#include "support/QtTestMain.h"

#include <QTest>

using namespace kinora;

class InviteLinkTest : public QObject {
    Q_OBJECT

private slots:
    void namesRelayAndCode() {
        const auto link = parseInviteLink(
            QStringLiteral("kinora://invite?relay=https%3A%2F%2Fstudio.example%2Fkinora%2F&code=KIN-4F7Q-92"));
        QVERIFY(link.has_value());
        QCOMPARE(link->relay, QUrl(QStringLiteral("https://studio.example/kinora")));
        QCOMPARE(link->code, QStringLiteral("KIN-4F7Q-92"));
        // What some programs make of it on the way.
        QCOMPARE(
            parseInviteLink(QStringLiteral(" kinora://invite/?code=KIN-4F7Q-92&relay=studio.example/kinora\n")), link);
        // On this computer there is nobody on the way.
        QVERIFY(parseInviteLink(QStringLiteral("kinora://invite?relay=http://127.0.0.1:8787&code=A1")));
    }

    void anythingElseIsNone_data() {
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, const QString& text) {
            QTest::newRow(name) << text;
        };
        row("empty", {});
        row("another scheme", QStringLiteral("https://invite?relay=studio.example&code=A1"));
        row("another kind", QStringLiteral("kinora://open?relay=studio.example&code=A1"));
        row("a path", QStringLiteral("kinora://invite/x?relay=studio.example&code=A1"));
        row("no relay", QStringLiteral("kinora://invite?code=A1"));
        row("no code", QStringLiteral("kinora://invite?relay=studio.example"));
        row("strange code", QStringLiteral("kinora://invite?relay=studio.example&code=%3Cb%3E"));
        row("long code", QStringLiteral("kinora://invite?relay=studio.example&code=") + QString(65, u'A'));
        row("unprotected", QStringLiteral("kinora://invite?relay=http://studio.example&code=A1"));
        row("user name", QStringLiteral("kinora://invite?relay=https://studio.example@evil.example&code=A1"));
        row("another scheme inside", QStringLiteral("kinora://invite?relay=file:///etc/passwd&code=A1"));
        row("endless", QStringLiteral("kinora://invite?relay=studio.example&code=A1&x=") + QString(5000, u'x'));
    }
    void anythingElseIsNone() {
        QFETCH(QString, text);
        QVERIFY(!parseInviteLink(text));
    }
};

KINORA_QT_TEST(InviteLinkTest)
#include "InviteLinkTest.moc"
