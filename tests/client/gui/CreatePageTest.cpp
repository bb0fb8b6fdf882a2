#include "Stage.h"
#include "gui/ErrorText.h"
#include "gui/create/CameoDialog.h"
#include "gui/create/Composer.h"
#include "gui/create/JobCard.h"
#include "gui/create/JobText.h"
#include "gui/shell/NavButton.h"
#include "gui/widgets/ProgressBar.h"
#include "support/QtTestMain.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSet>

using namespace kinora;
using namespace kinora::tests;

namespace {

const QString prompt = QStringLiteral("A paper boat crosses a puddle");

void writePrompt(Stage& stage, const QString& text) {
    auto* edit = stage.find<QPlainTextEdit>("promptEdit");
    edit->clear();
    edit->insertPlainText(text);
}

void chooseMore(Stage& stage, const char* name) {
    QMenu* menu = stage.find<QPushButton>("moreChip")->menu();
    emit menu->aboutToShow();
    auto* action = menu->findChild<QAction*>(QLatin1String(name));
    QVERIFY2(action != nullptr, name);
    action->trigger();
    QApplication::processEvents();
}

VideoModel able() {
    VideoModel model = paperStudio();
    model.maxCount = 4;
    model.maxCameos = 3;
    model.referenceImage = true;
    model.negativePrompt = true;
    model.seed = true;
    return model;
}

JobCard* onlyCard(Stage& stage) {
    JobCard* shown = nullptr;
    for (JobCard* card : stage.window->findChildren<JobCard*>()) {
        if (card->isVisible()) {
            Q_ASSERT(shown == nullptr);
            shown = card;
        }
    }
    return shown;
}

} // namespace

class CreatePageTest : public QObject {
    Q_OBJECT

private slots:
    void fromPromptToFinishedVideo() {
        Stage stage;
        stage.signIn();
        QCOMPARE(stage.window->page(), PageId::Create);
        writePrompt(stage, prompt);
        stage.click("landscapeChip");
        stage.click("secondsChip4");
        Job job = someJob(1, JobStatus::Pending, JobStage::Queued, prompt);
        job.position = 1;
        stage.relay.creates.next(QList<Job>{job});
        stage.click("generateButton");
        QTRY_VERIFY(onlyCard(stage) != nullptr);
        QCOMPARE(stage.relay.lastNewJob.prompt, prompt);
        QCOMPARE(stage.relay.lastNewJob.orientation, Orientation::Landscape);
        QCOMPARE(stage.relay.lastNewJob.seconds, std::optional(4));
        QCOMPARE(stage.relay.lastNewJob.model, QStringLiteral("paper-studio"));
        QTRY_VERIFY(stage.find<QPlainTextEdit>("promptEdit")->toPlainText().isEmpty());
        JobCard* card = onlyCard(stage);
        QCOMPARE(card->statusText(), QStringLiteral("Waiting · next in line"));
        QCOMPARE(stage.find<NavButton>("queueNavButton")->badge(), 1);

        job.status = JobStatus::Processing;
        job.stage = JobStage::Generating;
        stage.events.tell(JobProgressEvent{job});
        QVERIFY(!card->findChild<ProgressBar*>()->progress());
        QCOMPARE(card->findChild<QLabel*>(QStringLiteral("percentLabel"))->text(), QStringLiteral("—"));
        job.progress = 36;
        job.etaSeconds = 110;
        stage.events.tell(JobProgressEvent{job});
        QCOMPARE(card->findChild<ProgressBar*>()->progress(), std::optional(36));
        QCOMPARE(card->findChild<QLabel*>(QStringLiteral("percentLabel"))->text(), QStringLiteral("36%"));
        QVERIFY(card->statusText().startsWith(QStringLiteral("Generating · about 2 min")));
        QVERIFY(card->accessibleName().contains(prompt));

        job.status = JobStatus::Completed;
        job.stage = JobStage::Done;
        job.progress = 100;
        job.videoId = QStringLiteral("0195f000-0000-7000-8000-0000000000f1");
        Video video;
        video.id = job.videoId;
        video.jobId = job.id;
        video.prompt = prompt;
        video.size = QSize(1280, 720);
        video.orientation = Orientation::Landscape;
        video.createdAt = stage.clock.time;
        stage.events.tell(JobCompletedEvent{job, video});
        QTRY_VERIFY(onlyCard(stage) == nullptr);
        QCOMPARE(stage.find<NavButton>("queueNavButton")->badge(), 0);
    }

    void everyFailureSaysWhatHappenedAndWhatItCost_data() {
        QTest::addColumn<int>("failure");
        for (int failure = static_cast<int>(JobFailure::ModerationBlocked);
            failure <= static_cast<int>(JobFailure::Unknown); ++failure) {
            QTest::addRow("%d", failure) << failure;
        }
    }

    void everyFailureSaysWhatHappenedAndWhatItCost() {
        QFETCH(int, failure);
        for (const Charged charged : {Charged::No, Charged::Held, Charged::Yes, Charged::Unknown}) {
            const Job job = failedJob(1, static_cast<JobFailure>(failure), QStringLiteral("some_code"), charged, true);
            const QString outcome = ErrorText::outcome(job);
            QVERIFY(outcome.endsWith(u'.'));
            const QString status = JobText::status(job);
            QVERIFY(status.startsWith(outcome));
            QVERIFY(status.contains(ErrorText::charged(charged)));
        }
    }

    void failuresAreToldApart() {
        QSet<QString> sentences;
        for (int failure = static_cast<int>(JobFailure::ModerationBlocked);
            failure <= static_cast<int>(JobFailure::Unknown); ++failure) {
            sentences.insert(ErrorText::outcome(
                failedJob(1, static_cast<JobFailure>(failure), QStringLiteral("x"), Charged::No, true)));
        }
        QCOMPARE(sentences.size(), static_cast<qsizetype>(JobFailure::Unknown));
    }

    void errorsAreToldApart() {
        QSet<QString> sentences;
        for (int code = static_cast<int>(ErrorCode::ValidationFailed); code <= static_cast<int>(ErrorCode::Canceled);
            ++code) {
            const QString sentence = ErrorText::sentence(Error{.code = static_cast<ErrorCode>(code), .detail = {}});
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
            sentences.insert(sentence);
        }
        // The two about idempotency keys and the two about an ended session are the same to a person.
        QCOMPARE(sentences.size(), static_cast<qsizetype>(ErrorCode::Canceled) - 2);
    }

    void failedCardOffersTheNextStep() {
        Stage stage;
        stage.signIn();
        Job job = someJob(1, JobStatus::Processing, JobStage::Generating, prompt);
        stage.events.tell(SnapshotEvent{{job}});
        Job failed = failedJob(1, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true);
        failed.prompt = prompt;
        stage.events.tell(JobFailedEvent{failed});
        QTRY_VERIFY(onlyCard(stage) != nullptr && onlyCard(stage)->job().status == JobStatus::Failed);
        QVERIFY(onlyCard(stage)->statusText().contains(QStringLiteral("Nothing was charged.")));
        stage.click("editButton");
        QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
        Job again = someJob(2, JobStatus::Pending, JobStage::Queued, prompt);
        again.retryOf = failed.id;
        stage.relay.retries.next(QList<Job>{again});
        stage.click("retryButton");
        QTRY_VERIFY(onlyCard(stage) != nullptr && onlyCard(stage)->job().id == again.id);
    }

    void cancelSaysWhatIsTrue() {
        Stage stage;
        stage.signIn();
        Job job = someJob(1, JobStatus::Processing, JobStage::Generating, prompt);
        stage.events.tell(SnapshotEvent{{job}});
        job.cancelRequested = true;
        stage.relay.cancels.next(job);
        stage.click("cancelButton");
        QTRY_VERIFY(onlyCard(stage)->statusText().contains(QStringLiteral("It may still finish and be charged")));
        QVERIFY(!stage.find<QPushButton>("cancelButton")->isVisible());
        job.status = JobStatus::Canceled;
        job.stage = JobStage::Done;
        job.charged = Charged::No;
        stage.events.tell(JobCanceledEvent{job});
        QTRY_COMPARE(onlyCard(stage)->statusText(), QStringLiteral("Canceled. Nothing was charged."));
        stage.click("dismissButton");
        QTRY_VERIFY(onlyCard(stage) == nullptr);
    }

    void promptSurvivesARevokedSession() {
        Stage stage;
        stage.signIn();
        writePrompt(stage, prompt);
        stage.auth.refreshes.always(failure(ErrorCode::Unauthorized));
        const auto renewal = stage.tokens->renew(stage.tokens->access());
        QTRY_COMPARE(stage.window->page(), PageId::Login);
        QVERIFY(renewal.isFinished());
        QVERIFY(stage.text("noteLabel").contains(QStringLiteral("what you wrote is kept")));
        QCOMPARE(stage.find<QLineEdit>("emailEdit")->text(), maya().email);
        stage.signIn();
        QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
    }

    void promptSurvivesAnErrorASignOutAndARestart() {
        const QTemporaryDir folder;
        FakeSessionMemory memory;
        {
            Stage stage(ThemeChoice::Dark, folder.path());
            stage.signIn();
            writePrompt(stage, prompt);
            stage.relay.creates.next(failure(ErrorCode::Unreachable));
            stage.click("generateButton");
            QTRY_VERIFY(stage.text("messageLabel").contains(QStringLiteral("Your text is kept")));
            QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
            stage.session->signOut();
            QTRY_COMPARE(stage.window->page(), PageId::Login);
            stage.signIn();
            QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
        }
        Stage stage(ThemeChoice::Dark, folder.path());
        stage.signIn();
        QTRY_COMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
    }

    void lostAnswerIsSentAgainWithTheSameKey() {
        Stage stage;
        stage.signIn();
        writePrompt(stage, prompt);
        stage.relay.creates.next(failure(ErrorCode::ConnectionLost));
        stage.click("generateButton");
        QTRY_VERIFY(!stage.text("messageLabel").isEmpty());
        QVERIFY(stage.text("messageLabel").contains(QStringLiteral("made twice")) ||
                stage.text("messageLabel").contains(QStringLiteral("twice")));
        stage.relay.creates.next(QList<Job>{someJob(1, JobStatus::Pending, JobStage::Queued, prompt)});
        stage.click("generateButton");
        QTRY_VERIFY(stage.relay.keys.size() >= 2);
        QCOMPARE(QSet<QString>(stage.relay.keys.begin(), stage.relay.keys.end()).size(), 1);
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

    void priceStandsOnTheButton() {
        Stage stage;
        VideoModel priced = paperStudio();
        priced.pricePerSecondMicroUsd = 100000;
        stage.relay.modelLists.always(QList<VideoModel>{priced});
        stage.signIn();
        QCOMPARE(stage.find<QPushButton>("generateButton")->text(), QStringLiteral("Generate · $0.80"));
        stage.click("secondsChip12");
        QCOMPARE(stage.find<QPushButton>("generateButton")->text(), QStringLiteral("Generate · $1.20"));
    }

    void theRelaysEstimateIsWhatIsShownAndAskedFor() {
        Stage stage;
        VideoModel priced = paperStudio();
        priced.pricePerSecondMicroUsd = 100000;
        stage.relay.modelLists.always(QList<VideoModel>{priced});
        Estimate estimate = someEstimate(900000);
        estimate.limits = someUsage().limits;
        stage.relay.estimates.always(estimate);
        stage.signIn();
        QTRY_COMPARE(stage.find<QPushButton>("generateButton")->text(), QStringLiteral("Generate · $0.90"));
        QCOMPARE(stage.find<QPushButton>("usageButton")->text(), QStringLiteral("4 of 5 this hour"));
        writePrompt(stage, prompt);
        stage.relay.creates.next(QList<Job>{someJob(1, JobStatus::Pending, JobStage::Queued, prompt)});
        stage.click("generateButton");
        QTRY_VERIFY(onlyCard(stage) != nullptr);
        QCOMPARE(stage.relay.lastExpectedPrice, 900000);
    }

    void aRefusalIsForeseen() {
        Stage stage;
        Estimate estimate;
        estimate.refusal = Error{.code = ErrorCode::RateLimited};
        estimate.refusal->limit = Limit{LimitName::VideosPerHour, 5, 5, 0, stage.clock.time.addSecs(1800)};
        stage.relay.estimates.next(estimate);
        stage.relay.estimates.always(Estimate{});
        stage.signIn();
        QTRY_VERIFY(stage.text("messageLabel").contains(QStringLiteral("allows 5 video")));
        // Another choice may fit: the relay is asked again, and nothing is said any more.
        stage.click("secondsChip4");
        QTRY_VERIFY(stage.text("messageLabel").isEmpty());
    }

    void aPriceThatChangedIsShownBeforeItIsPaid() {
        Stage stage;
        stage.relay.estimates.next(someEstimate(800000));
        stage.relay.estimates.always(someEstimate(900000));
        stage.signIn();
        writePrompt(stage, prompt);
        QTRY_COMPARE(stage.find<QPushButton>("generateButton")->text(), QStringLiteral("Generate · $0.80"));
        Error changed{.code = ErrorCode::Conflict, .httpStatus = 409};
        changed.fieldErrors = {{QStringLiteral("expectedPriceMicroUsd"), QStringLiteral("price_changed"), {}}};
        stage.relay.creates.next(std::unexpected(changed));
        stage.click("generateButton");
        QTRY_COMPARE(stage.find<QPushButton>("generateButton")->text(), QStringLiteral("Generate · $0.90"));
        QVERIFY(stage.text("messageLabel").contains(QStringLiteral("price has changed")));
        QCOMPARE(stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), prompt);
        stage.relay.creates.next(QList<Job>{someJob(1, JobStatus::Pending, JobStage::Queued, prompt)});
        stage.click("generateButton");
        QTRY_VERIFY(onlyCard(stage) != nullptr);
        QCOMPARE(stage.relay.lastExpectedPrice, 900000);
        QVERIFY(stage.relay.keys.value(0) != stage.relay.keys.value(1));
    }

    void takesMakeTheirPriceTogether() {
        Stage stage;
        VideoModel priced = paperStudio();
        priced.pricePerSecondMicroUsd = 100000;
        priced.maxCount = 3;
        stage.relay.modelLists.always(QList<VideoModel>{priced});
        stage.relay.estimates.always(someEstimate(800000));
        stage.signIn();
        writePrompt(stage, prompt);
        stage.find<QPushButton>("takesChip")->menu()->findChild<QAction*>(QStringLiteral("takesAction3"))->trigger();
        QCOMPARE(stage.find<QPushButton>("takesChip")->text(), QStringLiteral("3 take(s)"));
        QTRY_COMPARE(stage.find<QPushButton>("generateButton")->text(), QStringLiteral("Generate · $2.40"));
        stage.relay.creates.next(QList<Job>{someJob(1, JobStatus::Pending, JobStage::Queued, prompt)});
        stage.click("generateButton");
        QTRY_VERIFY(onlyCard(stage) != nullptr);
        QCOMPARE(stage.relay.lastNewJob.count, 3);
        QCOMPARE(stage.relay.lastExpectedPrice, 800000);
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

    void aCameoIsToggledAndCompleted() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.relay.cameoList = {Cameo{QStringLiteral("c2"), QStringLiteral("otto"), QStringLiteral("Otto"), {}, {}},
            Cameo{QStringLiteral("c1"), QStringLiteral("maya"), QStringLiteral("Maya"), {}, {}}};
        stage.signIn();
        auto* edit = stage.find<QPlainTextEdit>("promptEdit");
        QTRY_VERIFY(stage.window->findChild<QAbstractButton*>(QStringLiteral("cameoButton_maya")) != nullptr);
        stage.click("cameoButton_maya");
        QCOMPARE(edit->toPlainText(), QStringLiteral("@maya "));
        QVERIFY(stage.find<QAbstractButton>("cameoButton_maya")->isChecked());
        QTest::keyClicks(edit, QStringLiteral("meets @ot"));
        QTest::keyClick(
            QApplication::activePopupWidget() != nullptr ? QApplication::activePopupWidget() : edit, Qt::Key_Return);
        QCOMPARE(edit->toPlainText(), QStringLiteral("@maya meets @otto "));
        QCOMPARE(stage.find<Composer>("composer")->request().cameos,
            (QStringList{QStringLiteral("c1"), QStringLiteral("c2")}));
        stage.click("cameoButton_maya");
        QCOMPARE(edit->toPlainText(), QStringLiteral("meets @otto "));
        QVERIFY(!stage.find<QAbstractButton>("cameoButton_maya")->isChecked());
    }

    void noMoreCameosThanTheModelTakes() {
        Stage stage;
        VideoModel one = able();
        one.maxCameos = 1;
        stage.relay.modelLists.always(QList<VideoModel>{one});
        stage.relay.cameoList = {Cameo{QStringLiteral("c2"), QStringLiteral("otto"), QStringLiteral("Otto"), {}, {}},
            Cameo{QStringLiteral("c1"), QStringLiteral("maya"), QStringLiteral("Maya"), {}, {}}};
        stage.signIn();
        QTRY_VERIFY(stage.window->findChild<QAbstractButton*>(QStringLiteral("cameoButton_maya")) != nullptr);
        stage.click("cameoButton_maya");
        QVERIFY(!stage.find<QAbstractButton>("cameoButton_otto")->isEnabled());
    }

    void aCameoIsMade() {
        Stage stage;
        stage.relay.modelLists.always(QList<VideoModel>{able()});
        stage.signIn();
        stage.click("addCameoButton");
        auto* dialog = stage.window->findChild<CameoDialog*>();
        QVERIFY(dialog != nullptr);
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("nameEdit"));
        QTest::keyClicks(name, QStringLiteral("Zoe B"));
        QCOMPARE(dialog->findChild<QLineEdit*>(QStringLiteral("handleEdit"))->text(), QStringLiteral("zoe_b"));
        dialog->findChild<QPushButton*>(QStringLiteral("saveButton"))->click();
        QTRY_VERIFY(stage.window->findChild<QAbstractButton*>(QStringLiteral("cameoButton_zoe_b")) != nullptr);
        QCOMPARE(stage.relay.lastCameo.name, QStringLiteral("Zoe B"));
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

KINORA_QT_TEST(CreatePageTest)
#include "CreatePageTest.moc"
