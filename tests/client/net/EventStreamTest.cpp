#include "net/EventStream.h"

#include "client/support/FakeRelay.h"
#include "client/support/FakeTokens.h"
#include "client/support/Values.h"
#include "support/QtTestMain.h"

#include <QTest>

#include <memory>
#include <utility>

using namespace kinora;
using namespace kinora::tests;

namespace {

using State = RelayEvents::State;

constexpr auto route = "GET /api/v1/events";
const FakeHeaders streamHead{{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}};

EventStreamTimes quick() {
    return {.answer = std::chrono::milliseconds(2000),
        .silence = std::chrono::milliseconds(2000),
        .firstRetry = std::chrono::milliseconds(5),
        .shortRetry = std::chrono::milliseconds(20)};
}

/// Moves when it is told to.
class HandClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return {QDate(2026, 11, 2), QTime(9, 0), Qt::UTC}; }
    [[nodiscard]] std::chrono::milliseconds elapsed() const override { return passed; }

    std::chrono::milliseconds passed{0};
};

QByteArray progress(int percent, const QByteArray& id = {}) {
    return (id.isEmpty() ? QByteArray() : "id: " + id + '\n') +
           "event: progress\ndata: " + jobJson(makeJob(QStringLiteral("j1"), JobStatus::Processing, percent)) + "\n\n";
}

} // namespace

class EventStreamTest : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<FakeRelay> m_relay;
    std::unique_ptr<FakeTokens> m_tokens;
    std::unique_ptr<EventStream> m_stream;
    QList<RelayEvent> m_events;
    QList<State> m_states;
    QList<FakeReply> m_replies;

    void make(EventStreamTimes times = quick()) {
        m_stream = std::make_unique<EventStream>(*m_tokens, m_clock, nullptr, times);
        connect(
            m_stream.get(), &RelayEvents::received, this, [this](const RelayEvent& event) { m_events.append(event); });
        connect(m_stream.get(), &RelayEvents::stateChanged, this, [this] { m_states.append(m_stream->state()); });
    }
    QList<int> percents() const {
        QList<int> list;
        for (const RelayEvent& event : m_events) {
            if (const auto* tick = std::get_if<JobProgressEvent>(&event))
                list.append(tick->job.progress.value_or(-1));
        }
        return list;
    }

private slots:
    void init() {
        m_relay = std::make_unique<FakeRelay>();
        m_tokens = std::make_unique<FakeTokens>();
        m_tokens->current = {.relay = m_relay->address(), .token = QStringLiteral("t")};
        m_events.clear();
        m_states.clear();
        m_replies.clear();
        m_relay->on(route, [this](const FakeRequest&, const FakeReply& reply) {
            reply.begin(200, streamHead);
            reply.write(": hello\nretry: 10\n\n");
            m_replies.append(reply);
        });
        make();
    }
    void cleanup() {
        m_stream.reset();
        m_relay.reset();
    }

    void opensAndTells() {
        m_stream->start();
        QTRY_COMPARE(m_stream->state(), State::Open);
        QCOMPARE(m_states, (QList<State>{State::Connecting, State::Open}));
        const QByteArray snapshot =
            "id: 4\nevent: snapshot\ndata: {\"jobs\":[" + jobJson(makeJob(QStringLiteral("j1"))) + "]}\n\n";
        m_replies.last().write(snapshot.left(40));
        m_replies.last().write(snapshot.mid(40));
        QTRY_COMPARE(m_events.size(), 1);
        QCOMPARE(std::get<SnapshotEvent>(m_events.first()).jobs, QList<Job>{makeJob(QStringLiteral("j1"))});
        QCOMPARE(m_relay->requests(route).value(0).headers.value("authorization"), QByteArray("Bearer t"));
        QVERIFY(!m_relay->requests(route).value(0).headers.contains("last-event-id"));
    }

    void resumesAfterTheLastId() {
        m_stream->start();
        QTRY_COMPARE(m_replies.size(), 1);
        m_replies.last().write(progress(36, "11") + progress(37) + "id: 12\nevent: progr");
        QTRY_COMPARE(percents(), (QList<int>{36, 37}));
        m_replies.last().close();
        QTRY_COMPARE(m_replies.size(), 2);
        // The event cut in the middle was not received: its id does not count.
        QCOMPARE(m_relay->requests(route).value(1).headers.value("last-event-id"), QByteArray("11"));
        m_replies.last().write(progress(38, "12"));
        QTRY_COMPARE(percents(), (QList<int>{36, 37, 38}));
    }

    void comesBackAfterTheRelayWasAway() {
        m_stream->start();
        QTRY_COMPARE(m_replies.size(), 1);
        m_replies.last().write(progress(40, "5"));
        QTRY_COMPARE(percents(), QList<int>{40});
        m_relay->goAway();
        QTRY_COMPARE(m_stream->state(), State::Waiting);
        QVERIFY(m_stream->nextAttemptAt().isValid());
        m_relay->comeBack();
        QTRY_COMPARE(m_stream->state(), State::Open);
        QVERIFY(!m_stream->nextAttemptAt().isValid());
        QCOMPARE(m_relay->requests(route).last().headers.value("last-event-id"), QByteArray("5"));
    }

    void defaultPausesKeepTheViewFresh() {
        // Whatever the number of failures within the first minutes, the next attempt is less than two seconds away.
        make({});
        m_relay->goAway();
        m_stream->start();
        for (int attempt = 0; attempt < 8; ++attempt) {
            QTRY_COMPARE(m_stream->state(), State::Waiting);
            QVERIFY(m_clock.now().msecsTo(m_stream->nextAttemptAt()) < 2000);
            m_stream->retryNow();
        }
    }

    void aStreamThatEndsAtOnceIsAFailure_data() {
        QTest::addColumn<QByteArray>("told");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("fails");
        QTest::newRow("at once") << QByteArray() << 0 << true;
        QTest::newRow("after a heartbeat") << QByteArray(":\n\n") << 4 << true;
        QTest::newRow("after an event") << progress(36, "11") << 0 << false;
        QTest::newRow("after a while") << QByteArray() << 5 << false;
    }
    void aStreamThatEndsAtOnceIsAFailure() {
        QFETCH(QByteArray, told);
        QFETCH(int, seconds);
        QFETCH(bool, fails);
        HandClock clock;
        m_stream = std::make_unique<EventStream>(*m_tokens, clock); // with the pauses of everyday
        m_relay->on(route, [this](const FakeRequest&, const FakeReply& reply) {
            reply.begin(200, streamHead);
            m_replies.append(reply);
        });
        m_stream->start();
        qint64 pause = 0;
        for (qsizetype attempt = 1; attempt <= 5; ++attempt) {
            QTRY_COMPARE(m_stream->state(), State::Open);
            QTRY_COMPARE(m_replies.size(), attempt);
            m_replies.last().write(told);
            clock.passed += std::chrono::seconds(seconds);
            m_replies.last().close();
            QTRY_COMPARE(m_stream->state(), State::Waiting);
            pause = clock.now().msecsTo(m_stream->nextAttemptAt());
            QVERIFY(pause < 2000); // the network may be back
            m_stream->retryNow();
        }
        QVERIFY2(fails ? pause > 1000 : pause <= 250, qPrintable(QString::number(pause)));
    }

    void anotherNetworkIsAnotherConnection() {
        // Not a name of this computer, to which no network leads, and yet it is.
        m_tokens->current.relay.setHost(QStringLiteral("0.0.0.0"));
        m_stream->networkChanged(); // while Idle
        QCOMPARE(m_stream->state(), State::Idle);
        m_stream->start();
        QTRY_COMPARE(m_replies.size(), 1);
        m_replies.last().write(progress(36, "11"));
        QTRY_COMPARE(percents(), QList<int>{36});
        m_stream->networkChanged();
        QTRY_COMPARE(m_replies.size(), 2);
        QTRY_VERIFY(!m_replies.first().isOpen());
        QCOMPARE(m_relay->requests(route).value(1).headers.value("last-event-id"), QByteArray("11"));
        QTRY_COMPARE(m_stream->state(), State::Open);
        QVERIFY(!m_states.contains(State::Waiting));
    }

    void backAtOnceWithTheNetwork() {
        EventStreamTimes times = quick();
        times.firstRetry = times.shortRetry = times.longRetry = std::chrono::minutes(5);
        make(times);
        m_tokens->current.relay.setHost(QStringLiteral("0.0.0.0"));
        m_relay->goAway();
        m_stream->start();
        QTRY_COMPARE(m_stream->state(), State::Waiting);
        m_relay->comeBack();
        m_stream->networkChanged();
        QTRY_COMPARE(m_stream->state(), State::Open);
    }

    void aTryThatIsSwallowedIsNotWaitedFor() {
        EventStreamTimes times = quick();
        times.answer = std::chrono::minutes(5);
        make(times);
        m_relay->goAway();
        m_stream->start();
        QTRY_COMPARE(m_stream->state(), State::Waiting);
        QList<FakeReply> swallowed;
        m_relay->on(route, [this, &swallowed](const FakeRequest&, const FakeReply& reply) {
            if (swallowed.size() < 2) {
                swallowed.append(reply);
                return;
            }
            reply.begin(200, streamHead);
            m_replies.append(reply);
        });
        m_relay->comeBack();
        QTRY_COMPARE(m_stream->state(), State::Open);
        for (const FakeReply& one : swallowed)
            QTRY_VERIFY(!one.isOpen()); // one stream is enough
        m_replies.last().write(progress(50, "9"));
        QTRY_COMPARE(percents(), QList<int>{50});
        QCOMPARE(m_replies.size(), 1);
    }

    void noNetworkLeadsToThisComputer() {
        m_stream->start();
        QTRY_COMPARE(m_stream->state(), State::Open);
        m_stream->networkChanged();
        QCOMPARE(m_stream->state(), State::Open);
    }

    void silenceIsALostConnection() {
        EventStreamTimes times = quick();
        times.silence = std::chrono::milliseconds(60);
        make(times);
        m_stream->start();
        QTRY_COMPARE(m_replies.size(), 1);
        QTRY_VERIFY(m_replies.size() >= 2);
    }

    void heartbeatsKeepItOpen() {
        EventStreamTimes times = quick();
        times.silence = std::chrono::milliseconds(400);
        make(times);
        m_stream->start();
        QTRY_COMPARE(m_stream->state(), State::Open);
        // A machine that stands still for longer than the silence loses a stream; there has to be one that stays open
        // for longer than that. Without the heartbeats none would.
        QTimer heartbeat;
        int beats = 0;
        qsizetype stream = 0;
        connect(&heartbeat, &QTimer::timeout, this, [&] {
            if (std::exchange(stream, m_replies.size()) != stream)
                beats = 0;
            ++beats;
            m_replies.last().write(":\n\n");
        });
        heartbeat.start(40);
        QTRY_VERIFY_WITH_TIMEOUT(beats >= 15, 30000);
    }

    void a401RenewsAndGoesOn() {
        m_relay->on(route, [this](const FakeRequest& request, const FakeReply& reply) {
            if (request.headers.value("authorization") != "Bearer new") {
                reply.problem(401, "unauthorized");
                return;
            }
            reply.begin(200, streamHead);
            m_replies.append(reply);
        });
        m_tokens->next = Access{.relay = m_relay->address(), .token = QStringLiteral("new")};
        m_stream->start();
        QTRY_COMPARE(m_stream->state(), State::Open);
        QCOMPARE(m_tokens->renewals, 1);
        QVERIFY(!m_states.contains(State::Waiting));
    }

    void theEndOfTheSessionStops() {
        m_relay->on(route, [](const FakeRequest&, const FakeReply& reply) { reply.problem(401, "unauthorized"); });
        m_tokens->next = failure(ErrorCode::SignedOut);
        m_stream->start();
        QTRY_COMPARE(m_stream->state(), State::Stopped);
    }

    void anUnreachableRenewalWaits() {
        m_relay->on(route, [](const FakeRequest&, const FakeReply& reply) { reply.problem(401, "unauthorized"); });
        m_tokens->next = failure(ErrorCode::Unreachable);
        m_stream->start();
        QTRY_COMPARE(m_stream->state(), State::Waiting);
    }

    void refusalsAreTriedAgain() {
        // A relay that restarts may answer 503 for a moment; a browser's EventSource would stop for ever.
        m_relay->on(route, [](const FakeRequest&, const FakeReply& reply) { reply.problem(503, "unavailable"); });
        m_stream->start();
        QTRY_VERIFY(m_relay->requests(route).size() >= 3);
        QCOMPARE(m_tokens->renewals, 0);
    }

    void aPageIsNoStream() {
        m_relay->on(route, [](const FakeRequest&, const FakeReply& reply) { reply.send(200, "<html>", {}); });
        m_stream->start();
        QTRY_COMPARE(m_stream->state(), State::Waiting);
        QVERIFY(!m_states.contains(State::Open));
    }

    void anUnreadableEventIsPassedOver() {
        m_stream->start();
        QTRY_COMPARE(m_replies.size(), 1);
        m_replies.last().write("event: progress\ndata: {}\n\nevent: of-next-year\ndata: {}\n\n" + progress(50, "9"));
        QTRY_COMPARE(percents(), QList<int>{50});
        QCOMPARE(m_events.size(), 1);
    }

    void stopIsFinal() {
        m_stream->start();
        QTRY_COMPARE(m_stream->state(), State::Open);
        m_stream->stop();
        QCOMPARE(m_stream->state(), State::Idle);
        QTRY_VERIFY(!m_replies.last().isOpen());
    }

    void aReceiverMayStopTheStream() {
        connect(m_stream.get(), &RelayEvents::received, m_stream.get(), [this] { m_stream->stop(); });
        m_stream->start();
        QTRY_COMPARE(m_replies.size(), 1);
        m_replies.last().write(progress(1) + progress(2));
        QTRY_COMPARE(m_stream->state(), State::Idle);
        QCOMPARE(percents(), QList<int>{1});
    }

    void aNewStartForgetsTheIdOfTheOtherAccount() {
        m_stream->start();
        QTRY_COMPARE(m_replies.size(), 1);
        m_replies.last().write(progress(36, "11"));
        QTRY_COMPARE(percents(), QList<int>{36});
        m_stream->start();
        QTRY_COMPARE(m_replies.size(), 2);
        QVERIFY(!m_relay->requests(route).value(1).headers.contains("last-event-id"));
    }
};

KINORA_QT_TEST(EventStreamTest)
#include "EventStreamTest.moc"
