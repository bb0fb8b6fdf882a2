// One job through the runner, with an upstream that does what the real ones do on bad days.
#include "relay/jobs/RunnerFixture.h"

using namespace kinora;
using namespace kinora::test;
using upstreams::FailureCode;
using upstreams::Observation;

namespace {

class JobRunnerTest : public RunnerFixture {};

} // namespace

TEST_F(JobRunnerTest, throughToTheEnd) {
    giveFile();
    m_upstream.onSubmit = [] {
        return acceptedAs("t1");
    };
    m_upstream.onObserve = [polls = 0]() mutable -> std::expected<Observation, upstreams::Trouble> {
        ++polls;
        // Not found yet is no verdict, and neither is a number that falls.
        if (polls == 1)
            return std::unexpected(upstreams::Trouble());
        return polls < 4 ? running(50 - polls) : done();
    };
    work();
    EXPECT_EQ(job().status, store::JobStatus::Completed);
    EXPECT_EQ(job().charged, store::Charged::Yes);
    EXPECT_TRUE(job().videoId);
    EXPECT_EQ(column("SELECT sum(micro_usd)::text FROM ledger"), "400000");
}

TEST_F(JobRunnerTest, anUpstreamMayCountAnew) {
    giveFile();
    m_upstream.onSubmit = [] {
        return acceptedAs("1");
    };
    m_upstream.onObserve = [] {
        return done();
    };
    work();
    ASSERT_EQ(job().status, store::JobStatus::Completed);
    run(insertJob(newId(), "snow"));
    work();
    EXPECT_EQ(m_upstream.submits, 2);
    EXPECT_EQ(column("SELECT count(*)::text FROM jobs WHERE status = 'completed'"), "2");
    EXPECT_EQ(charged(), "800000");
}

TEST_F(JobRunnerTest, aResultThatIsRemovedAsUnusedIsFetchedAgain) {
    giveFile();
    m_upstream.onSubmit = [] {
        return acceptedAs("t1");
    };
    m_upstream.onObserve = [] {
        return done();
    };
    EXPECT_EQ(keepWhileItIsRemovedAsUnused(working(claim().front())), 2);
    EXPECT_EQ(job().status, store::JobStatus::Completed);
    EXPECT_TRUE(job().videoId);
    EXPECT_TRUE(m_content.open(m_upstream.fileSha256));
    EXPECT_EQ(charged(), "400000");
}

TEST_F(JobRunnerTest, busyWaitsAndGoesAgain) {
    m_upstream.onSubmit = [] {
        return busy(30s);
    };
    work();
    EXPECT_EQ(job().status, store::JobStatus::Pending);
    EXPECT_EQ(job().stage, store::JobStage::Held);
    EXPECT_EQ(job().message, "come back later");
    EXPECT_EQ(job().charged, store::Charged::Held);
    EXPECT_EQ(column("SELECT (run_after > now() + interval '29 seconds')::text FROM jobs"), "true")
        << "Retry-After is a promise";
    run(m_pool.query("UPDATE jobs SET run_after = now()"));
    run(m_pool.query("UPDATE upstream_accounts SET not_before = NULL"));
    m_upstream.onSubmit = [] {
        return refused(FailureCode::UpstreamFull, "邀请已满");
    };
    work();
    EXPECT_EQ(failure(), "upstream_full");
    EXPECT_EQ(job().charged, store::Charged::No);
    EXPECT_EQ(job().attempts, 2);
    EXPECT_EQ(ledger(), "reserve release");
}

TEST_F(JobRunnerTest, canceledWhereTheUpstreamCan) {
    m_upstream.canceled = upstreams::Canceled::Stopped;
    m_upstream.onSubmit = [] {
        return acceptedAs("t1");
    };
    // Asked for while it is under way, as another relay would: by the row alone.
    m_upstream.onObserve = [this] {
        askToCancel();
        return running(10);
    };
    work();
    EXPECT_EQ(job().status, store::JobStatus::Canceled);
    EXPECT_EQ(job().charged, store::Charged::Yes) << "it was accepted";
}

TEST_F(JobRunnerTest, aJobThatKeepsCrashingIsGivenUp) {
    run(m_pool.query("UPDATE jobs SET crashes = 3"));
    work();
    EXPECT_EQ(m_upstream.submits, 0);
    EXPECT_EQ(failure(), "internal");
    EXPECT_EQ(job().charged, store::Charged::No);
}

TEST_F(JobRunnerTest, aDayInTheQueueIsEnough) {
    run(m_pool.query("UPDATE jobs SET created_at = now() - interval '25 hours'"));
    work();
    EXPECT_EQ(m_upstream.submits, 0);
    EXPECT_EQ(failure(), "upstream_busy");
}
