// The engine with an upstream that breaks it.
#include "jobs/Engine.h"

#include "base/Ids.h"
#include "relay/jobs/FakeUpstream.h"
#include "store/JobStore.h"
#include "support/PostgresEnvironment.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

using namespace kinora;
using namespace std::chrono_literals;

namespace {

class EngineTest : public testing::Test {
protected:
    EngineTest() {
        EXPECT_TRUE(m_content.prepare());
        run(m_pool.query("INSERT INTO users (id, email, email_key, password_hash, handle, display_name) "
                         "VALUES ($1::uuid, 'a', 'a', 'x', 'ada', 'Ada')",
            m_userId));
        run(insertJob());
    }
    ~EngineTest() override { run(m_pool.close()); }

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
        pg::Transaction transaction = co_await m_pool.begin();
        const std::string id = job.submissionId;
        co_await store::insertSubmission(transaction, m_userId, id, id, "print");
        co_await store::insertJob(transaction, std::move(job));
        co_await transaction.commit();
    }

    jobs::Engine::Parts parts() {
        return {.executor = m_io.get_executor(),
            .pool = m_pool,
            .workers = m_work,
            .content = m_content,
            .hub = m_hub,
            .announcer = m_announcer,
            .clock = m_clock,
            .settings = {},
            .instance = m_instance,
            .crashMarker = jobs::crashMarker(m_dir.path()),
            .upstreams = {&m_upstream}};
    }

    /// Turns the loop until it holds; the limit only ends a test that has failed.
    bool until(const std::function<bool()>& holds) {
        const auto end = std::chrono::steady_clock::now() + 30s;
        while (!holds() && std::chrono::steady_clock::now() < end) {
            m_io.restart();
            m_io.run_for(20ms);
        }
        return holds();
    }

    std::int64_t number(const std::string& sql) { return run(m_pool.query(sql)).front().get<std::int64_t>(0); }
    store::Job job() { return *run(store::findJob(m_pool, m_jobId)); }

    boost::asio::io_context m_io;
    test::TempDir m_dir;
    SystemClock m_clock;
    WorkPool m_work{"work", 1, 16};
    pg::Pool m_pool{test::PostgresEnvironment::instance().migratedDatabase()};
    jobs::EventHub m_hub;
    const std::string m_instance = newId();
    jobs::Announcer m_announcer{m_io.get_executor(), m_pool, m_hub, m_instance};
    media::ContentStore m_content{m_dir / "media"};
    test::FakeUpstream m_upstream;
    const std::string m_userId = newId();
    const std::string m_jobId = newId();
};

} // namespace

TEST_F(EngineTest, aJobWhoseHandlingThrowsIsGivenUpTheThirdTime) {
    int tries = 0;
    m_upstream.onPrepare = [&tries] {
        ++tries;
        throw std::logic_error("a bug of ours");
    };
    jobs::Engine engine(parts());
    engine.start();
    ASSERT_TRUE(until([&] { return tries == 2; })) << "the second time at once";
    ASSERT_TRUE(until([&] { return number("SELECT crashes::bigint FROM jobs") == 2; }));
    EXPECT_GT(number("SELECT extract(epoch FROM run_after - now())::bigint FROM jobs"), 5) << "then it waits";
    run(m_pool.query("UPDATE jobs SET run_after = now()"));
    ASSERT_TRUE(until([&] { return tries == 3; }));
    ASSERT_TRUE(until([&] { return number("SELECT crashes::bigint FROM jobs") == 3; }));
    run(m_pool.query("UPDATE jobs SET run_after = now()"));
    EXPECT_TRUE(until([&] { return job().status == store::JobStatus::Failed; }));
    EXPECT_EQ(job().error->code, "internal");
    EXPECT_EQ(job().charged, store::Charged::No);
    EXPECT_EQ(tries, 3);
    run(engine.stop());
}

TEST_F(EngineTest, theMarkOfACrashIsCountedOnce) {
    // As a relay that died while it held the job.
    store::ClaimLimits limits{.upstream = "fake", .account = m_upstream.definition().account, .instance = m_instance};
    ASSERT_EQ(run(store::claimWaiting(m_pool, limits)).size(), 1U);
    const auto marker = jobs::crashMarker(m_dir.path());
    std::ofstream(marker).close();
    // It does not get further than that.
    m_upstream.settings().name = "another";
    m_upstream.settings().account = "another";
    for (int start = 0; start < 2; ++start) {
        jobs::Engine engine(parts());
        engine.start();
        ASSERT_TRUE(until([&] { return !std::filesystem::exists(marker); }));
        EXPECT_EQ(number("SELECT crashes::bigint FROM jobs"), 1);
        run(engine.stop());
    }
}

TEST_F(EngineTest, aCopiedFolderIsAnotherRelay) {
    const auto first = m_dir / "first";
    std::filesystem::create_directory(first);
    const auto name = jobs::instanceName(first);
    ASSERT_TRUE(name);
    EXPECT_EQ(jobs::instanceName(first).value(), *name) << "over restarts";
    const auto second = m_dir / "second";
    std::filesystem::copy(first, second, std::filesystem::copy_options::recursive);
    const auto other = jobs::instanceName(second);
    ASSERT_TRUE(other);
    EXPECT_NE(*other, *name);
}
