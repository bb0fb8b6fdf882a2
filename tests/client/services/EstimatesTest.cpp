#include "services/Estimates.h"

#include "CreationFakes.h"
#include "MoneyFakes.h"
#include "support/QtTestMain.h"

#include <QSignalSpy>
#include <QTest>

using namespace kinora;
using namespace kinora::tests;

class EstimatesTest : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    JobsRelay m_relay;
    FakePendingSubmissions m_submissions;
    FakeJobCache m_cache;
    std::unique_ptr<FakeRelayEvents> m_events;
    std::unique_ptr<CreationService> m_creation;
    std::unique_ptr<FakeMoneyApi> m_money;
    std::unique_ptr<Estimates> m_estimates;

    static NewJob options(int seconds, const QString& prompt = {}) { return {.prompt = prompt, .seconds = seconds}; }

    static Estimate priced(qint64 microUsd) {
        Estimate estimate;
        estimate.priceMicroUsd = microUsd;
        return estimate;
    }

private slots:
    void init() {
        m_events = std::make_unique<FakeRelayEvents>();
        m_creation = std::make_unique<CreationService>(m_relay, *m_events, m_clock);
        m_money = std::make_unique<FakeMoneyApi>();
        m_estimates = std::make_unique<Estimates>(*m_money, *m_creation, m_clock);
        m_creation->open(m_submissions, m_cache, true);
        m_events->enter(RelayEvents::State::Open);
    }
    void cleanup() {
        m_estimates.reset();
        m_creation.reset();
    }

    void optionsAreAskedAboutAndWordsAreNot() {
        m_estimates->want(options(8, QStringLiteral("a")));
        QTRY_COMPARE(m_money->estimated.size(), 1);
        QVERIFY(m_money->estimated.first().prompt.isEmpty());
        m_money->estimates.answer(priced(800000));
        QTRY_VERIFY(m_estimates->current());
        const QSignalSpy changed(m_estimates.get(), &Estimates::changed);
        m_estimates->want(options(8, QStringLiteral("another prompt")));
        QVERIFY(m_estimates->current());
        QVERIFY(changed.isEmpty());
    }

    void anAnswerAboutOtherOptionsIsDropped() {
        m_estimates->want(options(8));
        QTRY_COMPARE(m_money->estimated.size(), 1);
        m_estimates->want(options(12));
        m_money->estimates.answer(priced(800000));
        QTRY_COMPARE(m_money->estimated.size(), 2);
        QVERIFY(!m_estimates->current());
        m_money->estimates.answer(priced(1200000));
        QTRY_COMPARE(m_estimates->current().value_or(Estimate{}).priceMicroUsd, 1200000);
    }

    void whatChangesTheLimitsAsksAgain() {
        m_estimates->want(options(8));
        QTRY_COMPARE(m_money->estimated.size(), 1);
        m_money->estimates.answer(Estimate{});
        m_events->send(JobProgressEvent{makeJob(QStringLiteral("j"), JobStatus::Pending)});
        QTRY_COMPARE(m_money->estimated.size(), 2);
        m_money->estimates.answer(Estimate{});
        m_events->enter(RelayEvents::State::Waiting);
        m_events->enter(RelayEvents::State::Open);
        QTRY_COMPARE(m_money->estimated.size(), 3);
    }

    void aLimitThatMakesRoomIsAskedAboutThen() {
        m_estimates->want(options(8));
        QTRY_COMPARE(m_money->estimated.size(), 1);
        Estimate refused;
        refused.refusal = Error{.code = ErrorCode::RateLimited};
        refused.refusal->limit = Limit{LimitName::VideosPerHour, 5, 5, 0, m_clock.now().addMSecs(50)};
        m_money->estimates.answer(refused);
        QTRY_COMPARE(m_money->estimated.size(), 2);
    }

    void aClockThatIsDaysOffDoesNotHammerTheRelay() {
        const QDateTime now = m_clock.now();
        QCOMPARE(Estimates::resetPause(now, now.addSecs(90)), std::chrono::seconds(90));
        QVERIFY(Estimates::resetPause(now, now.addDays(-3)) >= std::chrono::seconds(30));
        QVERIFY(Estimates::resetPause(now, now.addDays(31)) <= std::chrono::hours(24));
    }

    void signedOutNothingIsKnown() {
        m_estimates->want(options(8));
        QTRY_COMPARE(m_money->estimated.size(), 1);
        m_money->estimates.answer(priced(800000));
        QTRY_VERIFY(m_estimates->current());
        m_creation->close();
        QVERIFY(!m_estimates->current());
    }
};

KINORA_QT_TEST(EstimatesTest)
#include "EstimatesTest.moc"
