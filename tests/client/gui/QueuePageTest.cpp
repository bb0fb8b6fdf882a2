#include "Stage.h"
#include "gui/queue/QueueCard.h"
#include "gui/queue/QueueGrip.h"
#include "gui/queue/QueueList.h"
#include "gui/shell/NavButton.h"
#include "support/QtTestMain.h"

#include <QAccessible>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace kinora;
using namespace kinora::tests;

namespace {

Queue line(const QList<Job>& jobs, bool paused = false) {
    Queue queue{.paused = paused, .pausedAt = {}, .waiting = {}};
    for (const Job& job : jobs) {
        queue.waiting.append({.jobId = job.id,
            .stage = paused ? JobStage::Held : JobStage::Queued,
            .position = static_cast<int>(queue.waiting.size()) + 1});
    }
    return queue;
}

// Three waiting, one under way.
struct QueueScene {
    QueueScene() {
        stage.signIn();
        for (int i = 1; i <= 3; ++i) {
            waiting << someJob(i, JobStatus::Pending, JobStage::Queued, QStringLiteral("Prompt %1").arg(i));
        }
        running = someJob(9, JobStatus::Processing, JobStage::Generating, QStringLiteral("Running"));
        running.progress = 36;
        stage.events.tell(SnapshotEvent{waiting + QList<Job>{running}});
        stage.events.tell(QueueEvent{line(waiting)});
        QTest::keyClick(stage.window.get(), Qt::Key_3, Qt::ControlModifier);
        QApplication::processEvents();
    }
    [[nodiscard]] QueueCard* card(const Job& job) const { return stage.find<QueueList>("nowList")->card(job.id); }
    // Ids from top to bottom.
    [[nodiscard]] QStringList shown() const {
        QStringList ids;
        const QLayout* layout = stage.find<QueueList>("nowList")->layout();
        for (int i = 0; i < layout->count(); ++i) {
            if (const auto* one = qobject_cast<QueueCard*>(layout->itemAt(i)->widget())) {
                ids << one->job().id;
            }
        }
        return ids;
    }
    [[nodiscard]] QString id(int number) const { return waiting.at(number - 1).id; }

    Stage stage;
    QList<Job> waiting;
    Job running;
};

Error priceChanged() {
    Error error{.code = ErrorCode::Conflict, .httpStatus = 409};
    error.fieldErrors = {{QStringLiteral("expectedPriceMicroUsd"), QStringLiteral("price_changed"), {}}};
    return error;
}

Estimate priced(qint64 microUsd) {
    Estimate estimate;
    estimate.priceMicroUsd = microUsd;
    return estimate;
}

// Whether a screen reader says by itself what the card says.
bool isAnnounced(const QueueCard* card) {
    auto* label = card->findChild<QLabel*>(QStringLiteral("statusLabel"));
    return QAccessible::queryAccessibleInterface(label)->role() == QAccessible::Notification;
}

QPushButton* button(const QueueCard* card, const char* name) {
    return card->findChild<QPushButton*>(QLatin1String(name));
}

} // namespace

class QueuePageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void showsWhatRunsAndWhatWaits() {
        const QueueScene scene;
        QCOMPARE(scene.stage.window->page(), PageId::Queue);
        QCOMPARE(scene.shown(), (QStringList{scene.running.id, scene.id(1), scene.id(2), scene.id(3)}));
        QVERIFY(!scene.card(scene.running)->grip().isVisible());
        QVERIFY(scene.card(scene.waiting.first())->grip().isVisible());
        QCOMPARE(scene.card(scene.waiting.at(1))->statusText(), QStringLiteral("Waiting · number 2 in line"));
        QCOMPARE(
            scene.stage.find<NavButton>("queueNavButton")->accessibleDescription(), QStringLiteral("4 in progress"));
    }

    void arrowKeysChangeTheOrder() {
        QueueScene scene;
        scene.stage.relay.moves.next(line({scene.waiting.at(1), scene.waiting.at(0), scene.waiting.at(2)}));
        QueueGrip& grip = scene.card(scene.waiting.at(1))->grip();
        grip.setFocus();
        QTest::keyClick(&grip, Qt::Key_Up);
        QCOMPARE(scene.shown().mid(1), (QStringList{scene.id(2), scene.id(1), scene.id(3)}));
        QCOMPARE(scene.stage.relay.movesSeen, (QList<std::pair<QString, QString>>{{scene.id(2), scene.id(1)}}));
        QVERIFY(grip.hasFocus()); // so that the next press moves it on
        scene.stage.relay.moves.next(line({scene.waiting.at(0), scene.waiting.at(2), scene.waiting.at(1)}));
        QTest::keyClick(&grip, Qt::Key_End);
        QCOMPARE(scene.stage.relay.movesSeen.last(), (std::pair<QString, QString>{scene.id(2), QString()}));
        QTRY_COMPARE(scene.shown().mid(1), (QStringList{scene.id(1), scene.id(3), scene.id(2)}));
        QTest::keyClick(&grip, Qt::Key_Down); // it is the last already
        QCOMPARE(scene.stage.relay.movesSeen.size(), 2);
    }

    void draggingChangesTheOrder() {
        QueueScene scene;
        QueueGrip& grip = scene.card(scene.waiting.at(2))->grip();
        const QPoint from = grip.rect().center();
        const QPoint to = grip.mapFromGlobal(scene.card(scene.waiting.at(0))->mapToGlobal(QPoint(20, 4)));
        QTest::mousePress(&grip, Qt::LeftButton, {}, from);
        QTest::mouseMove(&grip, from - QPoint(0, 40));
        QTest::mouseMove(&grip, to);
        QCOMPARE(scene.shown().mid(1), (QStringList{scene.id(3), scene.id(1), scene.id(2)}));
        QVERIFY(scene.stage.relay.movesSeen.isEmpty()); // not before it is dropped
        QTest::mouseRelease(&grip, Qt::LeftButton, {}, grip.rect().center());
        QCOMPARE(scene.stage.relay.movesSeen, (QList<std::pair<QString, QString>>{{scene.id(3), scene.id(1)}}));
        QCOMPARE(scene.shown().mid(1), (QStringList{scene.id(3), scene.id(1), scene.id(2)}));
    }

    void aRefusedMoveIsSaidAndTakenBack() {
        QueueScene scene;
        scene.stage.relay.moves.next(failure(ErrorCode::Conflict));
        QTest::keyClick(&scene.card(scene.waiting.at(1))->grip(), Qt::Key_Up);
        QTRY_COMPARE(scene.shown().mid(1), (QStringList{scene.id(1), scene.id(2), scene.id(3)}));
        QTRY_VERIFY(scene.card(scene.waiting.at(1))->statusText().contains(QStringLiteral("changed meanwhile")));
    }

    void pausingSaysWhatHappens() {
        QueueScene scene;
        scene.stage.relay.pauses.next(line(scene.waiting, true));
        scene.stage.click("pauseButton");
        QTRY_COMPARE(scene.stage.find<QPushButton>("pauseButton")->text(), QStringLiteral("Resume my queue"));
        QVERIFY(scene.stage.text("noteLabel").contains(QStringLiteral("goes on")));
        QCOMPARE(scene.card(scene.waiting.at(1))->statusText(), QStringLiteral("Paused · number 2 in your line"));
        scene.stage.relay.resumes.next(failure(ErrorCode::Unreachable));
        scene.stage.click("pauseButton");
        QTRY_VERIFY(scene.stage.text("noteLabel").contains(QStringLiteral("cannot be reached")));
        QCOMPARE(scene.stage.find<QPushButton>("pauseButton")->text(), QStringLiteral("Resume my queue"));
    }

    void cancelTellsTheTruth() {
        QueueScene scene;
        Job stopping = scene.running;
        stopping.cancelRequested = true;
        scene.stage.relay.cancels.next(stopping);
        button(scene.card(scene.running), "cancelButton")->click();
        QTRY_VERIFY(
            scene.card(scene.running)->statusText().contains(QStringLiteral("may still finish and be charged")));
        QVERIFY(!button(scene.card(scene.running), "cancelButton")->isVisible());
    }

    void tryingAgainIsANewJob() {
        QueueScene scene;
        Job failed =
            failedJob(9, JobFailure::OutcomeUnknown, QStringLiteral("outcome_unknown"), Charged::Unknown, false);
        scene.stage.events.tell(JobFailedEvent{failed});
        QueueCard* card = scene.card(failed);
        QVERIFY(card->statusText().endsWith(QStringLiteral("It may have been charged. Try again anyway?")));
        QVERIFY(scene.stage.relay.keys.isEmpty()); // never by itself
        Job again = someJob(10, JobStatus::Pending, JobStage::Queued, failed.prompt);
        again.retryOf = failed.id;
        scene.stage.relay.retries.next(QList<Job>{again});
        button(card, "retryButton")->click();
        QTRY_COMPARE(scene.stage.relay.keys.size(), 1);
        QTRY_VERIFY(scene.shown().contains(again.id));
        QVERIFY(!scene.shown().contains(failed.id));
    }

    void aFailureIsToldToAReader() {
        QueueScene scene;
        QVERIFY(!isAnnounced(scene.card(scene.running)));
        const Job failed = failedJob(9, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true);
        scene.stage.events.tell(JobFailedEvent{failed});
        QVERIFY(isAnnounced(scene.card(failed)));
        QVERIFY(!isAnnounced(scene.card(scene.waiting.first())));
        scene.stage.relay.moves.next(failure(ErrorCode::Conflict));
        QTest::keyClick(&scene.card(scene.waiting.at(1))->grip(), Qt::Key_Up);
        QTRY_VERIFY(isAnnounced(scene.card(scene.waiting.at(1)))); // what was refused, too
    }

    void whatFailedLongAgoIsNoNews() {
        QueueScene scene;
        const Job old = failedJob(20, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true);
        scene.stage.relay.jobPages.next(Page<Job>{{old}, {}});
        scene.stage.click("historyChip");
        const auto* list = scene.stage.find<QueueList>("historyList");
        QTRY_VERIFY(list->card(old.id) != nullptr);
        QVERIFY(!isAnnounced(list->card(old.id)));
    }

    void anotherPriceIsShownAndAccepted() {
        QueueScene scene;
        Job failed = failedJob(9, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true);
        failed.priceMicroUsd = 800000;
        scene.stage.events.tell(JobFailedEvent{failed});
        QueueCard* card = scene.card(failed);
        scene.stage.relay.estimates.always(priced(1200000));
        scene.stage.relay.retries.next(std::unexpected(priceChanged()));
        button(card, "retryButton")->click();
        QTRY_VERIFY(card->statusText().endsWith(QStringLiteral("It now costs $1.20, not $0.80, so nothing was sent.")));
        QVERIFY(!scene.stage.relay.lastExpectedPrice);
        QCOMPARE(button(card, "retryButton")->text(), QStringLiteral("Try again for $1.20"));
        Job again = someJob(10, JobStatus::Pending, JobStage::Queued, failed.prompt);
        again.retryOf = failed.id;
        scene.stage.relay.retries.next(QList<Job>{again});
        button(card, "retryButton")->click();
        QTRY_VERIFY(scene.shown().contains(again.id));
        QCOMPARE(scene.stage.relay.lastExpectedPrice, 1200000);
        QVERIFY(scene.stage.relay.keys.first() != scene.stage.relay.keys.last()); // another request
    }

    void aPriceThatNobodyTellsLeadsToTheComposer() {
        QueueScene scene;
        const Job failed = failedJob(9, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true);
        scene.stage.events.tell(JobFailedEvent{failed});
        scene.stage.relay.estimates.always(failure(ErrorCode::Unavailable));
        scene.stage.relay.retries.next(std::unexpected(priceChanged()));
        button(scene.card(failed), "retryButton")->click();
        QTRY_VERIFY(
            scene.card(failed)->statusText().contains(QStringLiteral("Edit and try again to see the new price")));
        QCOMPARE(button(scene.card(failed), "retryButton")->text(), QStringLiteral("Try again"));
    }

    void aLongLineIsShownAsOneComesToIt() {
        QueueScene scene;
        scene.stage.relay.jobAnswers.always(failure(ErrorCode::NotFound)); // the scene's own are gone
        QList<Job> jobs;
        for (int i = 1; i <= 250; ++i) {
            jobs << someJob(100 + i, JobStatus::Pending, JobStage::Queued, QStringLiteral("Prompt %1").arg(i));
        }
        scene.stage.events.tell(SnapshotEvent{jobs});
        scene.stage.events.tell(QueueEvent{line(jobs)});
        auto* bar = scene.stage.find<QScrollArea>("nowScrollArea")->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        QVERIFY(scene.card(jobs.at(99)) != nullptr);
        QVERIFY(scene.card(jobs.at(100)) == nullptr);
        QCOMPARE(scene.stage.text("moreLabel"), QStringLiteral("150 more are waiting."));
        bar->setValue(bar->maximum());
        QTRY_VERIFY(scene.card(jobs.at(199)) != nullptr);
        QCOMPARE(scene.stage.text("moreLabel"), QStringLiteral("50 more are waiting."));

        // The last card that is shown is not the last of the line.
        QTest::keyClick(&scene.card(jobs.at(198))->grip(), Qt::Key_Down);
        QCOMPARE(scene.stage.relay.movesSeen.last(), (std::pair<QString, QString>{jobs.at(198).id, jobs.at(200).id}));
        QueueGrip& grip = scene.card(jobs.at(0))->grip();
        grip.setFocus();
        QTest::keyClick(&grip, Qt::Key_End);
        QCOMPARE(scene.stage.relay.movesSeen.last(), (std::pair<QString, QString>{jobs.at(0).id, QString()}));
        QCOMPARE(scene.shown().last(), jobs.at(0).id);
        QVERIFY(grip.hasFocus());
    }

    void editingGoesToTheComposer() {
        QueueScene scene;
        const Job failed =
            failedJob(9, JobFailure::ModerationBlocked, QStringLiteral("moderation_blocked"), Charged::No, false);
        scene.stage.events.tell(JobFailedEvent{failed});
        button(scene.card(failed), "editButton")->click();
        QCOMPARE(scene.stage.window->page(), PageId::Create);
        QCOMPARE(scene.stage.find<QPlainTextEdit>("promptEdit")->toPlainText(), failed.prompt);
    }

    void theHistoryCanBeSearched() {
        QueueScene scene;
        const Job fox = failedJob(20, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true);
        const Job sea = someJob(21, JobStatus::Completed, JobStage::Done, QStringLiteral("The sea"));
        scene.stage.relay.jobPages.next(Page<Job>{{sea, fox}, {}});
        scene.stage.click("historyChip");
        auto* list = scene.stage.find<QueueList>("historyList");
        QTRY_VERIFY(list->card(sea.id) != nullptr);
        QVERIFY(button(list->card(sea.id), "editButton")->text() == QStringLiteral("Use again"));
        scene.stage.relay.jobPages.next(Page<Job>{{fox}, {}});
        scene.stage.click("failedChip");
        QCOMPARE(scene.stage.relay.lastJobQuery.statuses, QList<JobStatus>{JobStatus::Failed});
        QVERIFY(list->card(sea.id) == nullptr);
        QVERIFY(list->card(fox.id) != nullptr);
        QTest::keyClick(scene.stage.window.get(), Qt::Key_F, Qt::ControlModifier);
        auto* search = scene.stage.find<QLineEdit>("searchEdit");
        QVERIFY(search->hasFocus());
        scene.stage.relay.jobPages.next(Page<Job>{});
        QTest::keyClicks(search, QStringLiteral("whale"));
        QTest::keyClick(search, Qt::Key_Return); // does not wait for the pause
        QTRY_COMPARE(scene.stage.text("waitingLabel"), QStringLiteral("None of your jobs match."));
        QCOMPARE(scene.stage.relay.lastJobQuery.text, QStringLiteral("whale"));
        scene.stage.click("nowChip");
        QVERIFY(!search->isVisible());
    }

    void historyIsUnderItsDays() {
        QueueScene scene;
        Job today = failedJob(20, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true);
        today.finishedAt = scene.stage.clock.time.addSecs(-60);
        Job done = someJob(19, JobStatus::Completed, JobStage::Done, QStringLiteral("Old lighthouse"));
        done.videoId = QStringLiteral("0195f000-0000-7000-8000-00000000000f");
        done.finishedAt = scene.stage.clock.time.addDays(-1);
        done.charged = Charged::Yes;
        done.priceMicroUsd = 800000;
        scene.stage.relay.jobPages.next(Page<Job>{{today, done}, QStringLiteral("more")});
        scene.stage.click("historyChip");
        auto* list = scene.stage.find<QueueList>("historyList");
        QTRY_VERIFY(list->card(done.id) != nullptr);
        QStringList headings;
        for (const QLabel* label : list->findChildren<QLabel*>(QString(), Qt::FindDirectChildrenOnly)) {
            headings << label->text();
        }
        QCOMPARE(headings, (QStringList{QStringLiteral("Finished today"), QStringLiteral("Yesterday")}));
        QVERIFY(button(list->card(done.id), "watchButton")->isVisible());
        QVERIFY(scene.stage.find<QPushButton>("olderButton")->isVisible());
        QVERIFY(list->card(done.id)
                ->findChild<QLabel*>(QStringLiteral("factsLabel"))
                ->text()
                .contains(QStringLiteral("$0.80 charged")));
    }
};

KINORA_QT_TEST(QueuePageTest)
#include "QueuePageTest.moc"
