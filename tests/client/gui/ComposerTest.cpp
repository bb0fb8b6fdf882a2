// Writing a prompt and choosing what goes with it, on the whole window over a relay of fakes.
#include "gui/create/Composer.h"

#include "Composing.h"
#include "LookLanguage.h"
#include "gui/ErrorText.h"
#include "gui/create/CreatePage.h"
#include "support/QtTestMain.h"

#include <QAction>
#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFile>
#include <QMenu>
#include <QRegularExpression>
#include <QSet>

using namespace kinora;
using namespace kinora::tests;

namespace {

constexpr QSize pictureSize(90, 160);

QByteArray bluePicture() {
    QImage picture(pictureSize, QImage::Format_RGB32);
    picture.fill(Qt::blue);
    QByteArray jpeg;
    QBuffer buffer(&jpeg);
    if (!buffer.open(QIODevice::WriteOnly) || !picture.save(&buffer, "JPEG"))
        qFatal("no picture");
    return jpeg;
}

} // namespace

class ComposerTest : public QObject {
    Q_OBJECT

private slots:
    void aSizeIsChosenWhereThereAreSeveralAndThePriceFollows() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{sized()});
        stage.signIn();
        auto* chip = stage.find<QPushButton>("sizeChip");
        QVERIFY(chip->isVisible());
        QCOMPARE(chip->text(), QStringLiteral("720 × 1280"));
        QCOMPARE(stage.find<QPushButton>("generateButton")->text(), QStringLiteral("Generate · $0.80"));
        auto* large = chip->menu()->findChild<QAction*>(QStringLiteral("sizeAction_1024x1792"));
        QCOMPARE(large->text(), QStringLiteral("1024 × 1792\t$2.00"));
        large->trigger();
        QCOMPARE(chip->text(), QStringLiteral("1024 × 1792"));
        QCOMPARE(stage.find<QPushButton>("generateButton")->text(), QStringLiteral("Generate · $2.00"));
        QCOMPARE(stage.find<Composer>("composer")->shape(), QSize(1024, 1792));
        // There is one size in this orientation: nothing to choose, and the choice is kept for the other one.
        stage.click("landscapeChip");
        QVERIFY(!chip->isVisible());
        QCOMPARE(stage.find<QPushButton>("generateButton")->text(), QStringLiteral("Generate · $0.80"));
        QVERIFY(stage.find<Composer>("composer")->request().size.isEmpty());
        stage.click("portraitChip");
        writePrompt(stage, prompt);
        stage.relay.creates.next(QList<Job>{someJob(1, JobStatus::Pending, JobStage::Queued, prompt)});
        stage.click("generateButton");
        QTRY_VERIFY(onlyCard(stage) != nullptr);
        QCOMPARE(stage.relay.lastNewJob.size, QStringLiteral("1024x1792"));
        QCOMPARE(stage.relay.lastExpectedPrice, 2000000);
    }

    void editingAJobBringsBackAllThatItWasMadeOf() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{sized()});
        stage.relay.cameoList = {Cameo{QStringLiteral("c1"), QStringLiteral("maya"), QStringLiteral("Maya"), {}, {}}};
        stage.signIn();
        writePrompt(stage, QStringLiteral("something else"));
        Job failed = refusedJob(QStringLiteral("@maya in the rain"));
        failed.orientation = Orientation::Portrait;
        failed.seconds = 12;
        failed.size = QStringLiteral("1024x1792");
        failed.negativePrompt = QStringLiteral("blur");
        failed.seed = 7;
        failed.cameos = {QStringLiteral("c1")};
        failed.referenceId = QStringLiteral("u9");
        const QByteArray jpeg = bluePicture();
        stage.relay.uploadImages.next(jpeg);
        editAgain(stage, failed);
        auto* composer = stage.find<Composer>("composer");
        QTRY_VERIFY(!composer->draft().reference.isEmpty());
        const NewJob request = composer->request();
        QCOMPARE(request.prompt, failed.prompt);
        QCOMPARE(request.seconds, std::optional(12));
        QCOMPARE(request.size, failed.size);
        QCOMPARE(request.negativePrompt, failed.negativePrompt);
        QCOMPARE(request.seed, failed.seed);
        QCOMPARE(request.cameos, failed.cameos);
        QCOMPARE(QImage(request.reference.file).size(), pictureSize);
        QVERIFY(stage.find<QLineEdit>("negativeEdit")->isVisible());
        // What was being written is still there.
        QCOMPARE(stage.drafts->set().open.size(), 2);
        QCOMPARE(stage.drafts->set().open.first().prompt, QStringLiteral("something else"));
    }

    void aPictureThatIsGoneIsSaidAndTheRestComesBack() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.relay.uploadImages.next(failure(ErrorCode::NotFound));
        stage.signIn();
        Job failed = refusedJob(prompt);
        failed.referenceId = QStringLiteral("u9");
        editAgain(stage, failed);
        QTRY_COMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
        QTRY_VERIFY(stage.text("messageLabel").contains(QStringLiteral("could not be fetched")));
    }

    void bringsBackThePictureThatAVideoBeganWith() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.signIn();
        Video video = sampleVideo(1, prompt);
        video.model = able().id;
        video.settings = VideoSettings{.seconds = 12,
            .size = {},
            .negativePrompt = {},
            .seed = 7,
            .cameos = {},
            .referenceId = QStringLiteral("u9")};
        auto* page = stage.find<CreatePage>("createPage");
        const QByteArray jpeg = bluePicture();
        stage.relay.uploadImages.next(jpeg);
        page->recall(sameAgain(video));
        auto* composer = stage.find<Composer>("composer");
        QTRY_VERIFY(!composer->draft().reference.isEmpty());
        QCOMPARE(QImage(composer->request().reference.file).size(), pictureSize);
        QVERIFY(composer->draft().referenceId.isEmpty()); // it is sent anew, as it is chosen now
        stage.relay.uploadImages.next(failure(ErrorCode::NotFound));
        video.settings->referenceId = QStringLiteral("u8");
        page->recall(sameAgain(video));
        QTRY_VERIFY(stage.text("messageLabel").contains(QStringLiteral("could not be fetched")));
        QCOMPARE(composer->request().prompt, prompt);
        // Another relay's uploads are not asked for.
        const int asked = stage.relay.uploadImages.calls;
        video.source = VideoSource::Import;
        page->recall(sameAgain(video));
        QCOMPARE(stage.relay.uploadImages.calls, asked);
    }

    void sendsNothingWithoutThePictureThatIsOnItsWay() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.signIn();
        Video video = sampleVideo(1, prompt);
        video.model = QStringLiteral("retired");
        video.settings = VideoSettings();
        video.settings->referenceId = QStringLiteral("u9");
        stage.find<CreatePage>("createPage")->recall(sameAgain(video));
        QCOMPARE(stage.relay.uploadImages.calls, 1); // and is not answered yet
        stage.click("generateButton");
        QApplication::processEvents();
        QVERIFY(stage.relay.keys.isEmpty());
        const QByteArray jpeg = bluePicture();
        stage.relay.uploads.always(QStringLiteral("u10"));
        stage.relay.uploadImages.release(jpeg);
        QTRY_COMPARE(stage.relay.keys.size(), 1);
        QCOMPARE(stage.relay.lastNewJob.referenceId, QStringLiteral("u10"));
        // Where it cannot be had nothing is sent, and it is said.
        stage.relay.creates.release(failure(ErrorCode::Unavailable));
        QApplication::processEvents();
        stage.find<CreatePage>("createPage")->recall(sameAgain(video));
        stage.click("generateButton");
        stage.relay.uploadImages.release(failure(ErrorCode::NotFound));
        QTRY_VERIFY(stage.text("messageLabel").contains(QStringLiteral("could not be fetched")));
        QCOMPARE(stage.relay.keys.size(), 1);
    }

    void aPictureThatComesLateDoesNotDisturb() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.signIn();
        Job failed = refusedJob(prompt);
        failed.referenceId = QStringLiteral("u9");
        editAgain(stage, failed);
        auto* edit = stage.find<QPlainTextEdit>("promptEdit");
        QCOMPARE(edit->toPlainText(), prompt); // the rest does not wait for it
        chooseMore(stage, "newPromptAction");
        writePrompt(stage, QStringLiteral("something newer"));
        QCOMPARE(stage.relay.uploadImages.calls, 1);
        stage.relay.uploadImages.release(failure(ErrorCode::NotFound));
        QApplication::processEvents();
        QCOMPARE(edit->toPlainText(), QStringLiteral("something newer"));
        QVERIFY(stage.text("messageLabel").isEmpty());
        QCOMPARE(stage.drafts->set().open.size(), 2);
        // One that is waited for still is told.
        stage.click("editButton");
        QCOMPARE(stage.relay.uploadImages.calls, 2);
        stage.relay.uploadImages.release(failure(ErrorCode::NotFound));
        QTRY_VERIFY(stage.text("messageLabel").contains(QStringLiteral("could not be fetched")));
    }

    void aPictureFindsItsPromptBehindAnother() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.signIn();
        Job failed = refusedJob(prompt);
        failed.referenceId = QStringLiteral("u9");
        editAgain(stage, failed);
        chooseMore(stage, "newPromptAction");
        writePrompt(stage, QStringLiteral("something newer"));
        const auto* composer = stage.find<Composer>("composer");
        const QByteArray jpeg = bluePicture();
        // There and away again; then what is sent from it still waits for its picture.
        stage.drafts->choose(0);
        stage.drafts->choose(1);
        stage.drafts->choose(0);
        QCOMPARE(composer->draft().prompt, prompt);
        stage.click("generateButton");
        QApplication::processEvents();
        QVERIFY(stage.relay.keys.isEmpty());
        stage.drafts->choose(1); // not sent after all
        stage.relay.uploadImages.release(jpeg);
        QTRY_VERIFY(!stage.drafts->set().open.first().reference.isEmpty());
        QVERIFY(composer->draft().reference.isEmpty());
        stage.drafts->choose(0);
        QVERIFY(!composer->draft().reference.isEmpty());
        QCOMPARE(stage.relay.uploadImages.calls, 1);
        QVERIFY(stage.relay.keys.isEmpty());
    }

    void aPictureIsNotThatOfWhatWasWrittenOver() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.signIn();
        Job failed = refusedJob(prompt);
        failed.referenceId = QStringLiteral("u9");
        editAgain(stage, failed); // its picture is long on its way
        stage.relay.uploadImages.next(failure(ErrorCode::NotFound));
        stage.click("editButton"); // the same prompt, over it; that picture cannot be had
        QTRY_VERIFY(stage.text("messageLabel").contains(QStringLiteral("could not be fetched")));
        chooseMore(stage, "newPromptAction");
        writePrompt(stage, QStringLiteral("something newer"));
        stage.drafts->choose(0);
        const QByteArray jpeg = bluePicture();
        stage.relay.uploadImages.release(jpeg);
        QApplication::processEvents();
        QVERIFY(stage.find<Composer>("composer")->draft().reference.isEmpty());
        stage.click("generateButton");
        QTRY_COMPARE(stage.relay.keys.size(), 1); // which nothing holds up
        QVERIFY(stage.relay.lastNewJob.referenceId.isEmpty());
    }

    void tooLongIsSaidAndNotSent() {
        Stage stage;
        stage.signIn();
        writePrompt(stage, QString(1003, u'x'));
        QVERIFY(!stage.find<QPushButton>("generateButton")->isEnabled());
        QTRY_VERIFY(stage.text("messageLabel").startsWith(QStringLiteral("3 ")));
        QCOMPARE(stage.text("countLabel"), QStringLiteral("1003 / 1000"));
    }

    void charactersAreCodePoints() {
        Stage stage;
        stage.signIn();
        writePrompt(stage, QStringLiteral("🦊🦊 ok"));
        QCOMPARE(stage.text("countLabel"), QStringLiteral("5 / 1000"));
    }

    void onlyWhatTheModelCanDoIsOffered() {
        Stage stage;
        VideoModel wide = paperStudio();
        wide.orientations = {Orientation::Landscape};
        wide.seconds = {};
        wide.pricePerSecondMicroUsd = 100000;
        stage.relay.modelLists.always(QList<VideoModel>{wide});
        stage.signIn();
        QVERIFY(!stage.find<QPushButton>("portraitChip")->isVisible());
        QVERIFY(stage.find<QPushButton>("landscapeChip")->isChecked());
        QVERIFY(!stage.find<QWidget>("secondsRow")->isVisible());
        QCOMPARE(stage.find<QPushButton>("generateButton")->text(), QStringLiteral("Generate"));
    }

    void whatTheModelCannotDoIsAbsent() {
        Stage stage;
        stage.signIn();
        for (const char* name : {"takesChip", "referenceChip", "cameoRow", "more"}) {
            QVERIFY2(!stage.find<QWidget>(name)->isVisible(), name);
        }
        Draft draft = stage.find<Composer>("composer")->draft();
        draft.negativePrompt = QStringLiteral("blur");
        draft.seed = 7;
        draft.count = 4;
        draft.prompt = prompt;
        stage.find<Composer>("composer")->setDraft(draft);
        const NewJob request = stage.find<Composer>("composer")->request();
        QVERIFY(request.negativePrompt.isEmpty());
        QVERIFY(!request.seed);
        QCOMPARE(request.count, 1);
        QCOMPARE(stage.find<Composer>("composer")->draft().negativePrompt, QStringLiteral("blur"));
    }

    void aLowWindowKeepsHalfOfThePageForWhatIsMade_data() {
        QTest::addColumn<QString>("language");
        for (const char* language : LookLanguage::all) {
            QTest::newRow(language) << QString::fromLatin1(language);
        }
    }

    void aLowWindowKeepsHalfOfThePageForWhatIsMade() {
        QFETCH(QString, language);
        Stage stage;
        const LookLanguage spoken(stage.language, language);
        stage.relay.modelLists.always(QList<VideoModel>{sized()});
        stage.relay.cameoList = {Cameo{QStringLiteral("c1"), QStringLiteral("maya"), QStringLiteral("Maya"), {}, {}}};
        stage.window->resize(900, 600);
        stage.signIn();
        auto* composer = stage.find<Composer>("composer");
        Draft draft = composer->draft();
        draft.prompt = QString(900, u'x').replace(QRegularExpression(QStringLiteral("x{6}")), QStringLiteral("words "));
        draft.negativePrompt = QStringLiteral("blur");
        composer->setDraft(draft);
        stage.drafts->edit(composer->draft());
        chooseMore(stage, "newPromptAction");
        stage.click("promptTab0");
        QVERIFY(stage.find<QWidget>("promptTabs")->isVisible());
        QVERIFY(stage.find<QWidget>("cameoRow")->isVisible());
        QVERIFY(stage.find<QLineEdit>("negativeEdit")->isVisible());
        QTRY_VERIFY2(composer->height() <= composer->parentWidget()->height() / 2,
            qPrintable(QStringLiteral("%1 of %2").arg(composer->height()).arg(composer->parentWidget()->height())));
        const auto height = composer->height();
        composer->setMessage(ErrorText::submission(Error{.code = ErrorCode::ConnectionLost}), true);
        QTRY_VERIFY(!stage.text("messageLabel").isEmpty());
        QTRY_VERIFY2(composer->height() <= composer->parentWidget()->height() / 2,
            qPrintable(QStringLiteral("with a message, %1 of %2")
                    .arg(composer->height())
                    .arg(composer->parentWidget()->height())));
        composer->setMessage({}, false);
        QTRY_COMPARE(composer->height(), height);
        QTRY_VERIFY(stage.find<QWidget>("cameoRow")->isVisible()); // which may leave the height as it was
        // Folded, everything can still be chosen.
        auto* length = stage.find<QPushButton>("secondsChip");
        QCOMPARE(length->isVisible(), !stage.find<QWidget>("secondsRow")->isVisible());
        if (length->isVisible()) {
            length->menu()->findChild<QAction*>(QStringLiteral("secondsAction12"))->trigger();
            QCOMPARE(composer->request().seconds, std::optional(12));
        }
        stage.window->resize(1280, 900);
        QTRY_VERIFY(stage.find<QWidget>("secondsRow")->isVisible());
        QVERIFY(stage.find<QPushButton>("secondsChip12")->isChecked() || !length->isVisible());
    }

    void aPictureIsChosenCutAndSentOnce() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.signIn();
        auto* composer = stage.find<Composer>("composer");
        QImage picture(400, 400, QImage::Format_RGB32);
        picture.fill(Qt::red);
        emit composer->pictureOffered(picture);
        QTRY_VERIFY(!composer->draft().reference.isEmpty());
        writePrompt(stage, prompt);
        stage.relay.uploads.next(QStringLiteral("u1"));
        stage.relay.creates.next(failure(ErrorCode::ConnectionLost));
        stage.relay.creates.next(QList<Job>{someJob(1, JobStatus::Pending, JobStage::Queued, prompt)});
        stage.click("generateButton");
        QTRY_COMPARE(stage.relay.keys.size(), 1);
        QCOMPARE(stage.relay.lastNewJob.referenceId, QStringLiteral("u1"));
        const QImage sent = QImage::fromData(stage.relay.lastUpload);
        QCOMPARE(sent.height(), 400);
        QCOMPARE(sent.width(), 225); // as 9 : 16 as whole pixels can be
        QTRY_VERIFY(stage.find<QPushButton>("generateButton")->isEnabled());
        QTRY_VERIFY(!stage.text("messageLabel").isEmpty());
        stage.click("generateButton");
        QTRY_VERIFY(stage.relay.keys.size() >= 2);
        QCOMPARE(QSet<QString>(stage.relay.keys.begin(), stage.relay.keys.end()).size(), 1);
        QCOMPARE(stage.relay.uploads.calls, 1);
    }

    void whatIsNoPictureIsSaidAndNothingIsLost() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.signIn();
        writePrompt(stage, prompt);
        QFile file(stage.ownFolder.filePath(QStringLiteral("picture.png")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<svg/>");
        file.close();
        emit stage.find<Composer>("composer")->pictureFileOffered(file.fileName());
        QTRY_VERIFY(stage.text("messageLabel").contains(QStringLiteral("no picture")));
        QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
    }

    void aMegabyteIsNotPasted() {
        Stage stage;
        stage.signIn();
        writePrompt(stage, prompt);
        QApplication::clipboard()->setText(QString(1 << 20, u'x'));
        stage.find<QPlainTextEdit>("promptEdit")->paste();
        QTRY_VERIFY(stage.text("messageLabel").contains(QStringLiteral("much longer")));
        QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
        QApplication::clipboard()->clear();
    }

    void whatIsNotWantedAndTheSeedGoAlong() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.signIn();
        writePrompt(stage, prompt);
        chooseMore(stage, "optionsAction");
        stage.type("negativeEdit", QStringLiteral("blur"));
        stage.type("seedEdit", QStringLiteral("12x3"));
        stage.relay.creates.next(QList<Job>{someJob(1, JobStatus::Pending, JobStage::Queued, prompt)});
        stage.click("generateButton");
        QTRY_VERIFY(onlyCard(stage) != nullptr);
        QCOMPARE(stage.relay.lastNewJob.negativePrompt, QStringLiteral("blur"));
        QCOMPARE(stage.relay.lastNewJob.seed, std::optional<qint64>(123));
    }

    void severalPromptsSurviveARestart() {
        const QTemporaryDir folder;
        {
            Stage stage(ThemeChoice::Dark, folder.path());
            stage.signIn();
            writePrompt(stage, prompt);
            chooseMore(stage, "newPromptAction");
            QVERIFY(stage.find<QPlainTextEdit>("promptEdit")->toPlainText().isEmpty());
            writePrompt(stage, QStringLiteral("Another one"));
            stage.click("promptTab0");
            QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
        }
        Stage stage(ThemeChoice::Dark, folder.path());
        stage.signIn();
        QTRY_COMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
        stage.click("promptTab1");
        QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), QStringLiteral("Another one"));
        QTest::keyClick(stage.find<QPushButton>("promptTab1"), Qt::Key_Delete);
        QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
        QApplication::processEvents();
        QVERIFY(!stage.find<QWidget>("promptTabs")->isVisible());
    }

    void whatWasSentComesBack() {
        Stage stage;
        stage.signIn();
        writePrompt(stage, prompt);
        stage.relay.creates.next(QList<Job>{someJob(1, JobStatus::Pending, JobStage::Queued, prompt)});
        stage.click("generateButton");
        auto* edit = stage.find<QPlainTextEdit>("promptEdit");
        QTRY_VERIFY(edit->toPlainText().isEmpty());
        QTest::keyClicks(edit, QStringLiteral("half"));
        QTest::keyClick(edit, Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(edit->toPlainText(), prompt);
        QTest::keyClick(edit, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(edit->toPlainText(), QStringLiteral("half"));
        QMenu* menu = stage.find<QPushButton>("moreChip")->menu();
        emit menu->aboutToShow();
        menu->findChild<QMenu*>(QStringLiteral("sentMenu"))->actions().first()->trigger();
        QCOMPARE(edit->toPlainText(), prompt);
        QCOMPARE(stage.drafts->set().open.size(), 2); // what was begun is still there
    }

    void exampleStartsThePrompt() {
        Stage stage;
        stage.signIn();
        stage.click("suggestionChip3");
        QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), QStringLiteral("A fox in falling snow"));
        QVERIFY(stage.find<QPlainTextEdit>("promptEdit")->hasFocus());
    }

    void keyboardAloneIsEnough() {
        Stage stage;
        stage.signIn();
        QTRY_VERIFY(stage.find<QPlainTextEdit>("promptEdit")->hasFocus());
        QTest::keyClicks(stage.window->focusWidget(), prompt);
        QTest::keyClick(stage.window->focusWidget(), Qt::Key_Tab);
        QCOMPARE(stage.window->focusWidget()->objectName(), QStringLiteral("portraitChip"));
        QTest::keyClick(stage.window->focusWidget(), Qt::Key_Right);
        QVERIFY(stage.find<QPushButton>("landscapeChip")->isChecked());
        QTest::keyClick(stage.window->focusWidget(), Qt::Key_Tab);
        QVERIFY(stage.window->focusWidget()->objectName().startsWith(QStringLiteral("secondsChip")));
        QTest::keyClick(stage.window->focusWidget(), Qt::Key_Tab);
        QCOMPARE(stage.window->focusWidget()->objectName(), QStringLiteral("moreChip"));
        QTest::keyClick(stage.window->focusWidget(), Qt::Key_Tab);
        QCOMPARE(stage.window->focusWidget()->objectName(), QStringLiteral("generateButton"));
        stage.relay.creates.next(QList<Job>{someJob(1, JobStatus::Pending, JobStage::Queued, prompt)});
        QTest::keyClick(stage.find<QPlainTextEdit>("promptEdit"), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(onlyCard(stage) != nullptr);
        QCOMPARE(stage.relay.lastNewJob.orientation, Orientation::Landscape);
    }
};

KINORA_QT_TEST(ComposerTest)
#include "ComposerTest.moc"
