// Money and limits on a real PostgreSQL: every outcome in every order, and many requests at once.
#include "store/Ledger.h"

#include "pg/Migrator.h"
#include "store/Migrations.h"
#include "store/Usage.h"
#include "support/StoreFixture.h"

#include <atomic>
#include <optional>
#include <set>
#include <thread>

using namespace kinora;
using namespace std::chrono_literals;
using store::Demand;
using store::Limits;

namespace {

constexpr std::int64_t Price = 400'000;

class LedgerTest : public test::StoreFixture {
protected:
    LedgerTest()
        : m_user(addUser("ada")) {}

    // Whatever a test did, the books agree.
    ~LedgerTest() override {
        EXPECT_EQ(number("SELECT count(*) FROM ledger_by_job WHERE micro_usd <> expected_micro_usd"), 0);
        EXPECT_EQ(number(R"(
            SELECT count(*) FROM monthly_usage u WHERE (u.micro_usd, u.seconds) <> (
                SELECT coalesce(sum(j.price_micro_usd), 0), coalesce(sum(j.seconds), 0) FROM jobs j
                WHERE j.user_id = u.user_id AND j.counted_in = u.month))"),
            0);
    }

    /// As a submission does it; the job's id, or nothing if money or seconds are in the way.
    static Task<std::optional<std::string>> submit(pg::Pool& pool, std::string userId, Limits limits,
        std::optional<std::int64_t> price, std::optional<int> seconds) {
        pg::Transaction transaction = co_await pool.begin();
        store::NewJob job = newJob(userId);
        job.seconds = seconds;
        job.priceMicroUsd = price;
        Demand demand;
        demand.microUsd = price.value_or(0);
        demand.seconds = seconds.value_or(0);
        job.countedIn = co_await store::reserve(transaction, userId, limits, demand);
        if (!job.countedIn)
            co_return std::nullopt;
        const std::string id = job.id;
        co_await insertJob(transaction, std::move(job));
        co_await transaction.commit();
        co_return id;
    }

    std::string addJob(std::optional<std::int64_t> price = Price) {
        return run(submit(m_pool, m_user, Limits{}, price, 4)).value_or("");
    }

    std::string addAttempt(const std::string& jobId) {
        std::string id = newId();
        run(m_pool.query("INSERT INTO attempts (id, job_id, number, upstream, account, deadline_at) "
                         "VALUES ($1::uuid, $2::uuid, 1, 'studio', 'key', now())",
            id, jobId));
        return id;
    }

    void charge(const std::string& jobId, const std::string& attemptId) { run(chargeTask(jobId, attemptId)); }
    Task<> chargeTask(std::string jobId, std::string attemptId) {
        pg::Transaction transaction = co_await m_pool.begin();
        store::settleCharged(transaction, jobId, attemptId);
        co_await transaction.commit();
    }

    void free(const std::string& jobId) { run(freeTask(jobId)); }
    Task<> freeTask(std::string jobId) {
        pg::Transaction transaction = co_await m_pool.begin();
        store::settleNotCharged(transaction, jobId);
        co_await transaction.commit();
    }

    void end(const std::string& jobId, const std::string& charged, const std::string& ago) {
        run(m_pool.query("UPDATE jobs SET status = 'failed', stage = 'done', error_code = 'outcome_unknown', "
                         "charged = $2::job_charged, finished_at = now() - $3::interval WHERE id = $1::uuid",
            jobId, charged, ago));
    }

    std::string word(const std::string& sql) { return valueOf<std::string>(sql); }
    std::string lines() {
        return word("SELECT coalesce(string_agg(kind || ' ' || reason || ' ' || micro_usd, ', ' ORDER BY created_at, "
                    "kind), '') "
                    "FROM ledger");
    }
    std::string charged() { return word("SELECT charged::text FROM jobs"); }
    store::Usage used() { return run(store::readUsage(m_pool, m_user, Limits{}, Demand{})); }

    const std::string m_user;
};

} // namespace

TEST_F(LedgerTest, acceptedIsChargedOnceAndTakesThePlaceOfTheReserve) {
    const std::string job = addJob();
    EXPECT_EQ(charged(), "held");
    EXPECT_EQ(used().microUsd, Price);
    const std::string attempt = addAttempt(job);
    for (int i = 0; i < 3; ++i)
        charge(job, attempt);
    EXPECT_EQ(lines(), "reserve submitted 400000, release charged -400000, charge accepted 400000");
    EXPECT_EQ(charged(), "yes");
    EXPECT_EQ(used().microUsd, Price) << "spent now, and counted once";
    EXPECT_EQ(used().seconds, 4);
}

TEST_F(LedgerTest, whatIsNotChargedGivesItsPlaceBack) {
    const std::string job = addJob();
    EXPECT_EQ(used().videosInHour, 1);
    for (int i = 0; i < 3; ++i)
        free(job);
    EXPECT_EQ(lines(), "reserve submitted 400000, release not_charged -400000");
    EXPECT_EQ(charged(), "no");
    EXPECT_EQ(used().microUsd, 0);
    EXPECT_EQ(used().seconds, 0);
    EXPECT_EQ(used().videosInHour, 0);
}

TEST_F(LedgerTest, anOutcomeProvedWrongIsCorrected) {
    const std::string job = addJob();
    const std::string attempt = addAttempt(job);
    free(job);
    charge(job, attempt);
    EXPECT_EQ(lines(), "reserve submitted 400000, release not_charged -400000, charge accepted 400000")
        << "a late appearance";
    EXPECT_EQ(used().microUsd, Price);
    EXPECT_EQ(used().videosInHour, 1);
    free(job);
    EXPECT_EQ(charged(), "no");
    EXPECT_EQ(used().microUsd, 0);
    free(job);
    charge(job, attempt);
    charge(job, attempt);
    EXPECT_EQ(charged(), "yes");
    EXPECT_EQ(number("SELECT count(*) FROM ledger WHERE kind = 'adjust'"), 2);
    EXPECT_EQ(number("SELECT sum(micro_usd)::bigint FROM ledger"), Price);
}

TEST_F(LedgerTest, theUncertainIsAssumedAfterADayAndStillCorrected) {
    const std::string job = addJob();
    addAttempt(job);
    end(job, "unknown", "23 hours");
    EXPECT_EQ(run(store::settleOverdue(m_pool, 24h, 10)), 0);
    EXPECT_EQ(lines(), "reserve submitted 400000") << "held, while it may still be found out";
    end(job, "unknown", "25 hours");
    EXPECT_EQ(run(store::settleOverdue(m_pool, 24h, 10)), 1);
    EXPECT_EQ(run(store::settleOverdue(m_pool, 24h, 10)), 0);
    EXPECT_EQ(lines(), "reserve submitted 400000, release charged -400000, charge assumed 400000");
    EXPECT_EQ(charged(), "unknown");
    EXPECT_EQ(used().microUsd, Price);
    free(job);
    EXPECT_EQ(charged(), "no");
    EXPECT_EQ(used().microUsd, 0);
    EXPECT_EQ(number("SELECT sum(micro_usd)::bigint FROM ledger"), 0);
}

TEST_F(LedgerTest, withoutAPriceTheLinesAreThereAndComeToNothing) {
    const std::string job = addJob(std::nullopt);
    EXPECT_EQ(charged(), "no");
    charge(job, addAttempt(job));
    EXPECT_EQ(charged(), "yes");
    EXPECT_EQ(lines(), "reserve submitted 0, release charged 0, charge accepted 0");
    EXPECT_EQ(run(store::readMonthTotals(m_pool, m_user)).unpricedVideos, 1);
    free(addJob(std::nullopt));
    EXPECT_EQ(run(store::readMonthTotals(m_pool, m_user)).unpricedVideos, 1);
}

TEST_F(LedgerTest, aMonthBeginsAtNothing) {
    const std::string old = addJob();
    run(m_pool.query("UPDATE monthly_usage SET month = month - interval '1 month'"));
    run(m_pool.query(
        "UPDATE jobs SET counted_in = counted_in - interval '1 month', created_at = created_at - interval '40 days'"));
    EXPECT_EQ(used().microUsd, 0);
    Limits limits;
    limits.microUsdPerMonth = Price;
    EXPECT_TRUE(run(submit(m_pool, m_user, limits, Price, 4)));
    EXPECT_FALSE(run(submit(m_pool, m_user, limits, Price, 4)));
    free(old);
    EXPECT_EQ(used().microUsd, Price) << "last month's money does not come back this month";
}

TEST_F(LedgerTest, theHourFillsAndEmpties) {
    Limits limits;
    limits.videosPerHour = 3;
    for (int minutes : {50, 30, 10}) {
        const std::string job = addJob();
        run(m_pool.query(
            "UPDATE jobs SET created_at = now() - make_interval(mins => $2::int) WHERE id = $1::uuid", job, minutes));
    }
    const auto left = [&](std::int64_t videos) {
        Demand demand;
        demand.videos = videos;
        const auto usage = run(store::readUsage(m_pool, m_user, limits, demand));
        return usage.roomAt ? std::chrono::round<std::chrono::minutes>(*usage.roomAt - usage.now).count() : -1;
    };
    EXPECT_EQ(left(1), 10);
    EXPECT_EQ(left(2), 30);
    EXPECT_EQ(left(3), 50);
    limits.videosPerHour = 4;
    EXPECT_EQ(left(1), -1);
    const auto usage = used();
    EXPECT_EQ(usage.videosInHour, 3);
    EXPECT_EQ(std::chrono::round<std::chrono::minutes>(*usage.nextPlaceAt - usage.now), 10min);
}

TEST_F(LedgerTest, sixtyFourAtOnceThroughTwoPoolsNeverPassALimit) {
    for (const bool byMoney : {true, false}) {
        run(m_pool.query("TRUNCATE jobs, monthly_usage CASCADE"));
        Limits limits;
        if (byMoney)
            limits.microUsdPerMonth = 7 * Price + Price / 2;
        else
            limits.secondsPerMonth = 7 * 4 + 1;
        std::atomic<int> accepted = 0;
        constexpr int count = 2;
        std::vector<std::thread> relays;
        relays.reserve(count);
        for (int relay = 0; relay < count; ++relay) {
            relays.emplace_back([&] {
                boost::asio::io_context io;
                pg::Pool pool(m_pool.conninfo());
                for (int i = 0; i < 32; ++i) {
                    auto one = [&]() -> Task<> {
                        const auto job = co_await submit(pool, m_user, limits, Price, 4);
                        if (job)
                            ++accepted;
                    };
                    boost::asio::co_spawn(io, one, [](const std::exception_ptr& error) { EXPECT_FALSE(error); });
                }
                io.run();
                test::runOn(io, pool.close());
            });
        }
        for (std::thread& relay : relays)
            relay.join();
        EXPECT_EQ(accepted, 7);
        EXPECT_EQ(number("SELECT count(*) FROM jobs"), 7);
        EXPECT_EQ(used().microUsd, 7 * Price);
    }
}

TEST_F(LedgerTest, aRetryAndTheSettlingOfWhatItRetriesDoNotWaitForEachOther) {
    const std::string old = addJob();
    addAttempt(old);
    end(old, "unknown", "1 hour");
    // The retry has its budget and is about to refer to the old job, which somebody settles and then needs the budget
    // row.
    std::optional<pg::Transaction> retry;
    const auto begin = [&]() -> Task<> {
        pg::Transaction transaction = co_await m_pool.begin();
        retry.emplace(std::move(transaction));
    };
    run(begin());
    EXPECT_TRUE(run(store::reserve(*retry, m_user, Limits{}, Demand{})));
    std::atomic<bool> settled = false;
    std::thread settler([&] {
        boost::asio::io_context io;
        pg::Pool pool(m_pool.conninfo());
        const auto settle = [&]() -> Task<> {
            pg::Transaction transaction = co_await pool.begin();
            store::settleNotCharged(transaction, old);
            co_await transaction.commit();
        };
        test::runOn(io, settle());
        test::runOn(io, pool.close());
        settled = true;
    });
    const auto waits = [&] {
        return number(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()");
    };
    while (waits() == 0 && !settled)
        std::this_thread::yield();
    run(retry->query("SELECT 1 FROM jobs WHERE id = $1::uuid FOR KEY SHARE", old));
    run(retry->commit());
    retry.reset();
    settler.join();
    EXPECT_EQ(charged(), "no");
}

TEST_F(LedgerTest, pagesOfTheLedgerHaveNoGap) {
    for (int i = 0; i < 4; ++i) {
        const std::string job = addJob();
        charge(job, addAttempt(job));
    }
    std::set<std::string> seen;
    std::int64_t sum = 0;
    std::optional<store::PageKey> next;
    do {
        const auto page = run(store::listLedger(m_pool, m_user, next, 5));
        for (const auto& line : page.items) {
            seen.insert(line.id);
            sum += line.microUsd;
            EXPECT_EQ(line.prompt, "rain");
        }
        next = page.next;
    } while (next);
    EXPECT_EQ(seen.size(), 12U);
    EXPECT_EQ(sum, 4 * Price);
    EXPECT_EQ(run(store::readMonthTotals(m_pool, m_user)).chargedMicroUsd, 4 * Price);
}

TEST_F(LedgerTest, whatWasThereBeforeThisSchemaIsBroughtOver) {
    pg::Pool pool(test::PostgresEnvironment::instance().freshDatabase());
    const auto all = store::migrations();
    const std::vector<pg::Migration> before(all.begin(), all.begin() + 2);
    run(pg::migrate(pool, before));
    run(pool.query("INSERT INTO users (id, email, email_key, password_hash, handle, display_name) "
                   "VALUES ('00000000-0000-0000-0000-000000000001', 'a', 'a', 'x', 'ada', 'Ada')"));
    const auto old = [&](int n, const std::string& state, const std::string& charged, const std::string& kinds) {
        const std::string id = "00000000-0000-0000-0000-0000000000" + std::to_string(n);
        run(pool.query("INSERT INTO submissions (id, user_id, key, fingerprint, status, answer) VALUES ('" + id +
                       "', '00000000-0000-0000-0000-000000000001', '" + id + "', '', 202, '1')"));
        run(pool.query("INSERT INTO jobs (id, user_id, submission_id, prompt, orientation, model, upstream, seconds, "
                       "price_micro_usd, "
                       "charged, status, stage, finished_at, error_code) VALUES ('" +
                       id + "', '00000000-0000-0000-0000-000000000001', '" + id +
                       "', 'p', 'portrait', 'm', 'u', 4, 100, '" + charged + "', " + state + ")"));
        run(pool.query("INSERT INTO attempts (id, job_id, number, upstream, key_fingerprint, deadline_at) VALUES ('" +
                       id + "', '" + id + "', 1, 'u', 'k', now())"));
        run(pool.query("INSERT INTO ledger (id, user_id, job_id, attempt_id, kind, micro_usd) "
                       "SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000001', '" +
                       id + "', CASE WHEN kind = 'charge' THEN '" + id +
                       "'::uuid END, kind::ledger_kind, CASE WHEN kind = 'release' THEN -100 ELSE 100 END "
                       "FROM unnest(string_to_array('" +
                       kinds + "', ',')) AS kind"));
    };
    old(10, "'pending', 'queued', NULL, NULL", "held", "reserve");
    old(11, "'processing', 'generating', NULL, NULL", "yes", "reserve,charge");
    old(12, "'completed', 'done', now(), NULL", "yes", "reserve,charge,release");
    old(13, "'failed', 'done', now(), 'not_accepted'", "no", "reserve,release");
    old(14, "'failed', 'done', now(), 'outcome_unknown'", "unknown", "reserve");
    run(pg::migrate(pool, all));
    const auto ask = [&](const std::string& sql) {
        return run(pool.query(sql)).front().get<std::int64_t>(0);
    };
    EXPECT_EQ(ask("SELECT count(*) FROM ledger_by_job WHERE micro_usd = expected_micro_usd"), 5);
    EXPECT_EQ(ask("SELECT count(*) FROM ledger_by_job WHERE is_open"), 2);
    EXPECT_EQ(ask("SELECT micro_usd FROM monthly_usage"), 400);
    EXPECT_EQ(ask("SELECT seconds FROM monthly_usage"), 16);
    run(pool.close());
}
