#include "Stage.h"
#include "gui/widgets/ChoiceChips.h"
#include "support/QtTestMain.h"

#include <QSignalSpy>

using namespace kinora;
using namespace kinora::tests;

class SettingsPageTest : public QObject {
    Q_OBJECT

private slots:
    void opensByKeyAndByClick() {
        Stage stage;
        QTest::keyClick(stage.window.get(), Qt::Key_6, Qt::ControlModifier);
        QCOMPARE(stage.window->page(), PageId::Login); // nobody is signed in
        stage.signIn();
        QTest::keyClick(stage.window.get(), Qt::Key_6, Qt::ControlModifier);
        QCOMPARE(stage.window->page(), PageId::Settings);
        stage.window->showPage(PageId::Create);
        stage.click("settingsNavButton");
        QCOMPARE(stage.window->page(), PageId::Settings);
    }

    void themeChangesAtOnce() {
        Stage stage(ThemeChoice::Dark);
        const QSignalSpy chosen(stage.theme.get(), &Theme::choiceChanged);
        openSettings(stage);
        auto* themes = stage.find<ChoiceChips>("themeChoices");
        QCOMPARE(themes->chosen(), 1);
        choose(*themes, 2);
        QCOMPARE(stage.theme->kind(), ThemeKind::Light);
        QCOMPARE(chosen.size(), 1);
        // By the keyboard, as in a group of radio buttons.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QCOMPARE(stage.theme->kind(), ThemeKind::HighContrast);
    }

    void languageChangesAtOnce() {
        Stage stage;
        stage.language.use(QStringLiteral("en"));
        const QSignalSpy chosen(&stage.language, &Language::choiceChanged);
        openSettings(stage);
        auto* languages = stage.find<ChoiceChips>("languageChoices");
        QCOMPARE(languages->chosen(), 1);
        choose(*languages, 2);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), QStringLiteral("de"));
        QTRY_COMPARE(stage.find<QPushButton>("settingsNavButton")->text(), QStringLiteral("Einstellungen"));
        QCOMPARE(languages->chosen(), 2);
        QCOMPARE(QLocale().language(), QLocale::German);
        choose(*languages, 1);
        QTRY_COMPARE(stage.find<QPushButton>("settingsNavButton")->text(), QStringLiteral("Settings"));
    }

    void localeOfALanguageIsThatLanguage() {
        Stage stage;
        stage.language.use(QStringLiteral("de_AT"));
        openSettings(stage);
        QTRY_COMPARE(stage.find<ChoiceChips>("languageChoices")->chosen(), 2);
        stage.language.use({});
        QTRY_COMPARE(stage.find<ChoiceChips>("languageChoices")->chosen(), 0);
    }

private:
    static void openSettings(Stage& stage) {
        stage.signIn();
        stage.window->showPage(PageId::Settings);
        QApplication::processEvents();
    }

    static void choose(const ChoiceChips& choices, int index) {
        auto* chip = choices.findChild<QAbstractButton*>(QStringLiteral("choiceChip%1").arg(index));
        QVERIFY(chip);
        chip->setFocus(Qt::TabFocusReason);
        QTest::mouseClick(chip, Qt::LeftButton);
        QCOMPARE(choices.chosen(), index);
    }
};

KINORA_QT_TEST(SettingsPageTest)
#include "SettingsPageTest.moc"
