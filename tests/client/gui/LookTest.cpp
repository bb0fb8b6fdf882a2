// Every page in its states: nothing is cut off in any language, down to the smallest window, read from either side, and
// a language chosen while it is shown leaves no word of the one before. With KINORA_SCREENSHOTS=<folder> the pictures
// of all of them are left there instead (see tests/e2e/pictures); QT_SCALE_FACTOR=2 makes them at 200 %.
#include "LookLanguage.h"
#include "LookScenes.h"
#include "gui/shell/AccountBox.h"
#include "support/QtTestMain.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QRegularExpression>
#include <QTest>

#include <utility>

using namespace kinora;
using namespace kinora::tests;

namespace {

// A sentence for each visible text that has less room than it needs.
QStringList clipped(const QWidget& window) {
    QStringList found;
    const auto name = [](const QWidget& widget, const QString& text) {
        return QStringLiteral("%1 “%2”").arg(widget.objectName(), text);
    };
    for (const QLabel* label : window.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty()) {
            continue;
        }
        const bool tooNarrow = !label->wordWrap() && label->width() < label->sizeHint().width();
        const bool tooLow = label->wordWrap() ? label->height() < label->heightForWidth(label->width())
                                              : label->height() < label->sizeHint().height();
        if (tooNarrow || tooLow) {
            found << name(*label, label->text());
        }
    }
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        if (button->isVisible() && !button->text().isEmpty() &&
            button->objectName() != QLatin1String("accountButton") && button->width() < button->sizeHint().width()) {
            found << name(*button, button->text());
        }
    }
    return found;
}

// Every word of a window, each with who says it. Numbers may differ from one moment to the next.
QStringList words(const QWidget& window) {
    // Numbers change by themselves, and the folder of a test with every test.
    static const QRegularExpression changing(QStringLiteral("KinoraTests-[A-Za-z0-9]+|[0-9]+"));
    QStringList found;
    const auto add = [&](const QWidget& widget, const char* what, QString text) {
        if (!text.isEmpty()) {
            found << QStringLiteral("%1.%2: %3")
                         .arg(widget.objectName(), QLatin1String(what), text.replace(changing, QStringLiteral("0")));
        }
    };
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        // A dialog is closed before one gets to the settings, and what is hidden is written anew when it is shown.
        if (widget->window() != &window || !widget->isVisible()) {
            continue;
        }
        add(*widget, "tip", widget->toolTip());
        add(*widget, "name", widget->accessibleName());
        add(*widget, "description", widget->accessibleDescription());
        if (const auto* label = qobject_cast<const QLabel*>(widget)) {
            // How much of a prompt is shown depends on the room, not on the language.
            add(*widget, "text", label->text().endsWith(QChar(0x2026)) ? QString() : label->text());
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            add(*widget, "text", button->text());
        } else if (const auto* edit = qobject_cast<const QLineEdit*>(widget)) {
            add(*widget, "placeholder", edit->placeholderText());
        }
    }
    found.sort();
    return found;
}

void settle() {
    for (int i = 0; i < 5; ++i) {
        QApplication::processEvents();
    }
}

// Posters are read in the background.
void lookUntilStill(QWidget& window) {
    QImage before;
    QImage now = window.grab().toImage();
    for (int still = 0, looks = 0; still < 2 && looks < 100; ++looks) {
        QTest::qWait(20);
        before = std::exchange(now, window.grab().toImage());
        still = before == now ? still + 1 : 0;
    }
}

} // namespace

class LookTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsCutOff_data() {
        QTest::addColumn<int>("scene");
        QTest::addColumn<QString>("language");
        QTest::addColumn<ThemeChoice>("theme");
        QTest::addColumn<QSize>("size");
        const bool looking = !screenshots().isEmpty();
        const QList<std::pair<const char*, ThemeChoice>> themes{
            {"dark", ThemeChoice::Dark}, {"light", ThemeChoice::Light}, {"contrast", ThemeChoice::HighContrast}};
        const QList<QSize> sizes = looking ? QList<QSize>{QSize(960, 600), QSize(1280, 800), QSize(1920, 1080)}
                                           : QList<QSize>{QSize(1280, 800), QSize(900, 600)};
        for (size_t scene = 0; scene < lookScenes().size(); ++scene) {
            if (lookScenes().at(scene).onlyToLookAt && !looking) {
                continue;
            }
            for (const char* language : LookLanguage::all) {
                for (const auto& [themeName, theme] : themes) {
                    // Words do not depend on colours: the other themes are only for looking at, contrast in English.
                    const bool wanted = theme == ThemeChoice::Dark ||
                                        (looking && (theme == ThemeChoice::Light || qstrcmp(language, "en") == 0));
                    for (const QSize& size : wanted ? sizes : QList<QSize>()) {
                        if (looking && size.width() == 1280 && qstrcmp(language, "en") != 0) {
                            continue; // between the smallest and the largest there is nothing new to see
                        }
                        // Every language where there is the least room, the longest also in a usual window. English
                        // needs less than that one anywhere.
                        const bool roomy = size.width() != 900;
                        const bool isLongest = qstrcmp(language, "pseudo") == 0;
                        if (!looking && (qstrcmp(language, "en") == 0 || (roomy && !isLongest))) {
                            continue;
                        }
                        QTest::addRow("%s-%s-%s-%d", lookScenes().at(scene).name, language, themeName, size.width())
                            << static_cast<int>(scene) << QString::fromLatin1(language) << theme << size;
                    }
                }
            }
        }
    }

    void nothingIsCutOff() {
        QFETCH(int, scene);
        QFETCH(QString, language);
        QFETCH(ThemeChoice, theme);
        QFETCH(QSize, size);
        Stage stage(theme);
        const LookLanguage spoken(stage.language, language);
        stage.window->resize(size);
        lookScenes().at(static_cast<size_t>(scene)).play(stage);
        if (QTest::currentTestFailed()) {
            return;
        }
        settle();
        QCOMPARE(stage.window->size(), size);
        for (const auto* box : stage.window->findChildren<AccountBox*>()) {
            const bool whole =
                box->height() >= box->sizeHint().height() && box->parentWidget()->rect().contains(box->geometry());
            QVERIFY2(whole || !box->isVisible(), qPrintable(box->objectName()));
        }
        if (!screenshots().isEmpty()) {
            const QString file = QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png");
            lookUntilStill(*stage.window);
            QPixmap picture = stage.window->grab();
            if (QWidget* menu = QApplication::activePopupWidget()) {
                QPainter(&picture).drawPixmap(menu->pos() - stage.window->pos(), menu->grab());
            } else if (QWidget* dialog = QApplication::activeModalWidget()) {
                QPainter(&picture).drawPixmap((picture.deviceIndependentSize().toSize().width() - dialog->width()) / 2,
                    (picture.deviceIndependentSize().toSize().height() - dialog->height()) / 2, dialog->grab());
            }
            QVERIFY(picture.save(QDir(screenshots()).filePath(file)));
        }
        const QStringList found = clipped(*stage.window);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QStringLiteral("; "))));
    }

    void languageSwitchesLive_data() {
        QTest::addColumn<int>("scene");
        for (size_t scene = 0; scene < lookScenes().size(); ++scene) {
            if (!lookScenes().at(scene).onlyToLookAt) {
                QTest::newRow(lookScenes().at(scene).name) << static_cast<int>(scene);
            }
        }
    }

    void languageSwitchesLive() {
        QFETCH(int, scene);
        const auto said = [scene](const QString& first, const QString& then) {
            Stage stage;
            stage.language.use(first);
            lookScenes().at(static_cast<size_t>(scene)).play(stage);
            settle();
            stage.language.setChoice(then);
            settle();
            return words(*stage.window);
        };
        const QStringList fresh = said(QStringLiteral("de"), QStringLiteral("de"));
        const QStringList switched = said(QStringLiteral("en"), QStringLiteral("de"));
        QStringList wrong;
        for (const QString& one : switched) {
            if (!fresh.contains(one)) {
                wrong << one;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QStringLiteral("; "))));
        QCOMPARE(switched, fresh);
    }

private:
    static QString screenshots() { return qEnvironmentVariable("KINORA_SCREENSHOTS"); }
};

KINORA_QT_TEST(LookTest)
#include "LookTest.moc"
