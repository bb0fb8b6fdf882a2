#include "Composing.h"
#include "gui/ErrorText.h"
#include "gui/create/JobText.h"
#include "gui/shell/NavButton.h"
#include "gui/widgets/ProgressBar.h"
#include "support/QtTestMain.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSet>

#include <algorithm>
#include <utility>

using namespace kinora;
using namespace kinora::tests;

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

    void tabGoesFromCardToCardAsTheyStand() {
        Stage stage;
        stage.signIn();
        QList<Job> jobs;
        for (int number = 1; number <= 3; ++number) {
            jobs.prepend(someJob(number, JobStatus::Processing, JobStage::Generating, prompt));
            stage.events.tell(SnapshotEvent{jobs});
        }
        QTRY_COMPARE(stage.window->findChildren<JobCard*>().size(), 3);
        QList<JobCard*> cards = stage.window->findChildren<JobCard*>();
        QTRY_VERIFY(std::ranges::all_of(cards, [](JobCard* card) { return card->isVisible(); }));
        std::ranges::sort(cards, {}, [](JobCard* card) { return std::pair(card->y(), card->x()); });
        QWidget* stop = cards.first()->stops().first();
        for (JobCard* card : cards) {
            for (QWidget* expected : card->stops()) {
                QCOMPARE(stop, expected);
                do {
                    stop = stop->nextInFocusChain();
                } while (stop->focusPolicy() == Qt::NoFocus);
            }
        }
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
        QTRY_COMPARE(onlyCard(stage)->statusText(), QStringLiteral("Cancelled. Nothing was charged."));
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
};

KINORA_QT_TEST(CreatePageTest)
#include "CreatePageTest.moc"
