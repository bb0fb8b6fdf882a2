#include "gui/news/JobNews.h"

#include "Stage.h"
#include "client/support/SampleData.h"
#include "support/QtTestMain.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

Job ready(int number, const QString& words) {
    Job job = someJob(number, JobStatus::Completed, JobStage::Done, words);
    job.videoId = job.id;
    return job;
}

} // namespace

class JobNewsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Stage> m_stage;

    void complete(const Job& job) {
        m_stage->events.tell(JobProgressEvent{someJob(1, JobStatus::Processing, JobStage::Saving, job.prompt)});
        Video video = sampleVideo(1, job.prompt);
        video.id = job.videoId;
        m_stage->events.tell(JobCompletedEvent{job, video});
    }

private slots:
    void init() {
        m_stage = std::make_unique<Stage>();
        m_stage->signIn();
        m_stage->notifier.shown.clear();
        m_stage->notifier.withdrawn = 0;
        m_stage->news->setWindowInFront(false);
    }
    void cleanup() { m_stage.reset(); }

    void oneVideoOpensItself() {
        const Job job = ready(2, QStringLiteral("Old lighthouse,\nstorm waves"));
        complete(job);
        QTRY_COMPARE(m_stage->notifier.shown.size(), 1);
        QCOMPARE(m_stage->notifier.shown.first(),
            (Notice{QStringLiteral("Your video is ready"), QStringLiteral("Old lighthouse, storm waves")}));
        QSignalSpy opened(m_stage->news.get(), &JobNews::openRequested);
        emit m_stage->notifier.activated();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().at(0).value<PageId>(), PageId::Player);
        QCOMPARE(opened.first().at(1).toString(), job.videoId);
        QCOMPARE(m_stage->notifier.withdrawn, 1);
    }

    void theOneThatIsReadyOpensAmongFailures() {
        const auto failed = [](int number) {
            return JobFailedEvent{
                failedJob(number, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true)};
        };
        const Job job = ready(3, QStringLiteral("Prompt"));
        m_stage->events.tell(failed(7));
        complete(job);
        m_stage->events.tell(failed(8));
        QTRY_COMPARE(m_stage->notifier.shown.size(), 1);
        QCOMPARE(m_stage->notifier.shown.first().title, QStringLiteral("Videos ready: 1, failed: 2"));
        QSignalSpy opened(m_stage->news.get(), &JobNews::openRequested);
        emit m_stage->notifier.activated();
        QCOMPARE(opened.first().at(0).value<PageId>(), PageId::Player);
        QCOMPARE(opened.first().at(1).toString(), job.videoId);
    }

    void severalAreOneNotice() {
        for (int i = 2; i <= 6; ++i) {
            complete(ready(i, QStringLiteral("Prompt %1").arg(i)));
        }
        QTRY_COMPARE(m_stage->notifier.shown.size(), 1);
        QCOMPARE(m_stage->notifier.shown.first().title, QStringLiteral("5 videos are ready"));
        QCOMPARE(m_stage->notifier.shown.first().body, QStringLiteral("Prompt 2\nPrompt 3\nPrompt 4\nand 2 more"));
        // What ends while it is shown joins it.
        m_stage->events.tell(
            JobFailedEvent{failedJob(7, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true)});
        QTRY_COMPARE(m_stage->notifier.shown.size(), 2);
        QCOMPARE(m_stage->notifier.shown.last().title, QStringLiteral("Videos ready: 5, failed: 1"));
        QSignalSpy opened(m_stage->news.get(), &JobNews::openRequested);
        emit m_stage->notifier.activated();
        QCOMPARE(opened.first().at(0).value<PageId>(), PageId::Gallery);
    }

    void aFailureSaysWhatItCost() {
        m_stage->events.tell(JobFailedEvent{
            failedJob(7, JobFailure::OutcomeUnknown, QStringLiteral("outcome_unknown"), Charged::Unknown, false)});
        QTRY_COMPARE(m_stage->notifier.shown.size(), 1);
        QCOMPARE(m_stage->notifier.shown.first().title, QStringLiteral("A video failed"));
        QVERIFY(m_stage->notifier.shown.first().body.endsWith(QStringLiteral("It may have been charged.")));
        QSignalSpy opened(m_stage->news.get(), &JobNews::openRequested);
        emit m_stage->notifier.activated();
        QCOMPARE(opened.first().at(0).value<PageId>(), PageId::Queue);
    }

    void nothingWhileItIsSeenAnyway() {
        QSignalSpy told(m_stage->news.get(), &JobNews::videoReady);
        complete(ready(2, QStringLiteral("Prompt")));
        m_stage->news->setWindowInFront(true); // within the moment in which others are waited for
        complete(ready(3, QStringLiteral("Prompt")));
        QCOMPARE(told.size(), 2);
        m_stage->news->setWindowInFront(false);
        m_stage->news->setEnabled(false);
        complete(ready(4, QStringLiteral("Prompt")));
        m_stage->news->setEnabled(true);
        m_stage->events.tell(JobCanceledEvent{someJob(5, JobStatus::Canceled, JobStage::Done, {})}); // by the person
        complete(ready(6, QStringLiteral("The one to be told")));
        QTRY_COMPARE(m_stage->notifier.shown.size(), 1);
        QCOMPARE(m_stage->notifier.shown.first().body, QStringLiteral("The one to be told"));
    }

    void whatWasSeenIsNotToldLater() {
        m_stage->news->setWindowInFront(true);
        complete(ready(2, QStringLiteral("Seen as it came")));
        m_stage->news->setWindowInFront(false);
        complete(ready(3, QStringLiteral("The one to be told")));
        QTRY_COMPARE(m_stage->notifier.shown.size(), 1);
        QCOMPARE(m_stage->notifier.shown.first().body, QStringLiteral("The one to be told"));
    }

    void comingBackTakesItAway() {
        complete(ready(2, QStringLiteral("Prompt")));
        QTRY_COMPARE(m_stage->notifier.shown.size(), 1);
        m_stage->news->setWindowInFront(true);
        QCOMPARE(m_stage->notifier.withdrawn, 1);
    }

    void theTaskbarShowsHowFarAllAre() {
        Job half = someJob(1, JobStatus::Processing, JobStage::Generating, {});
        m_stage->events.tell(JobProgressEvent{half});
        QVERIFY(!m_stage->taskbar.lastPercent); // nobody knows
        QCOMPARE(m_stage->taskbar.lastActive, 1);
        half.progress = 50;
        m_stage->events.tell(JobProgressEvent{half});
        m_stage->events.tell(JobProgressEvent{someJob(2, JobStatus::Pending, JobStage::Queued, {})});
        QCOMPARE(m_stage->taskbar.lastPercent, 25);
        QCOMPARE(m_stage->taskbar.lastActive, 2);
        m_stage->events.tell(
            JobFailedEvent{failedJob(3, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true)});
        QCOMPARE(m_stage->taskbar.lastPercent, 25); // it stays among the cards, but goes nowhere
        QCOMPARE(m_stage->taskbar.lastActive, 2);
        m_stage->creation->close();
        QCOMPARE(m_stage->taskbar.lastActive, 0);
    }
};

KINORA_QT_TEST(JobNewsTest)
#include "JobNewsTest.moc"
