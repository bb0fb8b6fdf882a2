#include "gui/news/JobNews.h"

#include "Stage.h"
#include "support/QtTestMain.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

class FakeNotifier final : public Notifier {
public:
    [[nodiscard]] bool isAvailable() const override { return true; }
    void show(const Notice& notice) override { shown << notice; }
    void withdraw() override { ++withdrawn; }

    QList<Notice> shown;
    int withdrawn = 0;
};

class FakeTaskbar final : public TaskbarProgress {
public:
    void show(std::optional<int> percent, int active) override {
        lastPercent = percent;
        lastActive = active;
    }

    std::optional<int> lastPercent;
    int lastActive = -1;
};

Job ready(int number, const QString& words) {
    Job job = someJob(number, JobStatus::Completed, JobStage::Done, words);
    job.videoId = job.id;
    return job;
}

} // namespace

class JobNewsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Stage> m_stage;
    FakeNotifier m_notifier;
    FakeTaskbar m_taskbar;
    std::unique_ptr<JobNews> m_news;

    void complete(const Job& job) {
        m_stage->events.tell(JobProgressEvent{someJob(1, JobStatus::Processing, JobStage::Saving, job.prompt)});
        m_stage->events.tell(JobCompletedEvent{job, Video()});
    }

private slots:
    void init() {
        m_stage = std::make_unique<Stage>();
        m_stage->signIn();
        m_notifier.shown.clear();
        m_notifier.withdrawn = 0;
        m_news = std::make_unique<JobNews>(*m_stage->creation, m_notifier, m_taskbar);
        m_news->setWindowInFront(false);
    }
    void cleanup() {
        m_news.reset();
        m_stage.reset();
    }

    void oneVideoOpensItself() {
        const Job job = ready(2, QStringLiteral("Old lighthouse,\nstorm waves"));
        complete(job);
        QTRY_COMPARE(m_notifier.shown.size(), 1);
        QCOMPARE(m_notifier.shown.first(),
            (Notice{QStringLiteral("Your video is ready"), QStringLiteral("Old lighthouse, storm waves")}));
        QSignalSpy opened(m_news.get(), &JobNews::openRequested);
        emit m_notifier.activated();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().at(0).value<PageId>(), PageId::Player);
        QCOMPARE(opened.first().at(1).toString(), job.videoId);
        QCOMPARE(m_notifier.withdrawn, 1);
    }

    void severalAreOneNotice() {
        for (int i = 2; i <= 6; ++i) {
            complete(ready(i, QStringLiteral("Prompt %1").arg(i)));
        }
        QTRY_COMPARE(m_notifier.shown.size(), 1);
        QCOMPARE(m_notifier.shown.first().title, QStringLiteral("5 videos are ready"));
        QCOMPARE(m_notifier.shown.first().body, QStringLiteral("Prompt 2\nPrompt 3\nPrompt 4\nand 2 more"));
        // What ends while it is shown joins it.
        m_stage->events.tell(
            JobFailedEvent{failedJob(7, JobFailure::UpstreamFull, QStringLiteral("upstream_full"), Charged::No, true)});
        QTRY_COMPARE(m_notifier.shown.size(), 2);
        QCOMPARE(m_notifier.shown.last().title, QStringLiteral("Videos ready: 5, failed: 1"));
        QSignalSpy opened(m_news.get(), &JobNews::openRequested);
        emit m_notifier.activated();
        QCOMPARE(opened.first().at(0).value<PageId>(), PageId::Gallery);
    }

    void aFailureSaysWhatItCost() {
        m_stage->events.tell(JobFailedEvent{
            failedJob(7, JobFailure::OutcomeUnknown, QStringLiteral("outcome_unknown"), Charged::Unknown, false)});
        QTRY_COMPARE(m_notifier.shown.size(), 1);
        QCOMPARE(m_notifier.shown.first().title, QStringLiteral("A video failed"));
        QVERIFY(m_notifier.shown.first().body.endsWith(QStringLiteral("It may have been charged.")));
        QSignalSpy opened(m_news.get(), &JobNews::openRequested);
        emit m_notifier.activated();
        QCOMPARE(opened.first().at(0).value<PageId>(), PageId::Queue);
    }

    void nothingWhileItIsSeenAnyway() {
        QSignalSpy told(m_news.get(), &JobNews::videoReady);
        complete(ready(2, QStringLiteral("Prompt")));
        m_news->setWindowInFront(true); // within the moment in which others are waited for
        complete(ready(3, QStringLiteral("Prompt")));
        QCOMPARE(told.size(), 2);
        m_news->setWindowInFront(false);
        m_news->setEnabled(false);
        complete(ready(4, QStringLiteral("Prompt")));
        m_news->setEnabled(true);
        m_stage->events.tell(JobCanceledEvent{someJob(5, JobStatus::Canceled, JobStage::Done, {})}); // by the person
        complete(ready(6, QStringLiteral("The one to be told")));
        QTRY_COMPARE(m_notifier.shown.size(), 1);
        QCOMPARE(m_notifier.shown.first().body, QStringLiteral("The one to be told"));
    }

    void comingBackTakesItAway() {
        complete(ready(2, QStringLiteral("Prompt")));
        QTRY_COMPARE(m_notifier.shown.size(), 1);
        m_news->setWindowInFront(true);
        QCOMPARE(m_notifier.withdrawn, 1);
    }

    void theTaskbarShowsHowFarAllAre() {
        Job half = someJob(1, JobStatus::Processing, JobStage::Generating, {});
        m_stage->events.tell(JobProgressEvent{half});
        QVERIFY(!m_taskbar.lastPercent); // nobody knows
        QCOMPARE(m_taskbar.lastActive, 1);
        half.progress = 50;
        m_stage->events.tell(JobProgressEvent{half});
        m_stage->events.tell(JobProgressEvent{someJob(2, JobStatus::Pending, JobStage::Queued, {})});
        QCOMPARE(m_taskbar.lastPercent, 25);
        QCOMPARE(m_taskbar.lastActive, 2);
        m_stage->creation->close();
        QCOMPARE(m_taskbar.lastActive, 0);
    }
};

KINORA_QT_TEST(JobNewsTest)
#include "JobNewsTest.moc"
