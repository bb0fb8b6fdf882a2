// The controls look as they were last looked at and found good: references/ holds a picture of each theme. After a
// change that is meant, run "kinora-controls --update", look at the pictures, and commit them with it.
#include "Catalogue.h"
#include "Difference.h"
#include "gui/widgets/FocusRing.h"
#include "support/QtTestMain.h"

#include <QApplication>
#include <QDir>
#include <QFontInfo>
#include <QTest>

using namespace kinora;
using namespace kinora::tests;

class ControlsTest : public QObject {
    Q_OBJECT

private slots:
    void lookAsTheyShould_data() {
        QTest::addColumn<ThemeChoice>("theme");
        QTest::newRow("dark") << ThemeChoice::Dark;
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("high-contrast") << ThemeChoice::HighContrast;
    }

    void lookAsTheyShould() {
        QFETCH(ThemeChoice, theme);
        if (QFontInfo(Theme::font()).family() != QLatin1String("Inter") || qApp->devicePixelRatio() != 1.0) {
            QSKIP("the references are drawn with Inter, at 100 %");
        }
        const QString name = QLatin1String(QTest::currentDataTag());
        const QImage reference(QStringLiteral(KINORA_TESTS_DIR "/client/gui/controls/references/%1.png").arg(name));
        QVERIFY(!reference.isNull());
        Theme worn(*qApp, theme);
        worn.setReducedMotion(true);
        const FocusRing ring(*qApp);
        Catalogue catalogue;
        const QImage seen = catalogue.picture();
        const Difference found = difference(seen, reference);
        if (!found.sentence.isEmpty()) {
            const QString file = QDir::current().filePath(QStringLiteral("controls-%1-%2.png"));
            seen.save(file.arg(name, QStringLiteral("seen")));
            found.marked.save(file.arg(name, QStringLiteral("difference")));
            QFAIL(qPrintable(found.sentence + QStringLiteral("; see ") + file.arg(name, QStringLiteral("difference"))));
        }
    }

    void comparisonIsTolerantAndStrict() {
        QImage one(64, 64, QImage::Format_RGB32);
        one.fill(Qt::white);
        QVERIFY(difference(one, one).sentence.isEmpty());
        QImage shade = one;
        shade.fill(QColor(252, 252, 252)); // what another rounding of a gradient makes
        QVERIFY(difference(one, shade).sentence.isEmpty());
        QImage line = one;
        for (int x = 0; x < 64; ++x) {
            line.setPixelColor(x, 20, QColor(180, 180, 180)); // a hairline that was not there
        }
        QCOMPARE(difference(one, line).tiles, 8);
        QVERIFY(!difference(one, one.copy(0, 0, 64, 63)).sentence.isEmpty());
    }
};

KINORA_QT_TEST(ControlsTest)
#include "ControlsTest.moc"
