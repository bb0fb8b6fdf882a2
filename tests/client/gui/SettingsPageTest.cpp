#include "Stage.h"
#include "client/support/SampleData.h"
#include "gui/ErrorText.h"
#include "gui/widgets/Banner.h"
#include "gui/widgets/ChoiceChips.h"
#include "support/QtTestMain.h"

#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
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

    void importsThatTheRelayRefusesAreSaidAndOffered() {
        Stage stage;
        openSettings(stage);
        auto* banner = stage.find<Banner>("noteBanner");
        emit stage.library->importsLeft(1, Error{.code = ErrorCode::InvalidVideo});
        emit stage.library->importsLeft(1, Error{.code = ErrorCode::InvalidVideo});
        emit stage.library->importsLeft(1, Error{.code = ErrorCode::PayloadTooLarge});
        emit stage.library->importsLeft(5, Error{.code = ErrorCode::StorageFull});
        emit stage.library->importsLeft(4, Error{.code = ErrorCode::StorageFull}); // those that wait are told in full
        emit stage.library->importsLeft(1, Error{.code = ErrorCode::FileFailed});
        emit stage.library->importsLeft(1, Error{.code = ErrorCode::FileFailed});
        const QString note = banner->message();
        QVERIFY2(note.startsWith(QStringLiteral("3 imported videos stay")), qPrintable(note));
        QCOMPARE(note.count(ErrorText::imported({.code = ErrorCode::InvalidVideo})), 1);
        QCOMPARE(note.count(ErrorText::imported({.code = ErrorCode::PayloadTooLarge})), 1);
        banner->findChild<QPushButton*>()->click();
        QVERIFY(banner->message().startsWith(QStringLiteral("4 imported videos are")));
        banner->findChild<QPushButton*>()->click();
        QVERIFY(banner->message().startsWith(QStringLiteral("2 imported videos cannot be read")));
        banner->findChild<QPushButton*>()->click();
        QVERIFY(banner->message().isEmpty());

        QVERIFY(stage.find<QWidget>("importsBox")->isHidden());
        Video video = sampleVideo(1);
        video.source = VideoSource::Import;
        const QString name = QStringLiteral("videos/1.mp4");
        QFile film(stage.library->folder().absolute(name));
        QVERIFY(film.open(QIODevice::WriteOnly) && film.resize(video.bytes));
        (void)stage.library->store().addLocal({{.video = video, .file = name}});
        (void)stage.library->store().setRefused(video.id, ErrorCode::InvalidVideo);
        QTRY_VERIFY(stage.find<QWidget>("importsBox")->isVisible());
        stage.click("offerButton");
        QTRY_VERIFY(stage.find<QWidget>("importsBox")->isHidden());
        QCOMPARE(stage.library->importCounts()->waiting, 1);
    }

    void noticesCanBeLeftOut() {
        Stage stage;
        openSettings(stage);
        auto* tell = stage.find<QCheckBox>("tellCheckBox");
        QVERIFY(tell->isChecked());
        tell->click();
        QVERIFY(!stage.news->isEnabled());
        stage.notifier.setAvailable(false);
        QVERIFY(!tell->isEnabled());
        QVERIFY(stage.text("reachLabel").contains(QStringLiteral("shows no notifications")));
    }

    void choosesWhatLiesHere() {
        Stage stage;
        openSettings(stage);
        QCOMPARE(stage.library->keepRules().policy, KeepPolicy::All);
        choose(*stage.find<ChoiceChips>("policyChoices"), 2);
        QCOMPARE(stage.library->keepRules().policy, KeepPolicy::OnDemand);
        QCOMPARE(stage.text("policyLabel"), QStringLiteral("A video comes when you open it, and stays."));
        choose(*stage.find<ChoiceChips>("limitChoices"), 2);
        QCOMPARE(stage.library->keepRules().limitBytes, 20'000'000'000);
        QCOMPARE(stage.text("folderLabel"), stage.library->folder().root());
    }

    void saysWhatBecameOfVideosElsewhere() {
        Stage stage;
        stage.signIn();
        emit stage.library->goneElsewhere(2, 1);
        auto* note = stage.find<Banner>("noteBanner");
        QVERIFY(note->isVisible());
        QVERIFY(note->message().contains(QStringLiteral("2 videos were deleted for ever")));
        QVERIFY(note->message().contains(QStringLiteral("removed")));
        emit note->actionTriggered();
        QVERIFY(!note->isVisible());
    }

    void saysThatADamagedListWasSetAside() {
        Stage stage;
        const QDir folder(
            stage.ownFolder.filePath(QStringLiteral("libraries/%1/%2").arg(studio().serverId, maya().id)));
        QVERIFY(folder.mkpath(QStringLiteral(".")));
        QFile list(folder.filePath(QStringLiteral("library.sqlite")));
        const QByteArray damaged(9000, 'x');
        QVERIFY(list.open(QIODevice::WriteOnly) && list.write(damaged) == damaged.size());
        list.close();
        stage.signIn();
        auto* note = stage.find<Banner>("noteBanner");
        QTRY_VERIFY(note->isVisible());
        const QString name = note->message().section(QStringLiteral(": "), -1);
        QFile kept(folder.filePath(name)); // the note says where it lies
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), damaged);
        emit note->actionTriggered();
        QVERIFY(!note->isVisible());
    }

    void aProxyIsEnteredByHand() {
        Stage stage;
        openSettings(stage);
        auto* modes = stage.find<ChoiceChips>("modeChoices");
        QCOMPARE(modes->chosen(), 0);
        choose(*modes, 1);
        QCOMPARE(stage.proxyMemory.stored.mode, ProxySettings::Mode::None);
        choose(*modes, 2);
        QCOMPARE(stage.proxyMemory.stored.mode, ProxySettings::Mode::None); // nothing to use yet
        QVERIFY(stage.find<QLineEdit>("addressEdit")->hasFocus());
        stage.type("addressEdit", QStringLiteral("proxy.example"));
        stage.click("applyButton");
        QVERIFY(!stage.text("addressErrorLabel").isEmpty()); // the port is missing
        stage.type("addressEdit", QStringLiteral("proxy.example:3128"));
        stage.type("exclusionsEdit", QStringLiteral("studio.example, 10.0.0.0/8"));
        stage.type("userEdit", QStringLiteral("maya"));
        stage.type("passwordEdit", QStringLiteral("sesame"));
        choose(*stage.find<ChoiceChips>("kindChoices"), 1);
        stage.click("applyButton");
        ProxySettings expected;
        expected.mode = ProxySettings::Mode::Manual;
        expected.kind = ProxySettings::Kind::Socks5;
        expected.host = QStringLiteral("proxy.example");
        expected.port = 3128;
        expected.user = QStringLiteral("maya");
        expected.exclusions = {QStringLiteral("studio.example"), QStringLiteral("10.0.0.0/8")};
        QVERIFY(stage.proxyMemory.stored == expected);
        QTRY_COMPARE(stage.text("noteLabel"), QStringLiteral("This proxy is used from now on."));
        QVERIFY(stage.find<QLineEdit>("passwordEdit")->text().isEmpty()); // it is in the keychain only
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
