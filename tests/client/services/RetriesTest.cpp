#include "services/Retries.h"

#include "CreationFakes.h"
#include "MoneyFakes.h"
#include "client/support/Await.h"
#include "support/QtTestMain.h"

#include <QTest>

#include <memory>

using namespace kinora;
using namespace kinora::tests;

class RetriesTest : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    JobsRelay m_relay;
    FakePendingSubmissions m_submissions;
    FakeJobCache m_cache;
    FakeMoneyApi m_money;
    std::unique_ptr<FakeRelayEvents> m_events;
    std::unique_ptr<CreationService> m_creation;
    std::unique_ptr<Retries> m_retries;
    Job m_failed;

    static Error priceChanged() {
        Error error{.code = ErrorCode::Conflict, .httpStatus = 409};
        error.fieldErrors = {{QStringLiteral("expectedPriceMicroUsd"), QStringLiteral("price_changed"), {}}};
        return error;
    }
    static Estimate priced(std::optional<qint64> microUsd) {
        Estimate estimate;
        estimate.priceMicroUsd = microUsd;
        return estimate;
    }
    /// A retry that met another price, and what the relay says of that.
    void refuse(const Result<Estimate>& estimate) {
        m_relay.createFailures = {priceChanged()};
        const auto answer = m_retries->retry(m_failed, {});
        QTRY_VERIFY(!m_money.estimates.isEmpty());
        QVERIFY(!answer.isFinished()); // first the price, then the refusal
        m_money.estimates.answer(estimate);
        QVERIFY(isPriceChange(await(answer).error()));
    }

private slots:
    void init() {
        m_relay = JobsRelay();
        m_submissions = FakePendingSubmissions();
        m_cache = FakeJobCache();
        m_money = FakeMoneyApi();
        m_events = std::make_unique<FakeRelayEvents>();
        m_creation = std::make_unique<CreationService>(m_relay, *m_events, m_clock);
        m_retries = std::make_unique<Retries>(m_money, *m_creation);
        m_creation->open(m_submissions, m_cache, true);
        m_events->enter(RelayEvents::State::Open);
        m_failed = makeJob(QStringLiteral("old"), JobStatus::Failed);
        m_failed.prompt = QStringLiteral("rain");
        m_failed.seconds = 8;
    }
    void cleanup() {
        m_retries.reset();
        m_creation.reset();
    }

    void atTheOldPriceNobodyIsAsked() {
        QVERIFY(await(m_retries->retry(m_failed, {})).has_value());
        QVERIFY(m_money.estimated.isEmpty());
        QCOMPARE(m_relay.pricesSeen, (QList<std::optional<qint64>>{std::nullopt}));
    }

    void anotherPriceIsAskedForAndMayBeAccepted() {
        refuse(priced(1200000));
        QCOMPARE(m_money.estimated.first(), sameAgain(m_failed));
        QCOMPARE(m_retries->newPrice(m_failed.id), 1200000);
        QVERIFY(m_submissions.stored.isEmpty()); // refused for good under its key
        QVERIFY(await(m_retries->retry(m_failed, 1200000)).has_value());
        QCOMPARE(m_relay.pricesSeen, (QList<std::optional<qint64>>{std::nullopt, 1200000}));
        QVERIFY(m_relay.keysSeen.first() != m_relay.keysSeen.last());
        QVERIFY(!m_retries->newPrice(m_failed.id));
    }

    void aPriceThatNobodyKnowsIsNone() {
        refuse(priced({}));
        QVERIFY(!m_retries->newPrice(m_failed.id));
        refuse(failure(ErrorCode::Unreachable));
        QVERIFY(!m_retries->newPrice(m_failed.id));
    }

    void otherRefusalsStayWhatTheyAre() {
        m_relay.createFailures = {Error{.code = ErrorCode::Conflict, .httpStatus = 409}};
        QCOMPARE(await(m_retries->retry(m_failed, {})).error().code, ErrorCode::Conflict);
        QVERIFY(m_money.estimated.isEmpty());
    }

    void nothingIsKeptForTheNextAccount() {
        refuse(priced(1200000));
        m_creation->close();
        QVERIFY(!m_retries->newPrice(m_failed.id));
    }
};

KINORA_QT_TEST(RetriesTest)
#include "RetriesTest.moc"
