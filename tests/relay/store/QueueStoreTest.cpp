// Order, pause and the places at the upstream, on a real PostgreSQL and with several claimers at once.
#include "store/QueueStore.h"

#include "support/StoreFixture.h"

#include <boost/asio/co_spawn.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace kinora;
using namespace std::chrono_literals;
using store::Claim;
using store::MoveOutcome;
using Ids = std::vector<std::string>;

namespace {

class QueueStoreTest : public test::StoreFixture {
protected:
    QueueStoreTest()
        : m_user(addUser("ada")) {}

    using StoreFixture::addJob;
    std::string addJob(const std::string& userId, const std::string& upstream) {
        store::NewJob job = newJob(userId);
        job.upstream = upstream;
        return addJob(std::move(job));
    }

    Ids addJobs(const std::string& userId, int count) {
        Ids ids;
        for (int i = 0; i < count; ++i)
            ids.push_back(addJob(userId));
        return ids;
    }

    Ids waiting(const std::string& userId) {
        Ids ids;
        for (const store::WaitingJob& job : run(store::readQueue(m_pool, userId)).waiting)
            ids.push_back(job.id);
        return ids;
    }

    MoveOutcome move(const std::string& jobId, std::optional<std::string> before) {
        return run(moveTask(m_user, jobId, std::move(before)));
    }

    Task<MoveOutcome> moveTask(std::string userId, std::string jobId, std::optional<std::string> before) {
        pg::Transaction transaction = co_await m_pool.begin();
        const auto outcome =
            co_await store::moveJob(transaction, std::move(userId), std::move(jobId), std::move(before));
        co_await transaction.commit();
        co_return outcome;
    }

    Ids claim(int atMost, int maxInFlight = 100) {
        Ids ids;
        for (Claim& one : StoreFixture::claim(atMost, maxInFlight)) {
            m_claims[one.jobId] = one;
            ids.push_back(one.jobId);
        }
        return ids;
    }

    store::Begun begin(const std::string& jobId) { return StoreFixture::begin(m_claims.at(jobId)); }

    static store::JobChange ending() {
        store::JobChange change;
        change.status = store::JobStatus::Canceled;
        change.stage = store::JobStage::Done;
        return change;
    }

    const std::string m_user;
    std::map<std::string, Claim> m_claims;
};

} // namespace

TEST_F(QueueStoreTest, movesWithinOnesOwnQueue) {
    const Ids jobs = addJobs(m_user, 5);
    const std::string other = addJob(addUser("bob"), "elsewhere");
    EXPECT_EQ(waiting(m_user), jobs);
    EXPECT_EQ(move(jobs[3], jobs[0]), MoveOutcome::Moved);
    EXPECT_EQ(waiting(m_user), (Ids{jobs[3], jobs[0], jobs[1], jobs[2], jobs[4]}));
    EXPECT_EQ(move(jobs[3], jobs[0]), MoveOutcome::AlreadyThere) << "asked again, nothing changes";
    EXPECT_EQ(move(jobs[0], std::nullopt), MoveOutcome::Moved);
    EXPECT_EQ(move(jobs[0], std::nullopt), MoveOutcome::AlreadyThere);
    EXPECT_EQ(waiting(m_user), (Ids{jobs[3], jobs[1], jobs[2], jobs[4], jobs[0]}));
    EXPECT_EQ(move(jobs[3], jobs[4]), MoveOutcome::Moved);
    const Ids order{jobs[1], jobs[2], jobs[3], jobs[4], jobs[0]};
    EXPECT_EQ(waiting(m_user), order);
    EXPECT_EQ(move(other, jobs[1]), MoveOutcome::NotWaiting);
    EXPECT_EQ(move(jobs[1], other), MoveOutcome::NoAnchor);
    EXPECT_EQ(run(store::findJob(m_pool, jobs[0]))->position, 5);
    EXPECT_EQ(addJobs(m_user, 1), (Ids{waiting(m_user).back()})) << "what comes in goes to the end";
    for (const std::string& id : order)
        EXPECT_EQ(claim(1), Ids{id}) << "begun in that order";
    EXPECT_EQ(move(order[0], std::nullopt), MoveOutcome::Moved) << "in hand, but not begun yet";
}

TEST_F(QueueStoreTest, aPauseHoldsWhatWaitsAndNothingElse) {
    const Ids mine = addJobs(m_user, 2);
    const std::string other = addJob(addUser("bob"));
    const Ids begun = claim(1);
    EXPECT_TRUE(run(store::pauseQueue(m_pool, m_user)));
    EXPECT_FALSE(run(store::pauseQueue(m_pool, m_user)));
    const std::string later = addJob(m_user);
    EXPECT_EQ(claim(10), Ids{other});
    EXPECT_EQ(run(store::findJob(m_pool, mine[1]))->stage, store::JobStage::Held);
    EXPECT_EQ(run(store::findJob(m_pool, later))->stage, store::JobStage::Held);
    const auto queue = run(store::readQueue(m_pool, m_user));
    EXPECT_TRUE(queue.pausedAt);
    EXPECT_EQ(queue.waiting.back().stage, store::JobStage::Held);
    EXPECT_EQ(begin(begun[0]), store::Begun::Paused) << "claimed, but its request has not gone out";
    run(store::giveBack(m_pool, m_claims.at(begun[0]), 0ms));
    EXPECT_TRUE(run(store::resumeQueue(m_pool, m_user)));
    EXPECT_FALSE(run(store::resumeQueue(m_pool, m_user)));
    EXPECT_EQ(run(store::findJob(m_pool, later))->stage, store::JobStage::Queued);
    EXPECT_EQ(claim(10), (Ids{mine[0], mine[1], later}));
    EXPECT_EQ(begin(mine[0]), store::Begun::Stored);
    EXPECT_TRUE(run(store::pauseQueue(m_pool, m_user)));
    EXPECT_EQ(run(store::findJob(m_pool, mine[0]))->stage, store::JobStage::Submitting) << "what is under way goes on";
}

TEST_F(QueueStoreTest, aPauseDoesNotCountAsWaiting) {
    addJob(m_user);
    run(m_pool.query("UPDATE jobs SET created_at = now() - interval '30 hours'"));
    run(store::pauseQueue(m_pool, m_user));
    run(store::resumeQueue(m_pool, m_user));
    const Ids begun = claim(1);
    ASSERT_EQ(begun.size(), 1U);
    EXPECT_LT(run(store::loadWork(m_pool, m_claims.at(begun[0])))->waited, 1h);
}

TEST_F(QueueStoreTest, turnsGoRoundTheUsersWhateverIsUnderWay) {
    const Ids heavy = addJobs(m_user, 12);
    EXPECT_EQ(claim(4).size(), 4U);
    const Ids light = addJobs(addUser("bob"), 6);
    // bob has nothing under way yet: four for him until both have four, then one each, the older first.
    EXPECT_EQ(claim(4), (Ids{light[0], light[1], light[2], light[3]}));
    EXPECT_EQ(claim(1), Ids{heavy[4]});
    EXPECT_EQ(claim(1), Ids{light[4]});
}

TEST_F(QueueStoreTest, whoHasNothingUnderWayIsNextHoweverFarBehind) {
    const Ids heavy = addJobs(m_user, 40);
    const std::string bob = addUser("bob");
    const Ids light = addJobs(bob, 2);
    const std::string away = addUser("cyd");
    addJobs(away, 1);
    run(store::pauseQueue(m_pool, away));
    EXPECT_EQ(claim(1), Ids{heavy[0]}) << "nobody has anything under way: the oldest";
    EXPECT_EQ(claim(1), Ids{light[0]}) << "and then not the next 39";
    EXPECT_EQ(claim(1), Ids{heavy[1]}) << "one each: the older";
    EXPECT_EQ(claim(1), Ids{light[1]}) << "two against one";
    const Ids later = addJobs(addUser("dia"), 1);
    EXPECT_EQ(claim(1), later);
    run(store::resumeQueue(m_pool, away));
    EXPECT_EQ(claim(2).size(), 2U);
    EXPECT_EQ(
        number(
            "SELECT count(*) FROM jobs j JOIN users u ON u.id = j.user_id WHERE handle = 'cyd' AND slot IS NOT NULL"),
        1);
}

TEST_F(QueueStoreTest, whatEarlierClaimsMetDoesNotChangeWhoseTurnItIs) {
    const Ids heavy = addJobs(m_user, 40); // more than are looked at among the oldest
    const Ids bobs = addJobs(addUser("bob"), 30);
    const Ids cyds = addJobs(addUser("cyd"), 30);
    store::ClaimMemory memory;
    Ids begun;
    for (int i = 0; i < 60; ++i) {
        const auto one = run(store::claimWaiting(m_pool, limits(1, 100), &memory));
        ASSERT_EQ(one.size(), 1U);
        begun.push_back(one[0].jobId);
    }
    Ids expected;
    for (std::size_t i = 0; i < 20; ++i)
        expected.insert(expected.end(), {heavy[i], bobs[i], cyds[i]});
    EXPECT_EQ(begun, expected);
}

TEST_F(QueueStoreTest, whoComesALittleLateTakesTheNextOne) {
    const Ids jobs = addJobs(m_user, 3);
    const std::string paused = addUser("bob");
    addJobs(paused, 2);
    run(store::pauseQueue(m_pool, paused));
    const auto claimBeside = [this](const Ids& inOtherHands) -> Task<std::vector<Claim>> {
        pg::Transaction other = co_await m_pool.begin();
        co_await other.query("SELECT 1 FROM jobs WHERE id = ANY ($1::uuid[]) FOR UPDATE", inOtherHands);
        const store::ClaimLimits mine = limits(2, 100);
        std::vector<Claim> claims = co_await store::claimWaiting(m_pool, mine);
        co_await other.commit(); // and so lets go before the next claim
        co_return claims;
    };
    const auto claims = run(claimBeside({jobs[0]}));
    ASSERT_EQ(claims.size(), 2U) << "the first is in another claimer's hands";
    EXPECT_EQ(claims[0].jobId, jobs[1]);
    EXPECT_EQ(claims[1].jobId, jobs[2]);
    EXPECT_TRUE(run(claimBeside({jobs[0]})).empty()) << "nothing else, and nothing of those who paused";
    EXPECT_EQ(claim(1), Ids{jobs[0]});
}

TEST_F(QueueStoreTest, everyUserComesToTheirTurnEvenAmongHundreds) {
    run(m_pool.query(
        "INSERT INTO users (id, email, email_key, password_hash, handle, display_name) SELECT gen_random_uuid(), "
        "'u' || i, 'u' || i, 'x', 'user_' || i, 'u' FROM generate_series(1, 400) i"));
    run(m_pool.query("INSERT INTO submissions (id, user_id, key, fingerprint, status, answer) "
                     "SELECT gen_random_uuid(), id, 'k', 'x', 202, 'null' FROM users WHERE handle LIKE 'user%'"));
    run(m_pool.query(
        "INSERT INTO jobs (id, user_id, submission_id, prompt, orientation, model, upstream) "
        "SELECT gen_random_uuid(), s.user_id, s.id, 'rain', 'portrait', 'm', 'studio' FROM submissions s"));
    std::set<std::string> seen;
    for (int round = 0; round < 200 && seen.size() < 400; ++round)
        for (const std::string& id : claim(32, 64)) {
            seen.insert(id);
            EXPECT_TRUE(run(store::changeJob(m_pool, m_claims.at(id), ending())));
        }
    EXPECT_EQ(seen.size(), 400U);
}

TEST_F(QueueStoreTest, aWaitingJobKnowsWhatTellsItsTime) {
    const Ids jobs = addJobs(m_user, 4);
    const auto waits = [&] {
        return *run(store::findJob(m_pool, jobs[3]));
    };
    EXPECT_FALSE(waits().typicalTime);
    EXPECT_EQ(waits().ownUnderWay, 0);
    for (const std::string& id : claim(3))
        begin(id);
    EXPECT_EQ(waits().ownUnderWay, 3);
    run(m_pool.query("UPDATE jobs SET stage = 'generating', generating_at = now() WHERE id = $1::uuid", jobs[0]));
    run(m_pool.query("UPDATE jobs SET stage = 'saving' WHERE id = $1::uuid", jobs[0]));
    run(m_pool.query(
        "UPDATE jobs SET status = 'completed', stage = 'done', finished_at = generating_at + interval '1 minute', "
        "slot = NULL, account = NULL, claim_token = NULL WHERE id = $1::uuid",
        jobs[0]));
    EXPECT_EQ(waits().typicalTime, 60s);
    EXPECT_EQ(waits().ownUnderWay, 2);
    EXPECT_EQ(waits().position, 1);
    const store::Queue queue = run(store::readQueue(m_pool, m_user));
    ASSERT_EQ(queue.waiting.size(), 1U);
    EXPECT_EQ(queue.waiting[0].id, jobs[3]);
    EXPECT_EQ(queue.waiting[0].typicalTime, 60s);
    EXPECT_EQ(queue.waiting[0].ownUnderWay, 2);
}

TEST_F(QueueStoreTest, oneUpstreamDoesNotWaitForAnother) {
    addJob(m_user, "elsewhere");
    const std::string here = addJob(m_user);
    EXPECT_EQ(claim(10), Ids{here});
    EXPECT_EQ(run(store::findJob(m_pool, here))->position, 2) << "it waits still, until its request goes out";
}

TEST_F(QueueStoreTest, noMoreUnderWayThanThereArePlacesHoweverManyClaim) {
    constexpr int places = 5;
    addJobs(m_user, 60);
    int most = 0;
    int ended = 0;
    int rounds = 0;
    // Eight claimers with connections of their own, each ending what it got.
    boost::asio::io_context io;
    pg::Pool pool(m_pool.conninfo(), {.connectionsPerThread = 10});
    auto claimer = [&]() -> Task<> {
        while (ended < 60 && rounds < 5000) {
            ++rounds;
            const store::ClaimLimits mine = limits(2, places);
            const auto claims = co_await store::claimWaiting(pool, mine);
            const pg::Rows held = co_await pool.query("SELECT count(*) FROM jobs WHERE slot IS NOT NULL");
            most = std::max(most, held.front().get<int>(0));
            for (const Claim& one : claims) {
                store::JobChange change = ending();
                const bool mineStill = co_await store::changeJob(pool, one, std::move(change));
                ended += mineStill ? 1 : 0;
            }
        }
    };
    for (int i = 0; i < 8; ++i)
        boost::asio::co_spawn(io, claimer(), [](const std::exception_ptr& failure) {
            if (failure)
                std::rethrow_exception(failure);
        });
    io.run();
    EXPECT_EQ(ended, 60) << "each once, all of them";
    EXPECT_LE(most, places);
    EXPECT_GT(most, 1);
    test::runOn(io, pool.close());
}

TEST_F(QueueStoreTest, theDatabaseHoldsThePlacesTogether) {
    addJobs(m_user, 2);
    const Ids begun = claim(1);
    EXPECT_EQ(constraintOf("UPDATE jobs SET account = (SELECT max(account) FROM jobs), slot = (SELECT max(slot) FROM "
                           "jobs), claim_token = gen_random_uuid() WHERE slot IS NULL"),
        "jobs_slot_unique");
    EXPECT_EQ(constraintOf("UPDATE jobs SET slot = NULL"), "jobs_slot_while_in_hand");
    EXPECT_EQ(constraintOf("UPDATE jobs SET stage = 'done', status = 'completed', finished_at = now(), slot = NULL, "
                           "claim_token = NULL"),
        "jobs_transition_allowed");
    run(store::giveBack(m_pool, m_claims.at(begun[0]), 0ms));
    EXPECT_EQ(number("SELECT count(*) FROM jobs WHERE slot IS NOT NULL"), 0);
    EXPECT_EQ(claim(1), begun) << "given back, it is the first again";
}
