#include "services/CreationService.h"

#include "CreationFakes.h"
#include "client/support/Await.h"
#include "support/QtTestMain.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

using Kind = ConnectionStatus::Kind;
using State = RelayEvents::State;

NewJob fox() {
    return {.prompt = QStringLiteral("A fox in the rain")};
}

} // namespace

class CreationServiceTest : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<JobsRelay> m_relay;
    std::unique_ptr<FakePendingSubmissions> m_submissions;
    std::unique_ptr<FakeJobCache> m_cache;
    std::unique_ptr<FakeRelayEvents> m_events;
    std::unique_ptr<CreationService> m_creation;
    QList<std::pair<Job, std::optional<Video>>> m_finished;
    QStringList m_videos;

    void restart(bool online = true) {
        m_creation.reset();
        m_events = std::make_unique<FakeRelayEvents>();
        m_creation = std::make_unique<CreationService>(*m_relay, *m_events, m_clock);
        m_finished.clear();
        m_videos.clear();
        connect(m_creation.get(), &CreationService::jobFinished, this,
            [this](const Job& job, const std::optional<Video>& video) { m_finished.append({job, video}); });
        connect(m_creation.get(), &CreationService::videoChanged, this,
            [this](const Video& video) { m_videos.append(video.id); });
        m_creation->open(*m_submissions, *m_cache, online);
        if (online)
            m_events->enter(State::Open);
    }
    Job submitted() {
        const auto jobs = await(m_creation->submit(fox()));
        return jobs ? jobs->value(0) : Job{};
    }
    Job moved(Job job, JobStatus status, std::optional<int> progress = {}) {
        Job next = makeJob(job.id, status, progress);
        next.createdAt = job.createdAt;
        next.prompt = job.prompt;
        return next;
    }

private slots:
    void init() {
        m_relay = std::make_unique<JobsRelay>();
        m_submissions = std::make_unique<FakePendingSubmissions>();
        m_cache = std::make_unique<FakeJobCache>();
        restart();
    }
    void cleanup() { m_creation.reset(); }

    void fromPromptToVideo() {
        QSignalSpy added(m_creation.get(), &CreationService::jobAdded);
        QSignalSpy changed(m_creation.get(), &CreationService::jobChanged);
        QSignalSpy removed(m_creation.get(), &CreationService::jobRemoved);
        const Job job = submitted();
        QCOMPARE(added.size(), 1);
        QCOMPARE(m_creation->activeCount(), 1);
        QVERIFY(m_submissions->stored.isEmpty());

        m_events->send(JobProgressEvent{moved(job, JobStatus::Processing, 36)});
        m_events->send(JobProgressEvent{moved(job, JobStatus::Processing, 99)});
        QCOMPARE(changed.size(), 2);
        QCOMPARE(m_creation->job(job.id)->progress, 99);

        const Job done = moved(job, JobStatus::Completed, 100);
        const Video video = makeVideo(done.videoId, job.id);
        m_events->send(JobCompletedEvent{done, video});
        QCOMPARE(m_finished.size(), 1);
        QCOMPARE(m_finished.first().second, video);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(m_videos, QStringList{video.id});
        QVERIFY(m_creation->jobs().isEmpty());
        QVERIFY(m_cache->cached.isEmpty());
    }

    void aReplayedEndIsToldOnce() {
        const Job job = submitted();
        const Job done = moved(job, JobStatus::Completed, 100);
        m_events->send(JobCompletedEvent{done, makeVideo(done.videoId, job.id)});
        m_events->send(JobCompletedEvent{done, makeVideo(done.videoId, job.id)});
        m_events->send(JobProgressEvent{moved(job, JobStatus::Processing, 50)});
        QCOMPARE(m_finished.size(), 1);
        QVERIFY(m_creation->jobs().isEmpty());
    }

    void theEndMayOvertakeTheAnswer() {
        const auto answer = m_creation->submit(fox());
        const Job early = makeJob(QStringLiteral("job-1"), JobStatus::Completed, 100);
        m_events->send(JobCompletedEvent{early, makeVideo(early.videoId, early.id)});
        QVERIFY(await(answer).has_value());
        QCoreApplication::processEvents();
        QVERIFY(m_creation->jobs().isEmpty());
        QCOMPARE(m_finished.size(), 1);
    }

    void aFailedJobStaysUntilDismissedAndOverARestart() {
        const Job job = submitted();
        m_events->send(JobFailedEvent{moved(job, JobStatus::Failed)});
        QCOMPARE(m_finished.size(), 1);
        QCOMPARE(m_creation->activeCount(), 0);
        QCOMPARE(m_creation->job(job.id)->error->failure, JobFailure::UpstreamFull);
        restart();
        QTRY_COMPARE(idsOf(m_creation->jobs()), QStringList{job.id});
        QVERIFY(m_finished.isEmpty());
        m_creation->dismiss(job.id);
        QVERIFY(m_creation->jobs().isEmpty());
        restart();
        QCoreApplication::processEvents();
        QVERIFY(m_creation->jobs().isEmpty());
    }

    void anActiveJobCannotBeDismissed() {
        const Job job = submitted();
        m_creation->dismiss(job.id);
        QCOMPARE(m_creation->activeCount(), 1);
    }

    void cachedJobsShowBeforeTheRelayAnswers() {
        const Job job = submitted();
        restart(false);
        QTRY_COMPARE(idsOf(m_creation->jobs()), QStringList{job.id});
        QCOMPARE(m_creation->connection().kind, Kind::Offline);
    }

    void aSnapshotFindsWhatEndedMeanwhile() {
        const Job done = submitted();
        NewJob other = fox();
        other.prompt = QStringLiteral("Another");
        const Job gone = await(m_creation->submit(other))->first();
        const Job finished = moved(done, JobStatus::Completed, 100);
        m_relay->known[done.id] = finished;
        m_relay->knownVideos.insert(finished.videoId, makeVideo(finished.videoId, done.id));
        m_relay->known.remove(gone.id);
        const Job fresh = makeJob(QStringLiteral("elsewhere"), JobStatus::Processing, 10);
        m_events->send(SnapshotEvent{{fresh}});
        QTRY_COMPARE(idsOf(m_creation->jobs()), QStringList{fresh.id});
        QCOMPARE(m_finished.size(), 1);
        QCOMPARE(m_finished.first().second->id, finished.videoId);
    }

    void whatEndedBetweenTwoRunsIsFound() {
        const Job job = submitted();
        const Job finished = moved(job, JobStatus::Completed, 100);
        m_relay->known[job.id] = finished;
        m_relay->knownVideos.insert(finished.videoId, makeVideo(finished.videoId, job.id));
        restart();
        m_events->send(SnapshotEvent{{}}); // comes before the cache has been read
        QTRY_COMPARE(m_finished.size(), 1);
        QVERIFY(m_creation->jobs().isEmpty());
    }

    void aFailedLookUpIsAskedAgain() {
        const Job job = submitted();
        m_relay->lookUpFailure = Error{.code = ErrorCode::Unavailable, .httpStatus = 503};
        m_events->send(SnapshotEvent{{}});
        QCoreApplication::processEvents();
        QCOMPARE(m_creation->activeCount(), 1);
        m_relay->lookUpFailure.reset();
        m_relay->known[job.id] = moved(job, JobStatus::Failed);
        QTRY_COMPARE(m_finished.size(), 1);
    }

    void aCompletedJobWithoutItsVideoStillEnds() {
        const Job job = submitted();
        m_relay->known[job.id] = moved(job, JobStatus::Completed, 100);
        m_events->send(SnapshotEvent{{}});
        QTRY_COMPARE(m_finished.size(), 1);
        QVERIFY(!m_finished.first().second);
    }

    void progressNeverFalls() {
        const Job job = submitted();
        m_events->send(JobProgressEvent{moved(job, JobStatus::Processing, 60)});
        m_events->send(JobProgressEvent{moved(job, JobStatus::Processing, 40)});
        QCOMPARE(m_creation->job(job.id)->progress, 60);
    }

    void newestFirst() {
        for (const char* prompt : {"one", "two", "three"})
            QVERIFY(await(m_creation->submit({.prompt = QString::fromLatin1(prompt)})).has_value());
        QCOMPARE(idsOf(m_creation->jobs()),
            (QStringList{QStringLiteral("job-3"), QStringLiteral("job-2"), QStringLiteral("job-1")}));
    }

    void cancel() {
        const Job job = submitted();
        QCOMPARE(await(m_creation->cancel(job.id))->status, JobStatus::Canceled);
        QTRY_COMPARE(m_finished.size(), 1);
        QCOMPARE(m_creation->job(job.id)->status, JobStatus::Canceled);
    }

    void retryReplacesTheFailedCard() {
        const Job job = submitted();
        m_events->send(JobFailedEvent{moved(job, JobStatus::Failed)});
        const auto again = await(m_creation->retry(*m_creation->job(job.id)));
        QCOMPARE(again->first().retryOf, job.id);
        QCOMPARE(idsOf(m_creation->jobs()), QStringList{again->first().id});
    }

    void nothingIsSentBeforeItIsStored() {
        m_submissions->saveFailure = Error{.code = ErrorCode::DiskFull};
        QCOMPARE(await(m_creation->submit(fox())).error().code, ErrorCode::DiskFull);
        QVERIFY(m_relay->keysSeen.isEmpty());
        QVERIFY(m_creation->waitingSubmissions().isEmpty());
    }

    void aRefusalMakesNothingAndIsForgotten() {
        m_relay->createFailures = {Error{.code = ErrorCode::QueueFull, .httpStatus = 429}};
        QCOMPARE(await(m_creation->submit(fox())).error().code, ErrorCode::QueueFull);
        QVERIFY(m_submissions->stored.isEmpty());
        // Trying again is a new request.
        QVERIFY(await(m_creation->submit(fox())).has_value());
        QVERIFY(m_relay->keysSeen[0] != m_relay->keysSeen[1]);
    }

    void anUnreachableRelayMakesNothing() {
        m_relay->createFailures = {Error{.code = ErrorCode::Unreachable}};
        QCOMPARE(await(m_creation->submit(fox())).error().code, ErrorCode::Unreachable);
        QVERIFY(m_creation->waitingSubmissions().isEmpty());
        QVERIFY(m_submissions->stored.isEmpty());
    }

    void aLostAnswerIsAskedForWithTheSameKey() {
        m_relay->createFailures = {Error{.code = ErrorCode::ConnectionLost}};
        m_relay->failAfterAccepting = true;
        QSignalSpy settled(m_creation.get(), &CreationService::submissionSettled);
        m_events->enter(State::Waiting);
        QCOMPARE(await(m_creation->submit(fox())).error().code, ErrorCode::ConnectionLost);
        QCOMPARE(m_creation->waitingSubmissions().size(), 1);
        QCOMPARE(m_submissions->stored.size(), 1);
        m_events->enter(State::Open);
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(m_relay->created, 1);
        QCOMPARE(QSet<QString>(m_relay->keysSeen.begin(), m_relay->keysSeen.end()).size(), 1);
        QVERIFY(m_creation->waitingSubmissions().isEmpty());
        QVERIFY(m_submissions->stored.isEmpty());
        QCOMPARE(m_creation->activeCount(), 1);
    }

    void askingAgainByHandUsesTheSameKeyToo() {
        m_relay->createFailures = {Error{.code = ErrorCode::TimedOut}, Error{.code = ErrorCode::Unreachable}};
        m_relay->failAfterAccepting = true;
        m_events->enter(State::Waiting);
        QVERIFY(!await(m_creation->submit(fox())).has_value());
        // Not reached now, but perhaps the first time: it stays left over.
        QCOMPARE(await(m_creation->submit(fox())).error().code, ErrorCode::Unreachable);
        QCOMPARE(m_creation->waitingSubmissions().size(), 1);
        QVERIFY(await(m_creation->submit(fox())).has_value());
        QCOMPARE(m_relay->created, 1);
    }

    void aSecondClickJoinsTheFirst() {
        const auto first = m_creation->submit(fox());
        const auto second = m_creation->submit(fox());
        QCOMPARE(await(first).value(), await(second).value());
        QCOMPARE(m_relay->created, 1);
        QCOMPARE(m_relay->keysSeen.size(), 1);
    }

    void theKeySurvivesACrash() {
        m_relay->createFailures = {Error{.code = ErrorCode::ConnectionLost}};
        m_relay->failAfterAccepting = true;
        m_events->enter(State::Waiting);
        QVERIFY(!await(m_creation->submit(fox())).has_value());
        restart();
        QTRY_COMPARE(m_creation->activeCount(), 1);
        QCOMPARE(m_relay->created, 1);
        QCOMPARE(m_relay->keysSeen.size(), 2);
        QCOMPARE(m_relay->keysSeen[0], m_relay->keysSeen[1]);
        QTRY_VERIFY(m_submissions->stored.isEmpty());
    }

    void aCrashBeforeSendingAsksAfterTheRestart() {
        PendingSubmission written{.idempotencyKey = QStringLiteral("k1"), .job = fox(), .retryOf = {}, .createdAt = {}};
        written.expectedPriceMicroUsd = 800000;
        m_submissions->stored = {written};
        restart();
        QTRY_COMPARE(m_creation->activeCount(), 1);
        QCOMPARE(m_relay->keysSeen, QStringList{QStringLiteral("k1")});
        QCOMPARE(m_relay->pricesSeen.value(0), 800000);
        QTRY_VERIFY(m_submissions->stored.isEmpty());
    }

    void whatIsSentAgainUnderAKeyIsTheSame() {
        m_relay->createFailures = {Error{.code = ErrorCode::ConnectionLost}};
        m_relay->failAfterAccepting = true;
        m_events->enter(State::Waiting);
        QVERIFY(!await(m_creation->submit(fox(), 800000)).has_value());
        // The price has changed meanwhile: it is still the same wish, and it may have been accepted.
        QVERIFY(await(m_creation->submit(fox(), 900000)).has_value());
        QCOMPARE(m_relay->created, 1);
        QCOMPARE(m_relay->pricesSeen, (QList<std::optional<qint64>>{800000, 800000}));
    }

    void aPriceThatChangedMakesNothing() {
        Error changed{.code = ErrorCode::Conflict, .httpStatus = 409};
        changed.fieldErrors = {{QStringLiteral("expectedPriceMicroUsd"), QStringLiteral("price_changed"), {}}};
        m_relay->createFailures = {changed};
        QCOMPARE(await(m_creation->submit(fox(), 800000)).error().code, ErrorCode::Conflict);
        QVERIFY(m_submissions->stored.isEmpty());
        QVERIFY(await(m_creation->submit(fox(), 900000)).has_value());
        QVERIFY(m_relay->keysSeen[0] != m_relay->keysSeen[1]);
    }

    void aQueueGivesTheJobsTheirPlaces() {
        const Job job = submitted();
        m_events->send(QueueEvent{{.paused = true,
            .pausedAt = {},
            .waiting = {{.jobId = job.id, .stage = JobStage::Held, .position = 3},
                {.jobId = QStringLiteral("elsewhere"), .stage = JobStage::Held, .position = 4}}}});
        QCOMPARE(m_creation->job(job.id)->stage, JobStage::Held);
        QCOMPARE(m_creation->job(job.id)->position, 3);
        QVERIFY(m_creation->queue()->paused);
        // What has begun is not put back into the line.
        m_events->send(JobProgressEvent{moved(job, JobStatus::Processing, 5)});
        Queue resumed;
        resumed.waiting = {{.jobId = job.id, .stage = JobStage::Queued, .position = 1}};
        m_events->send(QueueEvent{resumed});
        QCOMPARE(m_creation->job(job.id)->status, JobStatus::Processing);
        QVERIFY(m_creation->job(job.id)->stage != JobStage::Queued);
        m_creation->close();
        QVERIFY(!m_creation->queue());
    }

    void aLimitDoesNotSettleALeftOver() {
        m_relay->createFailures = {
            Error{.code = ErrorCode::ConnectionLost}, Error{.code = ErrorCode::RateLimited, .httpStatus = 429}};
        m_events->enter(State::Waiting);
        QVERIFY(!await(m_creation->submit(fox())).has_value());
        m_events->enter(State::Open);
        QTRY_COMPARE(m_relay->keysSeen.size(), 2);
        QCoreApplication::processEvents();
        QCOMPARE(m_creation->waitingSubmissions().size(), 1);
    }

    void aRefusalSettlesALeftOver() {
        m_relay->createFailures = {
            Error{.code = ErrorCode::ConnectionLost}, Error{.code = ErrorCode::ValidationFailed, .httpStatus = 400}};
        QSignalSpy settled(m_creation.get(), &CreationService::submissionSettled);
        m_events->enter(State::Waiting);
        QVERIFY(!await(m_creation->submit(fox())).has_value());
        m_events->enter(State::Open);
        QTRY_COMPARE(settled.size(), 1);
        QVERIFY(m_submissions->stored.isEmpty());
    }

    void signedOutMeansNothingCanBeSent() {
        m_creation->close();
        QCOMPARE(await(m_creation->submit(fox())).error().code, ErrorCode::SignedOut);
        QCOMPARE(m_creation->connection().kind, Kind::Offline);
    }

    void closingForgetsWhatIsShown() {
        const Job job = submitted();
        QSignalSpy removed(m_creation.get(), &CreationService::jobRemoved);
        m_creation->close();
        QCOMPARE(removed.size(), 1);
        QVERIFY(m_creation->jobs().isEmpty());
        // The cache keeps it for the next sign-in.
        QVERIFY(m_cache->cached.contains(job.id));
    }

    void connectionIsToldAsItIs() {
        restart(false);
        QCOMPARE(m_creation->connection().kind, Kind::Offline);
        m_creation->goOnline();
        QCOMPARE(m_creation->connection().kind, Kind::Connecting);
        QSignalSpy caughtUp(m_creation.get(), &CreationService::caughtUp);
        m_events->enter(State::Open);
        QCOMPARE(m_creation->connection().kind, Kind::Online);
        QCOMPARE(caughtUp.size(), 1);
        QTRY_COMPARE(m_creation->models().size(), 1);
        m_events->enter(State::Waiting);
        QCOMPARE(m_creation->connection().kind, Kind::Reconnecting);
        m_events->enter(State::Connecting);
        QCOMPARE(m_creation->connection().kind, Kind::Reconnecting);
        m_events->enter(State::Stopped);
        QCOMPARE(m_creation->connection().kind, Kind::Offline);
    }

    void aVideoMadeElsewhereIsPassedOn() {
        m_events->send(VideoEvent{makeVideo(QStringLiteral("v9"))});
        QCOMPARE(m_videos, QStringList{QStringLiteral("v9")});
    }

    void aLateResultOfAFailedJobArrives() {
        const Job job = submitted();
        const Job failed = moved(job, JobStatus::Failed);
        m_events->send(JobFailedEvent{failed});
        Job late = failed;
        late.videoId = QStringLiteral("v-late");
        m_events->send(JobFailedEvent{late});
        m_events->send(VideoEvent{makeVideo(QStringLiteral("v-late"), job.id)});
        QCOMPARE(m_creation->job(job.id)->videoId, QStringLiteral("v-late"));
        QCOMPARE(m_finished.size(), 1);
        QCOMPARE(m_videos, QStringList{QStringLiteral("v-late")});
    }
};

KINORA_QT_TEST(CreationServiceTest)
#include "CreationServiceTest.moc"
