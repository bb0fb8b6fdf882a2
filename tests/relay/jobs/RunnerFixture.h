// One job, an upstream that answers what a test tells it to, and everything between them.
#pragma once

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Ids.h"
#include "domain/UnusedFiles.h"
#include "jobs/JobRunner.h"
#include "jobs/LateResults.h"
#include "jobs/Orphans.h"
#include "pg/Migrator.h"
#include "relay/jobs/FakeUpstream.h"
#include "store/JobStore.h"
#include "store/Migrations.h"
#include "store/UpstreamAccounts.h"
#include "support/PostgresEnvironment.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <thread>
#include <vector>

namespace kinora::test {

using namespace std::chrono_literals;

inline upstreams::Submitted acceptedAs(const std::string& id) {
    upstreams::Submitted submitted;
    submitted.answer = upstreams::Submitted::Answer::Accepted;
    submitted.state["upstreamId"] = id;
    return submitted;
}

inline upstreams::Submitted busy(std::optional<std::chrono::seconds> retryAfter = std::nullopt) {
    upstreams::Submitted submitted;
    submitted.answer = upstreams::Submitted::Answer::Busy;
    submitted.failure = {upstreams::FailureCode::UpstreamBusy, "come back later"};
    submitted.retryAfter = retryAfter;
    return submitted;
}

inline upstreams::Submitted refused(upstreams::FailureCode code, std::string detail) {
    upstreams::Submitted submitted;
    submitted.answer = upstreams::Submitted::Answer::Refused;
    submitted.failure = {code, std::move(detail)};
    return submitted;
}

inline upstreams::Observation running(int progress) {
    upstreams::Observation observation;
    observation.phase = upstreams::Phase::Running;
    observation.progress = progress;
    return observation;
}

inline upstreams::Observation done() {
    upstreams::Observation observation;
    observation.phase = upstreams::Phase::Done;
    return observation;
}

inline upstreams::Candidate candidate(const std::string& id, TimePoint createdAt, bool certain = true) {
    upstreams::Candidate found;
    found.upstreamId = id;
    found.createdAt = createdAt;
    found.certain = certain;
    found.state["upstreamId"] = id;
    return found;
}

inline upstreams::Reconciled listed(std::vector<upstreams::Candidate> candidates = {}) {
    upstreams::Reconciled reconciled;
    reconciled.answer = upstreams::Reconciled::Answer::Listed;
    reconciled.candidates = std::move(candidates);
    return reconciled;
}

inline upstreams::Reconciled reconciledAs(upstreams::Reconciled::Answer answer) {
    upstreams::Reconciled reconciled;
    reconciled.answer = answer;
    return reconciled;
}

class RunnerFixture : public testing::Test {
protected:
    RunnerFixture()
        : m_pool(database())
        , m_announcer(m_io.get_executor(), m_pool, m_hub, newId())
        , m_journal(m_pool, m_hub, m_announcer, m_clock)
        , m_content(m_dir / "media")
        , m_saver(m_content, m_work)
        , m_references(m_content, m_work) {
        run(pg::migrate(m_pool, store::migrations()));
        run(m_pool.query("TRUNCATE users, upstream_accounts CASCADE"));
        EXPECT_TRUE(m_content.prepare());
        m_userId = newId();
        run(m_pool.query("INSERT INTO users (id, email, email_key, password_hash, handle, display_name) "
                         "VALUES ($1::uuid, 'a', 'a', 'x', 'ada', 'Ada')",
            m_userId));
        run(insertJob(m_jobId));
        run(store::touchAccount(m_pool, "fake-account", "fake"));
    }
    ~RunnerFixture() override {
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

    Task<> insertJob(std::string id, std::string prompt = "rain") {
        store::NewJob job;
        job.id = std::move(id);
        job.userId = m_userId;
        job.submissionId = newId();
        job.prompt = std::move(prompt);
        job.orientation = "portrait";
        job.model = "model";
        job.upstream = "fake";
        job.priceMicroUsd = 400000;
        pg::Transaction transaction = co_await m_pool.begin();
        const std::string submission = job.submissionId;
        co_await store::insertSubmission(transaction, m_userId, submission, submission, "print");
        co_await store::insertJob(transaction, std::move(job));
        co_await transaction.commit();
    }

    // Claims the job wherever it stands and runs it as far as it goes.
    void work() {
        const auto claims = claim();
        ASSERT_EQ(claims.size(), 1U);
        work(claims.front());
    }
    std::vector<store::Claim> claim() {
        store::ClaimLimits limits{.upstream = "fake", .account = m_upstream.definition().account, .instance = m_jobId};
        auto claims = run(store::claimUnderWay(m_pool, limits));
        if (claims.empty())
            claims = run(store::claimWaiting(m_pool, limits));
        return claims;
    }
    void work(const store::Claim& claim) { run(working(claim)); }
    Task<> working(store::Claim claim) {
        const jobs::RunnerParts parts{.pool = m_pool,
            .journal = m_journal,
            .saver = m_saver,
            .references = m_references,
            .retry = {.first = 10ms, .longest = 50ms},
            .absenceWait = 50ms};
        jobs::JobRunner runner(parts, m_upstream, std::move(claim), m_io.get_executor());
        co_await runner.run();
    }

    // One look at what is watched, as if its turn had come.
    void lookLater() { run(lookingLater()); }
    Task<> lookingLater() {
        co_await m_pool.query("UPDATE attempts SET asked_at = NULL");
        const jobs::LateResults::Parts parts{.pool = m_pool, .journal = m_journal, .saver = m_saver};
        jobs::LateResults late(parts, {.every = 0ms, .absenceWait = 0ms});
        co_await late.look(m_upstream);
    }

    // Runs `keeping`, in which a result is stored under its final name and then named by a row, and between the two
    // somebody lets go of the last other video with the same bytes. How often the result was fetched.
    int keepWhileItIsRemovedAsUnused(Task<> keeping) {
        // From the first download on the row of the job is somebody else's: the end of the job waits for it.
        boost::asio::io_context aside;
        pg::Pool others(m_pool.conninfo());
        std::optional<pg::Transaction> holding;
        int fetches = 0;
        m_upstream.onFetch = [&]() -> std::optional<upstreams::Trouble> {
            if (++fetches == 1)
                runOn(aside, holdJobs(others, holding));
            return std::nullopt;
        };
        bool ended = false;
        boost::asio::co_spawn(m_io, std::move(keeping), [&](const std::exception_ptr& error) {
            EXPECT_FALSE(error);
            ended = true;
        });
        while (!ended && column("SELECT count(*)::text FROM pg_locks WHERE NOT granted") == "0")
            std::this_thread::yield();
        EXPECT_TRUE(m_content.open(m_upstream.fileSha256)) << "stored, and not said so yet";
        EXPECT_FALSE(ended);
        run(m_pool.query("DELETE FROM blobs"));
        const std::vector<std::string> unused{m_upstream.fileSha256};
        run(domain::removeUnusedFiles(m_pool, m_content, m_work, unused));
        EXPECT_FALSE(m_content.open(m_upstream.fileSha256));
        runOn(aside, holding->rollback());
        holding.reset();
        while (!ended)
            column("SELECT ''");
        m_upstream.onFetch = nullptr;
        runOn(aside, others.close());
        return fetches;
    }
    static Task<> holdJobs(pg::Pool& pool, std::optional<pg::Transaction>& place) {
        pg::Transaction transaction = co_await pool.begin();
        co_await transaction.query("SELECT 1 FROM jobs FOR UPDATE");
        place.emplace(std::move(transaction));
    }

    // From within the run: on a context of its own.
    void askToCancel() { aside("UPDATE jobs SET cancel_requested = true"); }
    void aside(const std::string& sql) {
        boost::asio::io_context io;
        pg::Pool pool(m_pool.conninfo());
        test::runOn(io, pool.run(sql, {}));
    }

    std::string outcome() { return column("SELECT outcome::text FROM attempts ORDER BY number DESC LIMIT 1"); }
    store::Job job() { return *run(store::findJob(m_pool, m_jobId)); }
    std::string failure() { return job().error ? job().error->code : ""; }
    std::string column(const std::string& sql) {
        return std::string(run(m_pool.query(sql)).front().get<std::string>(0));
    }
    std::string ledger() {
        return column("SELECT coalesce(string_agg(kind::text, ' ' ORDER BY created_at, kind), '') FROM ledger");
    }
    // Of what is booked: what the upstream was paid, and what is still reserved.
    std::string charged() {
        return column("SELECT coalesce(sum(micro_usd), 0)::text FROM ledger WHERE kind IN ('charge', 'adjust')");
    }
    std::string reserved() {
        return column("SELECT coalesce(sum(micro_usd), 0)::text FROM ledger WHERE kind IN ('reserve', 'release')");
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
    jobs::References m_references;
    test::FakeUpstream m_upstream;
    std::string m_userId;
    const std::string m_jobId = newId();
};

} // namespace kinora::test
