// What comes after a job has ended: the video is kept and the money settles, the status stays.
#include "relay/jobs/RunnerFixture.h"

using namespace kinora;
using namespace kinora::test;
using upstreams::FailureCode;
using Answer = upstreams::Reconciled::Answer;

namespace {

class LateResultsTest : public RunnerFixture {
protected:
    void timeOut() {
        m_upstream.settings().models.front().deadline = 0s;
        m_upstream.onSubmit = [] {
            return acceptedAs("t1");
        };
        m_upstream.onObserve = [] {
            return running(10);
        };
        work();
        ASSERT_EQ(failure(), "timed_out");
        ASSERT_EQ(outcome(), "late");
    }

    void missFromTheList() {
        m_upstream.onSubmit = [] {
            return upstreams::Submitted();
        };
        m_upstream.onReconcile = [] {
            return listed();
        };
        work();
        ASSERT_EQ(failure(), "not_accepted");
    }
};

} // namespace

TEST_F(LateResultsTest, aResultAfterTheDeadlineIsKept) {
    giveFile();
    timeOut();
    lookLater();
    EXPECT_FALSE(job().videoId) << "not yet";
    m_upstream.onObserve = [] {
        return done();
    };
    lookLater();
    EXPECT_EQ(job().status, store::JobStatus::Failed) << "nothing leaves a terminal status";
    EXPECT_TRUE(job().videoId);
    EXPECT_EQ(outcome(), "succeeded");
    EXPECT_EQ(charged(), "400000");
    EXPECT_EQ(reserved(), "0");
    EXPECT_EQ(column("SELECT string_agg(name::text, ' ' ORDER BY seq) FROM events"), "failed video");
    lookLater();
    EXPECT_EQ(column("SELECT count(*)::text FROM videos"), "1");
}

TEST_F(LateResultsTest, aVerdictAfterTheDeadlineEndsTheAsking) {
    timeOut();
    m_upstream.onObserve = [] {
        upstreams::Observation failed;
        failed.phase = upstreams::Phase::Failed;
        failed.failure = upstreams::Failure{FailureCode::ModerationBlocked, "no"};
        return failed;
    };
    lookLater();
    EXPECT_EQ(outcome(), "failed");
    EXPECT_EQ(failure(), "timed_out");
    EXPECT_EQ(column("SELECT count(*)::text FROM attempts WHERE watched_until IS NOT NULL"), "0");
}

TEST_F(LateResultsTest, aDayIsEnough) {
    timeOut();
    run(m_pool.query("UPDATE attempts SET watched_until = now() - interval '1 second'"));
    int asked = 0;
    m_upstream.onObserve = [&asked] {
        ++asked;
        return running(50);
    };
    lookLater();
    lookLater();
    EXPECT_EQ(asked, 1) << "one last time";
}

TEST_F(LateResultsTest, whatAppearsAfterAllIsPaidForAndKept) {
    giveFile();
    missFromTheList();
    EXPECT_EQ(charged(), "0");
    m_upstream.onObserve = [] {
        return running(30);
    };
    m_upstream.onReconcile = [this] {
        return listed({candidate("t1", m_clock.now())});
    };
    lookLater();
    EXPECT_EQ(charged(), "400000") << "as soon as it is known";
    EXPECT_EQ(job().charged, store::Charged::Yes);
    EXPECT_FALSE(job().videoId);
    m_upstream.onObserve = [] {
        return done();
    };
    lookLater();
    EXPECT_EQ(job().status, store::JobStatus::Failed);
    EXPECT_EQ(failure(), "not_accepted");
    EXPECT_TRUE(job().videoId);
    EXPECT_EQ(charged(), "400000");
    EXPECT_EQ(reserved(), "0");
}

TEST_F(LateResultsTest, whatBelongsToTheUsersSecondTryIsNotTaken) {
    missFromTheList();
    // The same request again, on its way at this moment.
    run(insertJob(newId()));
    const auto claims = claim();
    store::NewAttempt attempt;
    attempt.id = newId();
    attempt.upstream = "fake";
    attempt.account = "fake-account";
    upstreams::Intent intent;
    intent.prompt = "rain";
    attempt.intentFingerprint = sha256(boost::json::serialize(m_upstream.prepare(intent)));
    run(m_journal.begin(claims.front(), std::move(attempt)));
    m_upstream.onReconcile = [this] {
        return listed({candidate("t1", m_clock.now())});
    };
    lookLater();
    EXPECT_EQ(charged(), "0");
    EXPECT_EQ(job().charged, store::Charged::No);
}

TEST_F(LateResultsTest, aDownloadGivenUpIsTriedAgainLater) {
    giveFile();
    m_upstream.settings().models.front().deadline = 0s;
    m_upstream.onSubmit = [] {
        return acceptedAs("t1");
    };
    m_upstream.onObserve = [] {
        return done();
    };
    m_upstream.onFetch = [] {
        return std::optional(upstreams::Trouble());
    };
    work();
    EXPECT_EQ(failure(), "timed_out");
    EXPECT_EQ(outcome(), "late");
    m_upstream.onFetch = nullptr;
    lookLater();
    EXPECT_TRUE(job().videoId);
    EXPECT_EQ(outcome(), "succeeded");
}

TEST_F(LateResultsTest, oneThatIsRemovedAsUnusedIsFetchedAgain) {
    giveFile();
    timeOut();
    m_upstream.onObserve = [] {
        return done();
    };
    EXPECT_EQ(keepWhileItIsRemovedAsUnused(lookingLater()), 1);
    EXPECT_FALSE(job().videoId) << "no video without its file";
    EXPECT_EQ(outcome(), "late");
    lookLater();
    EXPECT_TRUE(job().videoId);
    EXPECT_TRUE(m_content.open(m_upstream.fileSha256));
    EXPECT_EQ(charged(), "400000");
    EXPECT_EQ(outcome(), "succeeded");
}

TEST_F(LateResultsTest, whoCannotBeAskedIsGivenUpAtLast) {
    timeOut();
    run(m_pool.query("UPDATE attempts SET watched_until = now() - interval '1 hour'"));
    jobs::LateResults late({.pool = m_pool, .journal = m_journal, .saver = m_saver}, {});
    run(late.giveUpForgotten());
    EXPECT_EQ(column("SELECT count(*)::text FROM attempts WHERE watched_until IS NOT NULL"), "0");
    EXPECT_EQ(reserved(), "0");
}
