// One account of an upstream, as all jobs of all relays share it: waiting together, pinned, refused, gone.
#include "relay/jobs/RunnerFixture.h"

using namespace kinora;
using namespace kinora::test;
using upstreams::FailureCode;

namespace {

class UpstreamAccountsTest : public RunnerFixture {
protected:
    bool mayCreate() { return run(store::mayCreate(m_pool, "fake-account")); }
    std::string holdSeconds() {
        return column(
            "SELECT coalesce(round(extract(epoch FROM not_before - now())), 0)::int::text FROM upstream_accounts");
    }
    void silenceAccount() { run(m_pool.query("UPDATE upstream_accounts SET seen_at = now() - interval '1 hour'")); }
    void settle() {
        run(m_pool.query("UPDATE jobs SET created_at = created_at - interval '5 minutes', run_after = now()"));
        run(jobs::settleOrphans(m_pool, m_journal, m_jobId, 2min));
    }
    // Sent, accepted, and left lying there.
    void leaveGenerating() {
        m_upstream.onSubmit = [] {
            return acceptedAs("t1");
        };
        const auto claims = claim();
        store::NewAttempt attempt;
        attempt.id = newId();
        attempt.upstream = "fake";
        attempt.account = "fake-account";
        attempt.deadline = 10min;
        const std::string id = attempt.id;
        run(m_journal.begin(claims.front(), std::move(attempt)));
        run(m_journal.accepted(claims.front(), id, {{"upstreamId", "t1"}}, running(40)));
        run(store::giveBack(m_pool, claims.front(), 0ms));
    }
};

} // namespace

TEST_F(UpstreamAccountsTest, aRetryAfterBindsEveryJobOfTheAccount) {
    m_upstream.onSubmit = [] {
        return busy(30s);
    };
    // Claimed before the refusal, about to be sent after it.
    run(insertJob(newId(), "snow"));
    const auto claims = claim();
    ASSERT_EQ(claims.size(), 2U);
    work(claims[0]);
    EXPECT_FALSE(mayCreate());
    work(claims[1]);
    EXPECT_EQ(m_upstream.submits, 1) << "no job of that key sends before it is over";
    EXPECT_EQ(column("SELECT count(*)::text FROM attempts"), "1");
    EXPECT_EQ(column("SELECT count(*)::text FROM jobs WHERE status = 'pending'"), "2");
}

TEST_F(UpstreamAccountsTest, refusalsInARowWaitLongerAndAnAcceptedOneEndsThem) {
    m_upstream.onSubmit = [] {
        return busy(std::nullopt);
    };
    for (int i = 1; i <= 3; ++i) {
        run(m_pool.query("UPDATE jobs SET run_after = now()"));
        run(m_pool.query("UPDATE upstream_accounts SET not_before = NULL"));
        work();
        EXPECT_EQ(column("SELECT refusals::text FROM upstream_accounts"), std::to_string(i));
    }
    run(m_pool.query("UPDATE jobs SET run_after = now()"));
    run(m_pool.query("UPDATE upstream_accounts SET not_before = NULL"));
    m_upstream.onSubmit = [] {
        return acceptedAs("t1");
    };
    m_upstream.onObserve = [] {
        upstreams::Trouble gone;
        gone.verdict = upstreams::Failure{FailureCode::UpstreamGone, "gone"};
        return std::unexpected(gone);
    };
    work();
    EXPECT_EQ(column("SELECT refusals::text FROM upstream_accounts"), "0");
    EXPECT_EQ(job().attempts, 4);
}

TEST_F(UpstreamAccountsTest, anAcceptanceDoesNotShortenAPromise) {
    run(m_pool.query("UPDATE upstream_accounts SET refused_at = now() + interval '1 second', refusals = 1"));
    leaveGenerating();
    run(m_pool.query("UPDATE upstream_accounts SET not_before = now() + interval '1 minute'"));
    EXPECT_EQ(column("SELECT refusals::text FROM upstream_accounts"), "1") << "it went out before the refusal";
    EXPECT_FALSE(mayCreate());
}

TEST_F(UpstreamAccountsTest, aRefusedKeyIsNotTriedOnEverybodysJobs) {
    run(insertJob(newId(), "snow"));
    m_upstream.onSubmit = [] {
        return refused(FailureCode::NoAccess, "invalid api key");
    };
    const auto claims = claim();
    work(claims[0]);
    work(claims[1]);
    EXPECT_EQ(m_upstream.submits, 1);
    EXPECT_EQ(column("SELECT string_agg(error_code, ' ') FROM jobs"), "no_access");
    const auto troubles = run(store::accountTroubles(m_pool));
    ASSERT_EQ(troubles.size(), 1U);
    EXPECT_EQ(troubles[0].code, "no_access");
    EXPECT_EQ(troubles[0].upstream, "fake");
    EXPECT_NEAR(std::stoi(holdSeconds()), 60, 2);
}

TEST_F(UpstreamAccountsTest, whatAnotherAccountMadeIsLeftAlone) {
    leaveGenerating();
    m_upstream.settings().account = "another key";
    int asked = 0;
    m_upstream.onObserve = [&asked] {
        ++asked;
        return running(50);
    };
    EXPECT_TRUE(claim().empty());
    EXPECT_EQ(asked, 0);
}

TEST_F(UpstreamAccountsTest, aRemixWaitsForTheAccountThatMadeItsParent) {
    run(m_pool.query("UPDATE jobs SET only_account = 'another key'"));
    run(m_pool.query("INSERT INTO job_inputs (job_id, remix_of, remix_target) SELECT id, id, 't0' FROM jobs"));
    run(store::touchAccount(m_pool, "another key", "fake"));
    EXPECT_TRUE(claim().empty()) << "whoever has another account could not ask for it";
    settle();
    EXPECT_EQ(failure(), "") << "a relay has that account";
    m_upstream.settings().account = "another key";
    EXPECT_EQ(claim().size(), 1U);
}

TEST_F(UpstreamAccountsTest, aRemixWhoseAccountIsGoneEndsThoughOthersServeTheUpstream) {
    run(m_pool.query("UPDATE jobs SET only_account = 'another key'"));
    run(m_pool.query("INSERT INTO job_inputs (job_id, remix_of, remix_target) SELECT id, id, 't0' FROM jobs"));
    settle();
    EXPECT_EQ(failure(), "upstream_gone");
    EXPECT_EQ(reserved(), "0");
    EXPECT_EQ(m_upstream.submits, 0);
}

TEST_F(UpstreamAccountsTest, aJobWhoseAccountIsGoneSaysSoAndEnds) {
    leaveGenerating();
    settle();
    EXPECT_FALSE(job().message) << "somebody has it";
    silenceAccount();
    settle();
    EXPECT_EQ(job().message, "the upstream this was sent to is no longer configured");
    EXPECT_EQ(job().stage, store::JobStage::Generating);
    run(store::touchAccount(m_pool, "another key", "fake"));
    settle();
    EXPECT_EQ(job().message, "the relay no longer has the key this was sent with");
    run(m_pool.query("UPDATE attempts SET deadline_at = now()"));
    settle();
    EXPECT_EQ(failure(), "no_access");
    EXPECT_EQ(job().charged, store::Charged::Yes);
    // The key comes back within a day.
    giveFile();
    m_upstream.onObserve = [] {
        return done();
    };
    lookLater();
    EXPECT_TRUE(job().videoId);
}

TEST_F(UpstreamAccountsTest, aJobWhoseAccountIsGoneCanBeCanceled) {
    leaveGenerating();
    silenceAccount();
    askToCancel();
    settle();
    EXPECT_EQ(job().status, store::JobStatus::Canceled);
    EXPECT_EQ(job().charged, store::Charged::Yes) << "it was accepted";
}

TEST_F(UpstreamAccountsTest, aJobNeverSentEndsWithItsUpstream) {
    settle();
    EXPECT_EQ(job().status, store::JobStatus::Pending);
    silenceAccount();
    settle();
    EXPECT_EQ(failure(), "upstream_gone");
    EXPECT_EQ(job().charged, store::Charged::No);
    EXPECT_EQ(ledger(), "reserve release");
    EXPECT_EQ(m_upstream.submits, 0);
}

TEST_F(UpstreamAccountsTest, askedToWaitAndCanceledMeanwhile) {
    m_upstream.onSubmit = [this] {
        askToCancel();
        return busy(30s);
    };
    work();
    EXPECT_EQ(job().status, store::JobStatus::Canceled);
    EXPECT_EQ(job().charged, store::Charged::No);
    EXPECT_EQ(ledger(), "reserve release");
}
