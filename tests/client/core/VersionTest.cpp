#include "core/Version.h"

#include "support/QtTestMain.h"

#include <QRegularExpression>
#include <QTest>

using namespace kinora;

class VersionTest : public QObject {
    Q_OBJECT

private slots:
    void isSemantic() {
        const QRegularExpression semantic(QStringLiteral("^\\d+\\.\\d+\\.\\d+$"));
        QVERIFY(semantic.match(version()).hasMatch());
    }

    void oldRelaysAreKnown() {
        QVERIFY(!isRelayTooOld(QString::fromLatin1(oldestRelayVersion)));
        QVERIFY(!isRelayTooOld(version()));
        QVERIFY(!isRelayTooOld(QStringLiteral("12.0")));
        QVERIFY(!isRelayTooOld(QStringLiteral("0.1.0-rc1+build")));
        QVERIFY(isRelayTooOld(QStringLiteral("0.0.9")));
        QVERIFY(isRelayTooOld(QString()));
        QVERIFY(isRelayTooOld(QStringLiteral("soon")));
    }
};

KINORA_QT_TEST(VersionTest)
#include "VersionTest.moc"
