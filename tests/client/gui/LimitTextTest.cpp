#include "gui/LimitText.h"

#include "Stage.h"
#include "gui/ErrorText.h"
#include "gui/create/JobText.h"
#include "support/QtTestMain.h"

using namespace kinora;
using namespace kinora::tests;

class LimitTextTest : public QObject {
    Q_OBJECT

    static Limit videos(qint64 used, qint64 limit) {
        return {.name = LimitName::VideosPerHour,
            .limit = limit,
            .used = used,
            .left = limit - used,
            .resetsAt = QDateTime(QDate(2026, 3, 1), QTime(14, 20), Qt::LocalTime)};
    }

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void pricesKeepTheirDigits() {
        QCOMPARE(LimitText::money(800000), QStringLiteral("$0.80"));
        QCOMPARE(LimitText::money(12000000), QStringLiteral("$12.00"));
        QCOMPARE(LimitText::money(2500), QStringLiteral("$0.0025"));
        QCOMPARE(LimitText::signedMoney(-400000), QStringLiteral("−$0.40"));
        QCOMPARE(LimitText::signedMoney(400000), QStringLiteral("+$0.40"));
    }

    void theTightestLimitIsShown() {
        const Limit money{LimitName::MicroUsdPerMonth, 20000000, 1200000, 18800000, {}};
        const Limit waiting{LimitName::WaitingJobs, 500, 400, 100, {}};
        QCOMPARE(LimitText::shortest({money, videos(3, 5), waiting}), QStringLiteral("3 of 5 this hour"));
        QCOMPARE(LimitText::shortest({money, waiting}), QStringLiteral("$1.20 of $20.00 this month"));
        QVERIFY(LimitText::shortest({waiting}).isEmpty());
        QVERIFY(LimitText::shortest({}).isEmpty());
    }

    void placesLeftAreNotDenied() {
        QVERIFY(LimitText::resets(videos(2, 5)).startsWith(QStringLiteral("One more")));
        QVERIFY(LimitText::resets(videos(5, 5)).startsWith(QStringLiteral("The next place")));
    }

    void refusalsSayWhenThereIsRoomAgain() {
        Error error{.code = ErrorCode::RateLimited};
        error.limit = videos(5, 5);
        const QString time = QLocale().toString(QTime(14, 20), QLocale::ShortFormat);
        QVERIFY(ErrorText::submission(error).contains(time));
        error.code = ErrorCode::BudgetExhausted;
        error.limit = Limit{.name = LimitName::MicroUsdPerMonth,
            .limit = 20000000,
            .used = 19900000,
            .left = 100000,
            .resetsAt = QDateTime(QDate(2026, 4, 1), QTime(12, 0), Qt::UTC)};
        const QString sentence = ErrorText::submission(error);
        QVERIFY(sentence.contains(QStringLiteral("$0.10 of $20.00")));
        QVERIFY(sentence.contains(QLocale().toString(QDate(2026, 4, 1), QLocale::LongFormat)));
        error.code = ErrorCode::QueueFull;
        error.limit = Limit{LimitName::WaitingJobs, 500, 500, 0, {}};
        QVERIFY(ErrorText::submission(error).contains(QStringLiteral("500")));
    }

    void anUnclearOutcomeAsksBeforeItIsPaidTwice() {
        const Job unknown =
            failedJob(1, JobFailure::OutcomeUnknown, QStringLiteral("outcome_unknown"), Charged::Unknown, false);
        QVERIFY(JobText::canRetry(unknown));
        QCOMPARE(JobText::retry(unknown), QStringLiteral("Try again anyway"));
        QVERIFY(JobText::status(unknown).endsWith(QStringLiteral("It may have been charged. Try again anyway?")));
        const Job broken = failedJob(2, JobFailure::Interrupted, QStringLiteral("interrupted"), Charged::Yes, false);
        QVERIFY(JobText::status(broken).endsWith(QStringLiteral("It was charged. Try again anyway?")));
        const Job late = failedJob(3, JobFailure::TimedOut, QStringLiteral("timed_out"), Charged::Held, true);
        QVERIFY(JobText::status(late).endsWith(QStringLiteral("held until the outcome is clear. Try again anyway?")));
        const Job free = failedJob(4, JobFailure::NotAccepted, QStringLiteral("not_accepted"), Charged::No, true);
        QCOMPARE(JobText::retry(free), QStringLiteral("Try again"));
        QVERIFY(JobText::status(free).contains(QStringLiteral("Nothing was charged.")));
        const Job refused =
            failedJob(5, JobFailure::ModerationBlocked, QStringLiteral("moderation_blocked"), Charged::No, false);
        QVERIFY(!JobText::canRetry(refused));
    }

    void factsSayWhatIsHeldAndWhatWasCharged() {
        Job job = someJob(1, JobStatus::Pending, JobStage::Queued, QStringLiteral("x"));
        QCOMPARE(JobText::facts(job), QStringLiteral("Portrait · 8 s"));
        job.priceMicroUsd = 800000;
        QCOMPARE(JobText::facts(job), QStringLiteral("Portrait · 8 s · $0.80"));
        job.charged = Charged::Held;
        QCOMPARE(JobText::facts(job), QStringLiteral("Portrait · 8 s · $0.80 held"));
        job.status = JobStatus::Failed;
        job.charged = Charged::No;
        QCOMPARE(JobText::facts(job), QStringLiteral("Portrait · 8 s"));
    }
};

KINORA_QT_TEST(LimitTextTest)
#include "LimitTextTest.moc"
