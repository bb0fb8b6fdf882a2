#include "core/Version.h"

#include "support/QtTestMain.h"

#include <QRegularExpression>
#include <QTest>

class VersionTest : public QObject {
    Q_OBJECT

private slots:
    void isSemantic() {
        const QRegularExpression semantic(QStringLiteral("^\\d+\\.\\d+\\.\\d+$"));
        QVERIFY(semantic.match(kinora::version()).hasMatch());
    }
};

KINORA_QT_TEST(VersionTest)
#include "VersionTest.moc"
