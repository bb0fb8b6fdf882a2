#include "services/JobQueue.h"

#include "CreationFakes.h"
#include "MoneyFakes.h"
#include "client/support/Await.h"
#include "support/QtTestMain.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

namespace {

QString id(int number) {
    return QStringLiteral("job-%1").arg(number);
}

Queue line(const QStringList& ids, bool paused = false) {
    Queue queue{.paused = paused, .pausedAt = {}, .waiting = {}};
    for (const QString& jobId : ids)
        queue.waiting.append({.jobId = jobId,
            .stage = paused ? JobStage::Held : JobStage::Queued,
            .position = static_cast<int>(queue.waiting.size()) + 1});
    return queue;
}

} // namespace

class JobQueueTest : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    JobsRelay m_relay;
    FakeQueueApi m_api;
    FakePendingSubmissions m_submissions;
    FakeJobCache m_cache;
    std::unique_ptr<FakeRelayEvents> m_events;
    std::unique_ptr<CreationService> m_creation;
    std::unique_ptr<JobQueue> m_queue;

private slots:
    void init() {
        m_relay = JobsRelay();
        m_api = FakeQueueApi();
        m_cache = FakeJobCache();
        m_events = std::make_unique<FakeRelayEvents>();
        m_creation = std::make_unique<CreationService>(m_relay, *m_events, m_clock);
        m_queue = std::make_unique<JobQueue>(m_relay, m_api, *m_creation);
        m_creation->open(m_submissions, m_cache, true);
        m_events->enter(RelayEvents::State::Open);
        QList<Job> jobs;
        for (int i = 1; i <= 3; ++i)
            jobs.append(makeJob(id(i), JobStatus::Pending, {}, i));
        jobs.append(makeJob(id(4), JobStatus::Processing, 36, 4));
        m_events->send(SnapshotEvent{jobs});
        m_events->send(QueueEvent{line({id(1), id(2), id(3)})});
    }
    void cleanup() {
        m_queue.reset();
        m_creation.reset();
    }

    void theLineIsTheRelays() {
        QCOMPARE(idsOf(m_queue->waiting()), (QStringList{id(1), id(2), id(3)}));
        QCOMPARE(idsOf(m_queue->underWay()), QStringList{id(4)});
        m_events->send(QueueEvent{line({id(3), id(1), id(2)})});
        QCOMPARE(idsOf(m_queue->waiting()), (QStringList{id(3), id(1), id(2)}));
        // One that has just been asked for comes last until it is placed.
        m_events->send(JobProgressEvent{makeJob(id(5), JobStatus::Pending, {}, 0)});
        QCOMPARE(m_queue->waiting().last().id, id(5));
    }

    void aMoveShowsAtOnce() {
        const auto answer = m_queue->move(id(3), id(1));
        QCOMPARE(idsOf(m_queue->waiting()), (QStringList{id(3), id(1), id(2)}));
        QCOMPARE(m_api.moves, (QList<std::pair<QString, QString>>{{id(3), id(1)}}));
        m_api.answer(line({id(3), id(1), id(2)}));
        QVERIFY(await(answer).has_value());
        QCOMPARE(idsOf(m_queue->waiting()), (QStringList{id(3), id(1), id(2)}));
        const auto last = m_queue->move(id(3), {});
        QCOMPARE(idsOf(m_queue->waiting()), (QStringList{id(1), id(2), id(3)}));
        m_api.answer(line({id(1), id(2), id(3)}));
        QVERIFY(await(last).has_value());
    }

    void aRefusedMoveGoesBack() {
        const auto answer = m_queue->move(id(3), id(1));
        m_api.answer(failure(ErrorCode::Conflict));
        QCOMPARE(await(answer).error().code, ErrorCode::Conflict);
        QTRY_COMPARE(idsOf(m_queue->waiting()), (QStringList{id(1), id(2), id(3)}));
    }

    void whatTheRelayToldMeanwhileStays() {
        const auto answer = m_queue->move(id(3), id(1));
        m_events->send(QueueEvent{line({id(2), id(3), id(1)})});
        m_api.answer(failure(ErrorCode::ConnectionLost));
        QVERIFY(!await(answer).has_value());
        QCoreApplication::processEvents();
        QCOMPARE(idsOf(m_queue->waiting()), (QStringList{id(2), id(3), id(1)}));
    }

    void pauseAndResume() {
        QCOMPARE(m_queue->paused(), std::optional(false));
        const auto paused = m_queue->setPaused(true);
        QCOMPARE(m_queue->paused(), std::optional(false)); // not before the relay says so
        m_api.answer(line({id(1), id(2), id(3)}, true));
        QVERIFY(await(paused).has_value());
        QTRY_COMPARE(m_queue->paused(), std::optional(true));
        QCOMPARE(m_queue->waiting().first().stage, JobStage::Held);
        m_events->send(QueueEvent{line({id(1), id(2), id(3)})}); // from another of the account's apps
        QCOMPARE(m_queue->paused(), std::optional(false));
    }

    void historyGrowsAsJobsEnd() {
        m_relay.known.insert(QStringLiteral("old"), makeJob(QStringLiteral("old"), JobStatus::Failed, {}, 0));
        QVERIFY(!m_queue->isHistoryKnown());
        m_queue->refreshHistory();
        QTRY_VERIFY(m_queue->isHistoryKnown());
        QVERIFY(idsOf(m_queue->history()).contains(QStringLiteral("old")));
        Job ended = makeJob(id(4), JobStatus::Canceled, {}, 50);
        ended.finishedAt = m_clock.now();
        m_events->send(JobCanceledEvent{ended});
        QCOMPARE(m_queue->history().first().id, id(4));
        QCOMPARE(idsOf(m_queue->ended()), QStringList{id(4)});
        m_creation->close();
        QVERIFY(m_queue->history().isEmpty());
        QVERIFY(!m_queue->isHistoryKnown());
    }

    void aFilterAsksForWhatMatches() {
        Job fox = makeJob(QStringLiteral("fox"), JobStatus::Failed, {}, 0);
        fox.prompt = QStringLiteral("A Fox in snow");
        Job sea = makeJob(QStringLiteral("sea"), JobStatus::Completed, {}, 1);
        sea.prompt = QStringLiteral("The sea");
        m_relay.known = {{fox.id, fox}, {sea.id, sea}};
        m_queue->refreshHistory();
        QTRY_COMPARE(idsOf(m_queue->history()), (QStringList{sea.id, fox.id}));

        m_queue->setHistoryFilter({.status = {}, .text = QStringLiteral("fox")});
        QCOMPARE(idsOf(m_queue->history()), QStringList{fox.id}); // at once
        QVERIFY(!m_queue->isHistoryKnown());
        QTRY_VERIFY(m_queue->isHistoryKnown());
        QCOMPARE(m_relay.lastQuery.text, QStringLiteral("fox"));
        QCOMPARE(m_relay.lastQuery.statuses.size(), 3);
        QCOMPARE(idsOf(m_queue->history()), QStringList{fox.id});

        m_queue->setHistoryFilter({.status = JobStatus::Canceled, .text = {}});
        QTRY_VERIFY(m_queue->isHistoryKnown());
        QCOMPARE(m_relay.lastQuery.statuses, QList<JobStatus>{JobStatus::Canceled});
        QVERIFY(m_queue->history().isEmpty());
        // What ends now is shown if it matches.
        m_events->send(JobFailedEvent{makeJob(id(4), JobStatus::Failed, {}, 50)});
        m_events->send(JobCanceledEvent{makeJob(id(3), JobStatus::Canceled, {}, 51)});
        QCOMPARE(idsOf(m_queue->history()), QStringList{id(3)});
    }

    void aPlaceBringsItsTime() {
        Queue queue = line({id(1), id(2), id(3)});
        for (QueuePlace& place : queue.waiting)
            place.etaSeconds = 60 * place.position;
        m_events->send(QueueEvent{queue});
        QCOMPARE(m_queue->waiting().at(2).etaSeconds, 180);
        const auto answer = m_queue->move(id(3), id(1));
        QCOMPARE(m_queue->waiting().first().id, id(3));
        QCOMPARE(m_queue->waiting().first().etaSeconds, 60);
        m_api.answer(queue);
        QVERIFY(await(answer).has_value());
    }
};

KINORA_QT_TEST(JobQueueTest)
#include "JobQueueTest.moc"
