// One job through the runner, with an upstream that does what the real ones do on bad days.
#include "jobs/JobRunner.h"

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Ids.h"
#include "jobs/LateResults.h"
#include "pg/Migrator.h"
#include "relay/jobs/FakeUpstream.h"
#include "store/JobStore.h"
#include "store/Migrations.h"
#include "support/PostgresEnvironment.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

using namespace kinora;
using namespace std::chrono_literals;
using upstreams::Failure;
using upstreams::FailureCode;
using upstreams::Observation;
using upstreams::Phase;
using upstreams::Reconciled;
using upstreams::Submitted;

namespace {

Submitted acceptedAs(const std::string& id) {
    Submitted submitted;
    submitted.answer = Submitted::Answer::Accepted;
    submitted.state["upstreamId"] = id;
    return submitted;
}

Observation running(int progress) {
    Observation observation;
    observation.phase = Phase::Running;
    observation.progress = progress;
    return observation;
}

Observation done() {
    Observation observation;
    observation.phase = Phase::Done;
    return observation;
}

class JobRunnerTest : public testing::Test {
protected:
    JobRunnerTest()
        : m_pool(database())
        , m_announcer(m_io.get_executor(), m_pool, m_hub, newId())
        , m_journal(m_pool, m_hub, m_announcer, m_clock)
        , m_content(m_dir / "media")
        , m_saver(m_content, m_work) {
        run(pg::migrate(m_pool, store::migrations()));
        run(m_pool.query("TRUNCATE users CASCADE"));
        EXPECT_TRUE(m_content.prepare());
        m_userId = newId();
        run(m_pool.query("INSERT INTO users (id, email, email_key, password_hash, handle, display_name) "
                         "VALUES ($1::uuid, 'a', 'a', 'x', 'ada', 'Ada')",
            m_userId));
        run(insertJob());
    }
    ~JobRunnerTest() override {
        // Whatever became of the job, its lines come to its price or to nothing.
        EXPECT_EQ(column("SELECT count(*)::text FROM ledger_by_job WHERE micro_usd <> expected_micro_usd"), "0");
        run(m_pool.close());
    }

    // One for all tests of this file, emptied by each: making one costs more than all they do with it.
    static std::string database() {
        static const std::string conninfo = test::PostgresEnvironment::instance().freshDatabase();
        return conninfo;
    }

    template <class T>
    T run(Task<T> task) {
        return test::runOn(m_io, std::move(task));
    }

    Task<> insertJob() {
        store::NewJob job;
        job.id = m_jobId;
        job.userId = m_userId;
        job.submissionId = newId();
        job.prompt = "rain";
        job.orientation = "portrait";
        job.model = "model";
        job.upstream = "fake";
        job.priceMicroUsd = 400000;
        pg::Transaction transaction = co_await m_pool.begin();
        const std::string id = job.submissionId;
        co_await store::insertSubmission(transaction, m_userId, id, id, "print");
        co_await store::insertJob(transaction, std::move(job));
        co_await transaction.commit();
    }

    // Claims the job wherever it stands and runs it as far as it goes.
    void work() {
        store::ClaimLimits limits{.upstream = "fake", .instance = m_jobId};
        auto claims = run(store::claimUnderWay(m_pool, limits));
        if (claims.empty())
            claims = run(store::claimWaiting(m_pool, limits));
        ASSERT_EQ(claims.size(), 1U);
        const jobs::RunnerParts parts{.pool = m_pool,
            .journal = m_journal,
            .saver = m_saver,
            .retry = {.first = 10ms, .longest = 50ms},
            .absenceWait = 50ms};
        jobs::JobRunner runner(parts, m_upstream, claims.front(), m_io.get_executor());
        run(runner.run());
    }

    // From within the run: on a context of its own.
    void askToCancel() {
        boost::asio::io_context io;
        pg::Pool pool(m_pool.conninfo());
        test::runOn(io, pool.run("UPDATE jobs SET cancel_requested = true", {}));
    }

    store::Job job() { return *run(store::findJob(m_pool, m_jobId)); }
    std::string failure() { return job().error ? job().error->code : ""; }
    std::string column(const std::string& sql) {
        return std::string(run(m_pool.query(sql)).front().get<std::string>(0));
    }
    std::string ledger() {
        return column("SELECT coalesce(string_agg(kind::text, ' ' ORDER BY created_at, kind), '') FROM ledger");
    }

    void giveFile() {
        const auto path = m_dir / "film.mp4";
        const std::string command =
            "ffmpeg -nostdin -loglevel error -y -f lavfi -i testsrc=size=90x160:rate=24:duration=1 -c:v libx264 "
            "-preset ultrafast -pix_fmt yuv420p '" +
            path.string() + "'";
        ASSERT_EQ(std::system(command.c_str()), 0); // NOLINT(cert-env33-c)
        m_upstream.file = path;
        m_upstream.fileSha256 = toHex(sha256(*readFile(path)));
    }

    boost::asio::io_context m_io;
    test::TempDir m_dir;
    SystemClock m_clock;
    WorkPool m_work{"work", 1, 16};
    pg::Pool m_pool;
    jobs::EventHub m_hub;
    jobs::Announcer m_announcer;
    jobs::Journal m_journal;
    media::ContentStore m_content;
    jobs::ResultSaver m_saver;
    test::FakeUpstream m_upstream;
    std::string m_userId;
    const std::string m_jobId = newId();
};

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

TEST_F(JobRunnerTest, busyWaitsAndGoesAgain) {
    m_upstream.onSubmit = [] {
        Submitted busy;
        busy.answer = Submitted::Answer::Busy;
        busy.failure = Failure{FailureCode::UpstreamBusy, "come back later"};
        busy.retryAfter = 30s;
        return busy;
    };
    work();
    EXPECT_EQ(job().status, store::JobStatus::Pending);
    EXPECT_EQ(job().stage, store::JobStage::Held);
    EXPECT_EQ(job().message, "come back later");
    EXPECT_EQ(job().charged, store::Charged::Held);
    EXPECT_EQ(column("SELECT (run_after > now() + interval '29 seconds')::text FROM jobs"), "true")
        << "Retry-After is a promise";
    run(m_pool.query("UPDATE jobs SET run_after = now()"));
    m_upstream.onSubmit = [] {
        Submitted refused;
        refused.answer = Submitted::Answer::Refused;
        refused.failure = Failure{FailureCode::UpstreamFull, "邀请已满"};
        return refused;
    };
    work();
    EXPECT_EQ(failure(), "upstream_full");
    EXPECT_EQ(job().charged, store::Charged::No);
    EXPECT_EQ(job().attempts, 2);
    EXPECT_EQ(ledger(), "reserve release");
}

TEST_F(JobRunnerTest, unknownIsNeverSentAgain) {
    m_upstream.onSubmit = [] {
        return Submitted();
    };
    m_upstream.onReconcile = [] {
        Reconciled listed;
        listed.answer = Reconciled::Answer::Listed;
        return listed;
    };
    work();
    EXPECT_EQ(m_upstream.submits, 1);
    EXPECT_EQ(failure(), "not_accepted");
    EXPECT_EQ(job().charged, store::Charged::No);
    EXPECT_EQ(ledger(), "reserve release");
}

TEST_F(JobRunnerTest, unknownWithoutAListStaysUnknown) {
    m_upstream.onSubmit = [] {
        return Submitted();
    };
    m_upstream.onReconcile = [] {
        Reconciled none;
        none.answer = Reconciled::Answer::CannotTell;
        return none;
    };
    work();
    EXPECT_EQ(m_upstream.submits, 1);
    EXPECT_EQ(failure(), "outcome_unknown");
    EXPECT_EQ(job().charged, store::Charged::Unknown);
    EXPECT_EQ(ledger(), "reserve") << "the money stays held";
}

TEST_F(JobRunnerTest, lateResultsAreKept) {
    giveFile();
    m_upstream.settings().models.front().deadline = 0s;
    m_upstream.onSubmit = [] {
        return acceptedAs("t1");
    };
    m_upstream.onObserve = [] {
        return running(10);
    };
    work();
    EXPECT_EQ(failure(), "timed_out");
    EXPECT_EQ(column("SELECT outcome::text FROM attempts"), "late");
    m_upstream.onObserve = [] {
        return done();
    };
    run(jobs::lookForLateResults(m_pool, m_journal, m_saver, m_upstream));
    EXPECT_EQ(job().status, store::JobStatus::Failed) << "nothing leaves a terminal status";
    EXPECT_TRUE(job().videoId);
    EXPECT_EQ(column("SELECT outcome::text FROM attempts"), "succeeded");
    EXPECT_EQ(column("SELECT string_agg(name::text, ' ' ORDER BY seq) FROM events"), "failed video");
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
