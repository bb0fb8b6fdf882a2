#include "gui/theme/Theme.h"

#include "gui/theme/Icon.h"
#include "gui/widgets/ProgressBar.h"
#include "support/QtTestMain.h"

#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

using namespace kinora;

namespace {

struct NamedColor {
    const char* name;
    QColor color;
};

// What color looks like when laid over ground.
QColor over(const QColor& color, const QColor& ground) {
    const double a = color.alphaF();
    return QColor::fromRgbF(static_cast<float>(color.redF() * a + ground.redF() * (1 - a)),
        static_cast<float>(color.greenF() * a + ground.greenF() * (1 - a)),
        static_cast<float>(color.blueF() * a + ground.blueF() * (1 - a)));
}

// Of one colour alone.
bool isPlain(const QImage& picture) {
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (picture.pixel(x, y) != picture.pixel(0, 0)) {
                return false;
            }
        }
    }
    return true;
}

QVector<NamedColor> grounds(const Tokens& t) {
    return {{"window", t.window}, {"windowEnd", t.windowEnd}, {"field", t.field}, {"card", t.card},
        {"raised", t.raised}, {"raisedHover", t.raisedHover}, {"glowWarm over window", over(t.glowWarm, t.window)},
        {"glowCool over windowEnd", over(t.glowCool, t.windowEnd)},
        {"accentWash over window", over(t.accentWash, t.window)}, {"accentWash over card", over(t.accentWash, t.card)},
        {"dangerWash over card", over(t.dangerWash, t.card)}};
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    void labelsBeginWhereThePageDoes_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("latin") << QStringLiteral("Maya");
        QTest::newRow("hebrew") << QStringLiteral("\u05DE\u05D0\u05D9\u05D4");
    }
    void labelsBeginWhereThePageDoes() {
        QFETCH(QString, text);
        const Theme theme(*qApp, ThemeChoice::Dark);
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            QGuiApplication::setLayoutDirection(direction);
            QLabel label(text);
            label.resize(400, 40);
            const QImage picture = label.grab().toImage();
            QGuiApplication::setLayoutDirection(Qt::LeftToRight);
            const bool left = !isPlain(picture.copy(0, 0, 200, 40));
            const bool right = !isPlain(picture.copy(200, 0, 200, 40));
            QCOMPARE(left, direction == Qt::LeftToRight);
            QCOMPARE(right, direction == Qt::RightToLeft);
        }
    }

    void slidersFillFromWhereThePageBegins() {
        const Theme theme(*qApp, ThemeChoice::Dark);
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            QSlider slider(Qt::Horizontal);
            slider.setLayoutDirection(direction);
            slider.setValue(50);
            slider.resize(200, 20);
            const QImage picture = slider.grab().toImage();
            const bool fromLeft = picture.pixelColor(20, 10).red() > 200;
            const bool fromRight = picture.pixelColor(180, 10).red() > 200;
            QCOMPARE(fromLeft, direction == Qt::LeftToRight);
            QCOMPARE(fromRight, direction == Qt::RightToLeft);
        }
    }

    void progressGrowsAsOneReads() {
        Theme theme(*qApp, ThemeChoice::Dark);
        theme.setReducedMotion(true);
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            ProgressBar bar;
            bar.setLayoutDirection(direction);
            bar.resize(200, 20);
            bar.setProgress(40);
            const QImage picture = bar.grab().toImage();
            const bool fromLeft = picture.pixelColor(20, 10).red() > 200;
            const bool fromRight = picture.pixelColor(180, 10).red() > 200;
            QCOMPARE(fromLeft, direction == Qt::LeftToRight);
            QCOMPARE(fromRight, direction == Qt::RightToLeft);
        }
    }

    void arrowsPointAsOneReads() {
        const Theme theme(*qApp, ThemeChoice::Dark);
        const auto pictureOf = [](const char* name, Qt::LayoutDirection direction) {
            QGuiApplication::setLayoutDirection(direction);
            const QImage picture = icon(QLatin1String(name)).pixmap(32).toImage();
            QGuiApplication::setLayoutDirection(Qt::LeftToRight);
            return picture;
        };
        for (const char* name : {"arrow-left", "arrow-right", "sign-out"}) {
            const QImage usual = pictureOf(name, Qt::LeftToRight);
            const QImage mirrored = pictureOf(name, Qt::RightToLeft);
            QVERIFY(mirrored != usual);
            // The point and the tail of an arrow have changed sides.
            for (const int x : {3, 28}) {
                const bool inked = usual.pixelColor(x, 16).alpha() > 128;
                QCOMPARE(mirrored.pixelColor(31 - x, 16).alpha() > 128, inked);
            }
        }
        // A film runs the same way everywhere.
        QCOMPARE(pictureOf("next", Qt::RightToLeft), pictureOf("next", Qt::LeftToRight));
    }

    void textReachesAa_data() { addThemes(); }
    void textReachesAa() {
        QFETCH(ThemeKind, kind);
        const Tokens& t = tokensFor(kind);
        const QVector<NamedColor> texts{{"text", t.text}, {"mute", t.mute}, {"dim", t.dim}, {"accent", t.accent},
            {"ok", t.ok}, {"dangerText", t.dangerText}, {"info", t.info}};
        for (const NamedColor& ground : grounds(t)) {
            for (const NamedColor& text : texts) {
                if (qstrcmp(text.name, "dim") == 0 && qstrcmp(ground.name, "raisedHover") == 0) {
                    continue; // dim text is never put on a raised control
                }
                const double ratio = contrastRatio(text.color, ground.color);
                QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3")
                                               .arg(QLatin1String(text.name), QLatin1String(ground.name))
                                               .arg(ratio)));
            }
        }
        for (const QColor& fill : {t.fill, t.fillEnd}) {
            for (const QColor& veil : {QColor(Qt::transparent), t.hoverVeil, t.pressVeil}) {
                QVERIFY(contrastRatio(t.onFill, over(veil, fill)) >= 4.5);
            }
            // A primary action that waits for something: under half of its fill.
            QColor dimmed = fill;
            dimmed.setAlphaF(0.45F);
            for (const QColor& ground : {t.window, t.card}) {
                QVERIFY(contrastRatio(t.text, over(dimmed, ground)) >= 4.5);
            }
        }
        for (const picture::Portrait& portrait : picture::portraits()) {
            QVERIFY(contrastRatio(picture::initials(), portrait.from) >= 4.5);
            QVERIFY(contrastRatio(picture::initials(), portrait.to) >= 4.5);
        }
        QVERIFY(contrastRatio(t.onScrim, over(t.scrim, Qt::white)) >= 4.5);
        QVERIFY(contrastRatio(t.onScrimMute, over(t.scrim, Qt::white)) >= 4.5);
    }

    void controlsReachThreeToOne_data() { addThemes(); }
    void controlsReachThreeToOne() {
        QFETCH(ThemeKind, kind);
        const Tokens& t = tokensFor(kind);
        const QVector<NamedColor> controls{
            {"edge", t.edge}, {"accent", t.accent}, {"accentEnd", t.accentEnd}, {"danger", t.danger}};
        for (const NamedColor& ground : grounds(t)) {
            for (const NamedColor& control : controls) {
                if (qstrcmp(control.name, "edge") == 0 && qstrcmp(ground.name, "raisedHover") == 0) {
                    continue; // the border's other side is the card
                }
                const double ratio = contrastRatio(control.color, ground.color);
                QVERIFY2(ratio >= 3.0, qPrintable(QStringLiteral("%1 on %2: %3")
                                               .arg(QLatin1String(control.name), QLatin1String(ground.name))
                                               .arg(ratio)));
            }
        }
    }

    void styleSheetNamesOnlyKnownTokens() {
        Theme theme(*qApp, ThemeChoice::Light);
        QVERIFY(!qApp->styleSheet().isEmpty());
        QVERIFY(!qApp->styleSheet().contains(u'@'));
        QCOMPARE(qApp->palette().color(QPalette::Window), tokensFor(ThemeKind::Light).window);
        theme.setChoice(ThemeChoice::HighContrast);
        QCOMPARE(theme.kind(), ThemeKind::HighContrast);
        QCOMPARE(tokens().window, QColor(Qt::black));
    }

    void choiceIsToldOnceAndAppliedAtOnce() {
        Theme theme(*qApp, ThemeChoice::Dark);
        const QSignalSpy changed(&theme, &Theme::changed);
        const QSignalSpy chosen(&theme, &Theme::choiceChanged);
        theme.setChoice(ThemeChoice::Light);
        QCOMPARE(theme.kind(), ThemeKind::Light);
        QCOMPARE(qApp->palette().color(QPalette::Window), tokensFor(ThemeKind::Light).window);
        theme.setChoice(ThemeChoice::Light);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(chosen.size(), 1);
    }

    void motionEndsWhileTheAppRuns() {
        Theme theme(*qApp, ThemeChoice::Dark);
        QVERIFY(theme.motion() >= 120 && theme.motion() <= 180);
        ProgressBar bar;
        bar.setProgress(std::nullopt);
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        QVERIFY(bar.isSweeping());
        theme.setReducedMotion(true);
        QCOMPARE(theme.motion(), 0);
        QVERIFY(!bar.isSweeping());
        theme.setChoice(ThemeChoice::Light);
        QCOMPARE(theme.motion(), 0);
        theme.setReducedMotion(false);
        QVERIFY(bar.isSweeping());
    }

    void iconsFollowTheTheme() {
        Theme theme(*qApp, ThemeChoice::Dark);
        QToolButton button;
        button.setIcon(icon(QStringLiteral("plus"), IconRole::Text));
        button.setIconSize(QSize(32, 32));
        button.resize(44, 44);
        for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::HighContrast}) {
            theme.setChoice(choice);
            const QImage seen = button.grab().toImage();
            QCOMPARE(seen.pixelColor(seen.width() / 2, seen.height() / 2), tokens().text);
        }
    }

    void aFieldIsClearedByAnIconOfOurs() {
        const Theme theme(*qApp, ThemeChoice::Dark);
        QLineEdit field;
        field.setClearButtonEnabled(true);
        const auto* clear = field.findChild<QToolButton*>();
        QVERIFY(clear);
        const QImage ours = icon(QStringLiteral("close")).pixmap(32).toImage();
        QCOMPARE(clear->icon().pixmap(32).toImage(), ours);
    }

private:
    static void addThemes() {
        QTest::addColumn<ThemeKind>("kind");
        QTest::newRow("dark") << ThemeKind::Dark;
        QTest::newRow("light") << ThemeKind::Light;
        QTest::newRow("high contrast") << ThemeKind::HighContrast;
    }
};

KINORA_QT_TEST(ThemeTest)
#include "ThemeTest.moc"
