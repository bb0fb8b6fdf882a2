// Claims and the guards against a second create, on a real PostgreSQL.
#include "store/JobWork.h"

#include "store/UpstreamAccounts.h"
#include "store/UpstreamOverview.h"
#include "support/StoreFixture.h"

#include <boost/asio/detached.hpp>

#include <algorithm>
#include <thread>

using namespace kinora;
using namespace std::chrono_literals;
using store::Claim;
using store::LastEnd;

namespace {

class JobWorkTest : public test::StoreFixture {
protected:
    std::vector<Claim> claimUnderWay(int atMost = 100) { return run(store::claimUnderWay(m_pool, limits(atMost))); }

    store::Begun begin(const Claim& claim, const std::string& attemptId, std::optional<std::string> print) {
        store::NewAttempt attempt = newAttempt(attemptId);
        attempt.intentFingerprint = std::move(print);
        return StoreFixture::begin(claim, std::move(attempt));
    }
    using StoreFixture::begin;

    Task<bool> changeTask(Claim claim, store::JobChange change) {
        pg::Transaction transaction = co_await m_pool.begin();
        const bool held = co_await store::changeJob(transaction, std::move(claim), std::move(change));
        co_await transaction.commit();
        co_return held;
    }

    Task<> attemptTask(store::AttemptChange change) {
        pg::Transaction transaction = co_await m_pool.begin();
        store::changeAttempt(transaction, std::move(change));
        co_await transaction.commit();
    }

    /// Until somebody waits for a lock, or `done`.
    void untilSomebodyWaits(const auto& done) {
        while (!done() && number("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0)
            std::this_thread::yield();
    }

    Task<> openIn(std::optional<pg::Transaction>& place) {
        pg::Transaction transaction = co_await m_pool.begin();
        place.emplace(std::move(transaction));
    }
};

} // namespace

TEST_F(JobWorkTest, oneHeavyUserDoesNotStarveTheRest) {
    const std::string heavy = addUser("heavy");
    const std::string light = addUser("light");
    for (int i = 0; i < 10; ++i)
        addJob(heavy);
    const std::string late = addJob(light);
    const auto claims = claim(2);
    ASSERT_EQ(claims.size(), 2U);
    EXPECT_TRUE(std::ranges::any_of(claims, [&late](const Claim& one) { return one.jobId == late; }));
}

TEST_F(JobWorkTest, neverMoreInFlightThanTheUpstreamTakes) {
    const std::string user = addUser("ada");
    for (int i = 0; i < 6; ++i)
        addJob(user);
    EXPECT_EQ(claim(10, 4).size(), 4U);
    EXPECT_TRUE(claim(10, 4).empty());
}

TEST_F(JobWorkTest, aClaimIsExclusiveUntilItsLeaseIsOver) {
    addJob(addUser("ada"));
    const auto first = claim(10);
    ASSERT_EQ(first.size(), 1U);
    EXPECT_TRUE(claim(10).empty());
    EXPECT_TRUE(run(store::loadWork(m_pool, first[0])));
    EXPECT_EQ(run(store::releaseOwnClaims(m_pool, newId(), LastEnd::Kill)), 0) << "another relay's";
    EXPECT_EQ(run(store::releaseOwnClaims(m_pool, m_instance, LastEnd::Kill)), 1);
    EXPECT_EQ(run(store::releaseOwnClaims(m_pool, m_instance, LastEnd::Kill)), 0) << "once";
    EXPECT_TRUE(claim(10).empty()) << "it has a place at the upstream already";
    const auto second = claimUnderWay();
    ASSERT_EQ(second.size(), 1U);
    EXPECT_FALSE(run(store::loadWork(m_pool, first[0]))) << "the old token is worth nothing";
    store::JobChange change;
    change.message = "too late";
    EXPECT_FALSE(run(changeTask(first[0], change)));
    EXPECT_TRUE(run(changeTask(second[0], change)));
}

TEST_F(JobWorkTest, onlyTheRelaysOwnCrashesCount) {
    addJob(addUser("ada"));
    const auto crashesAfter = [this](LastEnd lastEnd) {
        run(store::releaseOwnClaims(m_pool, m_instance, lastEnd));
        run(m_pool.query("UPDATE jobs SET run_after = now()"));
        const auto claims = claimUnderWay();
        EXPECT_EQ(claims.size(), 1U);
        return claims.empty() ? -1 : run(store::loadWork(m_pool, claims[0]))->crashes;
    };
    claim(10);
    EXPECT_EQ(crashesAfter(LastEnd::Crash), 1);
    EXPECT_EQ(crashesAfter(LastEnd::Crash), 2);
    EXPECT_EQ(crashesAfter(LastEnd::Kill), 0) << "in a row, and a kill from outside is none";
    EXPECT_EQ(crashesAfter(LastEnd::Crash), 1);
    // Taken over from a relay that fell silent: nobody knows why it did.
    run(m_pool.query("UPDATE jobs SET lease_until = now() - interval '1 second'"));
    const auto taken = claimUnderWay();
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_EQ(run(store::loadWork(m_pool, taken[0]))->crashes, 1);
}

TEST_F(JobWorkTest, stepsForgiveCrashes) {
    addJob(addUser("ada"));
    auto claims = claim(10);
    run(store::giveBackAfterCrash(m_pool, claims[0]));
    claims = claim(10);
    ASSERT_EQ(claims.size(), 1U) << "the first time it goes on at once";
    EXPECT_EQ(run(store::loadWork(m_pool, claims[0]))->crashes, 1);
    EXPECT_EQ(begin(claims[0]), store::Begun::Stored);
    EXPECT_EQ(run(store::loadWork(m_pool, claims[0]))->crashes, 0);

    const auto crashAgain = [&] {
        run(store::giveBackAfterCrash(m_pool, claims[0]));
        run(m_pool.query("UPDATE jobs SET run_after = now()"));
        claims = claimUnderWay();
        ASSERT_EQ(claims.size(), 1U);
    };
    crashAgain();
    run(store::storeProgress(m_pool, claims[0], 10, std::nullopt));
    EXPECT_EQ(run(store::loadWork(m_pool, claims[0]))->crashes, 0) << "a percent is something new";
    crashAgain();
    run(store::storeProgress(m_pool, claims[0], 10, std::nullopt));
    EXPECT_EQ(run(store::loadWork(m_pool, claims[0]))->crashes, 1) << "the same percent is not";
    // Handed back in good order is no crash.
    run(store::giveBack(m_pool, claims[0], 0ms));
    claims = claimUnderWay();
    ASSERT_EQ(claims.size(), 1U);
    EXPECT_EQ(run(store::loadWork(m_pool, claims[0]))->crashes, 1);
}

TEST_F(JobWorkTest, whatKeepsCrashingIsTriedMoreAndMoreSeldom) {
    addJob(addUser("ada"));
    std::int64_t last = 0;
    for (int crash = 1; crash <= 12; ++crash) {
        run(m_pool.query("UPDATE jobs SET run_after = now()"));
        const auto claims = claim(10);
        ASSERT_EQ(claims.size(), 1U);
        run(store::giveBackAfterCrash(m_pool, claims[0]));
        const auto pause = number("SELECT round(extract(epoch FROM run_after - now()))::bigint FROM jobs");
        EXPECT_GE(pause, last);
        last = pause;
    }
    EXPECT_NEAR(static_cast<double>(last), 3600, 10);
}

TEST_F(JobWorkTest, leasesAreExtendedForThoseWhoHoldThem) {
    const std::string user = addUser("ada");
    addJob(user);
    addJob(user);
    const auto claims = claim(10);
    ASSERT_EQ(claims.size(), 2U);
    run(m_pool.query("UPDATE jobs SET lease_until = now() - interval '1 second'"));
    const auto other = claimUnderWay(1);
    ASSERT_EQ(other.size(), 1U);
    const Claim& kept = other[0].jobId == claims[0].jobId ? claims[1] : claims[0];
    EXPECT_EQ(
        run(store::extendLeases(m_pool, {claims[0].token, claims[1].token}, 30s)), (std::set<std::string>{kept.token}));
    EXPECT_TRUE(claim(10).empty()) << "an expired lease that nobody took is as good as new";
    run(m_pool.query("UPDATE jobs SET claimed_by = gen_random_uuid() WHERE id = $1::uuid", other[0].jobId));
    run(store::giveBackAll(m_pool, m_instance));
    EXPECT_EQ(claim(10).size(), 1U) << "the lost one was not ours to give back";
}

TEST_F(JobWorkTest, noSecondCreateWhileOneMayHaveBeenAccepted) {
    const std::string job = addJob(addUser("ada"));
    const auto claims = claim(10);
    const std::string first = newId();
    EXPECT_EQ(begin(claims[0], newAttempt(first)), store::Begun::Stored);
    const auto work = run(store::loadWork(m_pool, claims[0]));
    ASSERT_TRUE(work && work->attempt);
    EXPECT_EQ(work->job.stage, store::JobStage::Submitting);
    EXPECT_EQ(work->job.attempts, 1);
    EXPECT_NEAR(static_cast<double>(work->attempt->untilDeadline.count()), 600000, 5000);
    // Not through the door, and not through the wall either.
    EXPECT_EQ(begin(claims[0]), store::Begun::ClaimLost);
    const std::string force = "INSERT INTO attempts (id, job_id, number, upstream, account, deadline_at) "
                              "VALUES (gen_random_uuid(), '" +
                              job + "', 2, 'studio', 'key', now())";
    EXPECT_EQ(constraintOf(force), "attempts_one_live_per_job");
    store::AttemptChange refused;
    refused.id = first;
    refused.outcome = "not_accepted";
    run(attemptTask(std::move(refused)));
    EXPECT_EQ(constraintOf(force), "");
}

// Whoever has drained it and then reads what is under way reads all of it.
TEST_F(JobWorkTest, aDrainWaitsForWhatIsJustBeginning) {
    run(store::touchAccount(m_pool, "key", "studio"));
    addJob(addUser("ada"));
    const auto claims = claim(10);
    std::optional<pg::Transaction> beginning;
    run(openIn(beginning));
    ASSERT_EQ(run(store::beginAttempt(*beginning, claims[0], newAttempt())), store::Begun::Stored);
    bool drained = false;
    const auto drain = [&]() -> Task<> {
        pg::Transaction transaction = co_await m_pool.begin();
        co_await store::drainUpstream(transaction.connection(), "studio", std::nullopt);
        co_await transaction.commit();
        drained = true;
    };
    boost::asio::co_spawn(m_io, drain(), boost::asio::detached);
    untilSomebodyWaits([&] { return drained; });
    EXPECT_FALSE(drained);
    run(beginning->commit());
    beginning.reset();
    while (!drained)
        number("SELECT 1::bigint");
    EXPECT_EQ(number("SELECT count(*) FROM attempts"), 1);
}

TEST_F(JobWorkTest, nothingBeginsOnceADrainIsOnItsWay) {
    run(store::touchAccount(m_pool, "key", "studio"));
    addJob(addUser("ada"));
    const auto claims = claim(10);
    std::optional<pg::Transaction> draining;
    run(openIn(draining));
    ASSERT_TRUE(run(store::drainUpstream(draining->connection(), "studio", std::nullopt)));
    std::optional<store::Begun> begun;
    boost::asio::co_spawn(m_io, beginTask(claims[0], newAttempt()),
        [&](const std::exception_ptr&, store::Begun answer) { begun = answer; });
    untilSomebodyWaits([&] { return begun.has_value(); });
    run(draining->commit());
    draining.reset();
    while (!begun)
        number("SELECT 1::bigint");
    EXPECT_EQ(begun, store::Begun::MustWait);
}

TEST_F(JobWorkTest, equalRequestsGoOutOneAfterTheOther) {
    const std::string user = addUser("ada");
    addJob(user);
    addJob(user);
    const auto claims = claim(10);
    const std::string first = newId();
    EXPECT_EQ(begin(claims[0], first, "same"), store::Begun::Stored);
    EXPECT_EQ(constraintOf([&] { begin(claims[1], newId(), "same"); }), "attempts_one_undecided_per_intent");
    store::AttemptChange accepted;
    accepted.id = first;
    accepted.outcome = "accepted";
    accepted.accepted = true;
    accepted.upstreamId = "video_1";
    run(attemptTask(std::move(accepted)));
    EXPECT_EQ(begin(claims[1], newId(), "same"), store::Begun::Stored);
    const std::vector<store::ListedTask> listed{{.upstreamId = "video_1"}, {.upstreamId = "video_2"}};
    EXPECT_EQ(run(store::knownTasks(m_pool, "key", listed)), (std::set<std::string>{"video_1"}));
    EXPECT_TRUE(run(store::knownTasks(m_pool, "another key", listed)).empty());
}

TEST_F(JobWorkTest, anIdOfWhatHasEndedMayComeAgain) {
    const std::string user = addUser("ada");
    addJob(user);
    addJob(user);
    const auto claims = claim(10);
    const std::string old = newId();
    begin(claims[0], old, "old");
    const auto take = [&](const std::string& attempt) {
        store::AttemptChange accepted;
        accepted.id = attempt;
        accepted.outcome = "accepted";
        accepted.accepted = true;
        accepted.upstreamId = "1";
        run(attemptTask(std::move(accepted)));
    };
    take(old);
    const std::string young = newId();
    begin(claims[1], young, "young");
    EXPECT_EQ(constraintOf([&] { take(young); }), "attempts_upstream_task_unique") << "it is another's, and under way";

    run(m_pool.query(
        "UPDATE attempts SET outcome = 'succeeded', finished_at = now() - interval '1 hour' WHERE id = $1::uuid", old));
    const TimePoint now = SystemClock().now();
    const auto known = [&](std::optional<TimePoint> createdAt) {
        const std::vector<store::ListedTask> listed{{.upstreamId = "1", .createdAt = createdAt}};
        return run(store::knownTasks(m_pool, "key", listed)).size();
    };
    EXPECT_EQ(known(now), 0U) << "made after that one had ended";
    EXPECT_EQ(known(now - std::chrono::minutes(59)), 1U) << "clocks differ";
    EXPECT_EQ(known(std::nullopt), 1U);
    take(young);
    EXPECT_EQ(known(now), 1U);
    const pg::Rows rows = run(m_pool.query("SELECT id::text FROM attempts WHERE upstream_id = '1'"));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().get<std::string>("id"), young);
}

TEST_F(JobWorkTest, progressNeverFallsAndNothingLeavesTheEnd) {
    const std::string job = addJob(addUser("ada"));
    const auto claims = claim(10);
    begin(claims[0]);
    EXPECT_EQ(run(store::storeProgress(m_pool, claims[0], 40, std::nullopt)).progress, 40);
    EXPECT_EQ(run(store::storeProgress(m_pool, claims[0], 20, std::nullopt)).progress, 40);
    store::JobChange end;
    end.status = store::JobStatus::Failed;
    end.stage = store::JobStage::Done;
    end.error = store::JobError{"timed_out", ""};
    EXPECT_TRUE(run(changeTask(claims[0], end)));
    EXPECT_FALSE(run(changeTask(claims[0], end))) << "the claim went with the end";
    const std::string reopen =
        "UPDATE jobs SET status = 'pending', stage = 'queued', finished_at = NULL, error_code = NULL WHERE id = '" +
        job + "'";
    EXPECT_EQ(constraintOf(reopen), "jobs_terminal_is_final");
    EXPECT_TRUE(claim(10).empty());
    EXPECT_TRUE(claimUnderWay().empty());
}
