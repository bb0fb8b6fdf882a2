// The answer to a create was lost: what becomes of the job, and of its money.
#include "relay/jobs/RunnerFixture.h"

using namespace kinora;
using namespace kinora::test;
using upstreams::FailureCode;
using Answer = upstreams::Reconciled::Answer;

namespace {

class JobCheckTest : public RunnerFixture {
protected:
    JobCheckTest() {
        m_upstream.onSubmit = [] {
            return upstreams::Submitted();
        };
        m_upstream.onObserve = [] {
            return done();
        };
    }
};

} // namespace

TEST_F(JobCheckTest, whatTheListHasIsTakenUp) {
    giveFile();
    m_upstream.onReconcile = [this] {
        return listed({candidate("t1", m_clock.now())});
    };
    work();
    EXPECT_EQ(m_upstream.submits, 1);
    EXPECT_EQ(job().status, store::JobStatus::Completed);
    EXPECT_EQ(job().charged, store::Charged::Yes);
    EXPECT_EQ(charged(), "400000");
}

TEST_F(JobCheckTest, absentTwiceIsNotAccepted) {
    int readings = 0;
    m_upstream.onReconcile = [&readings] {
        ++readings;
        return listed();
    };
    work();
    EXPECT_EQ(readings, 2);
    EXPECT_EQ(m_upstream.submits, 1) << "never sent again";
    EXPECT_EQ(failure(), "not_accepted");
    EXPECT_EQ(job().charged, store::Charged::No);
    EXPECT_EQ(ledger(), "reserve release");
}

TEST_F(JobCheckTest, aSecondReadingMayStillFindIt) {
    giveFile();
    m_upstream.onReconcile = [this, readings = 0]() mutable {
        ++readings;
        return readings == 1 ? listed() : listed({candidate("t1", m_clock.now())});
    };
    work();
    EXPECT_EQ(job().status, store::JobStatus::Completed);
}

TEST_F(JobCheckTest, anUnreadableListIsNoAbsence) {
    int readings = 0;
    m_upstream.onReconcile = [&readings] {
        // One reading without it, then the upstream is away, then one more.
        ++readings;
        return readings == 1 || readings > 4 ? listed() : reconciledAs(Answer::TryLater);
    };
    work();
    EXPECT_GE(readings, 5);
    EXPECT_EQ(failure(), "not_accepted");
}

TEST_F(JobCheckTest, anotherJobsTaskIsNotTaken) {
    run(m_pool.query("UPDATE jobs SET run_after = now() + interval '1 hour'"));
    run(insertJob(newId(), "snow"));
    m_upstream.onSubmit = [] {
        return acceptedAs("t1");
    };
    giveFile();
    work();
    run(m_pool.query("UPDATE jobs SET run_after = now()"));
    m_upstream.onSubmit = [] {
        return upstreams::Submitted();
    };
    m_upstream.onReconcile = [this] {
        return listed({candidate("t1", m_clock.now())});
    };
    work();
    EXPECT_EQ(failure(), "not_accepted");
}

TEST_F(JobCheckTest, anIdThatComesAgainIsAnotherTask) {
    giveFile();
    m_upstream.onSubmit = [] {
        return acceptedAs("1");
    };
    work();
    ASSERT_EQ(job().status, store::JobStatus::Completed);
    run(m_pool.query("UPDATE attempts SET finished_at = now() - interval '1 hour'"));
    run(insertJob(newId(), "snow"));
    m_upstream.onSubmit = [] {
        return upstreams::Submitted();
    };
    m_upstream.onReconcile = [this] {
        return listed({candidate("1", m_clock.now())});
    };
    work();
    EXPECT_EQ(column("SELECT count(*)::text FROM jobs WHERE status = 'completed'"), "2");
    EXPECT_EQ(charged(), "800000");
}

TEST_F(JobCheckTest, withoutAListItStaysUnknown) {
    m_upstream.listing = false;
    m_upstream.onReconcile = [] {
        return reconciledAs(Answer::CannotTell);
    };
    work();
    EXPECT_EQ(m_upstream.submits, 1);
    EXPECT_EQ(failure(), "outcome_unknown");
    EXPECT_EQ(job().charged, store::Charged::Unknown);
    EXPECT_EQ(ledger(), "reserve") << "the money stays held";
}

TEST_F(JobCheckTest, aListThatIsGoneForAMomentIsNotNone) {
    giveFile();
    m_upstream.onReconcile = [this, readings = 0]() mutable {
        ++readings;
        return readings == 1 ? reconciledAs(Answer::CannotTell) : listed({candidate("t1", m_clock.now())});
    };
    work();
    EXPECT_EQ(job().status, store::JobStatus::Completed);
}

TEST_F(JobCheckTest, anUpstreamThatIsAwayPastTheDeadlineLeavesItOpen) {
    m_upstream.settings().models.front().deadline = 0s;
    m_upstream.onReconcile = [] {
        return reconciledAs(Answer::TryLater);
    };
    work();
    EXPECT_EQ(failure(), "timed_out") << "it can list, so the outcome will be known";
    EXPECT_EQ(job().charged, store::Charged::Unknown);
    EXPECT_EQ(ledger(), "reserve");
    m_upstream.onReconcile = [] {
        return listed();
    };
    lookLater();
    EXPECT_EQ(job().charged, store::Charged::No) << "twice without it, apart from each other";
    EXPECT_EQ(ledger(), "reserve release");
}

TEST_F(JobCheckTest, aTaskWithoutItsPromptIsTakenOnlyIfNobodyElseWaits) {
    giveFile();
    run(m_pool.query("UPDATE jobs SET run_after = now() + interval '1 hour'"));
    const std::string other = newId();
    run(insertJob(other, "snow"));
    const auto claims = claim();
    store::NewAttempt attempt;
    attempt.id = newId();
    attempt.upstream = "fake";
    attempt.account = "fake-account";
    attempt.intentFingerprint = "snow";
    run(m_journal.begin(claims.front(), std::move(attempt)));
    run(m_pool.query("UPDATE jobs SET run_after = now() WHERE prompt = 'rain'"));
    int readings = 0;
    m_upstream.onReconcile = [&] {
        ++readings;
        if (readings == 3)
            aside("UPDATE attempts SET outcome = 'not_accepted' WHERE intent_fingerprint = 'snow'");
        return listed({candidate("t1", m_clock.now(), false)});
    };
    work();
    EXPECT_GE(readings, 3);
    EXPECT_EQ(job().status, store::JobStatus::Completed);
}

TEST_F(JobCheckTest, aCancelThatTurnsOutToHaveComeInTimeIsOne) {
    m_upstream.onReconcile = [this] {
        askToCancel();
        return listed();
    };
    work();
    EXPECT_EQ(job().status, store::JobStatus::Canceled);
    EXPECT_EQ(job().charged, store::Charged::No);
    EXPECT_EQ(ledger(), "reserve release");
}
