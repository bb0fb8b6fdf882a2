// A claim does not wait for the disk: what becomes of one that a crash of the database takes away.
#include "base/Ids.h"
#include "pg/Migrator.h"
#include "pg/PrivatePostgres.h"
#include "store/JobStore.h"
#include "store/JobWork.h"
#include "store/Migrations.h"
#include "support/Eventually.h"
#include "support/PostgresEnvironment.h"

#include <gtest/gtest.h>

#include <csignal>
#include <optional>
#include <utility>

using namespace kinora;
using namespace std::chrono_literals;

namespace {

class ClaimLossTest : public testing::Test {
protected:
    ClaimLossTest()
        : m_server(m_spawner, m_folder.path() / "postgres") {
        m_server.start();
        m_pool.emplace(m_server.conninfo());
        run(pg::migrate(*m_pool, store::migrations()));
        run(m_pool->query("INSERT INTO users (id, email, email_key, password_hash, handle, display_name) "
                          "VALUES (gen_random_uuid(), 'a', 'a', 'x', 'ada', 'Ada')"));
        run(m_pool->query("INSERT INTO submissions (id, user_id, key, fingerprint, status, answer) "
                          "SELECT gen_random_uuid(), id, 'k', 'x', 202, 'null' FROM users"));
        run(m_pool->query("INSERT INTO jobs (id, user_id, submission_id, prompt, orientation, model, upstream) "
                          "SELECT gen_random_uuid(), user_id, id, 'rain', 'portrait', 'm', 'studio' FROM submissions"));
    }
    ~ClaimLossTest() override { run(m_pool->close()); }

    template <class T>
    T run(Task<T> task) {
        return test::runOn(m_io, std::move(task));
    }

    std::vector<store::Claim> claim() {
        const store::ClaimLimits limits{.upstream = "studio", .account = "key", .instance = newId(), .maxInFlight = 1};
        return run(store::claimWaiting(*m_pool, limits));
    }

    Task<store::Begun> begin(store::Claim claim) {
        pg::Transaction transaction = co_await m_pool->begin();
        store::NewAttempt attempt;
        attempt.id = newId();
        attempt.upstream = "studio";
        attempt.account = "key";
        attempt.deadline = 10min;
        const auto begun = co_await store::beginAttempt(transaction, std::move(claim), std::move(attempt));
        co_await transaction.commit();
        co_return begun;
    }

    /// As a power cut does it to what is not on the disk yet; back when the server that came after it answers.
    void crash() {
        const pid_t before = m_server.processId();
        ASSERT_EQ(kill(before, SIGKILL), 0);
        // A child that holds still would not notice, and keep the next server from starting.
        if (m_still > 0)
            kill(std::exchange(m_still, -1), SIGKILL);
        ASSERT_TRUE(test::eventually([&] { return m_server.processId() > 0 && m_server.processId() != before; }));
        run(m_pool->close());
        m_pool.emplace(m_server.conninfo());
    }

    test::TempDir m_folder;
    Spawner m_spawner;
    pg::PrivatePostgres m_server;
    boost::asio::io_context m_io;
    std::optional<pg::Pool> m_pool;
    pid_t m_still = -1;
};

} // namespace

TEST_F(ClaimLossTest, theJobWaitsAsBeforeAndTheOldTokenIsWorthNothing) {
    // Whoever writes behind the claim's back holds still, so that it surely is not on the disk.
    const pg::Rows writer = run(m_pool->query("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'"));
    m_still = writer.front().get<int>("pid");
    ASSERT_EQ(kill(m_still, SIGSTOP), 0);
    const auto lost = claim();
    ASSERT_EQ(lost.size(), 1U);
    crash();

    EXPECT_FALSE(run(store::loadWork(*m_pool, lost[0])));
    EXPECT_EQ(run(begin(lost[0])), store::Begun::ClaimLost) << "nothing is sent under it";
    store::JobChange change;
    change.message = "too late";
    EXPECT_FALSE(run(store::changeJob(*m_pool, lost[0], change)));
    const auto again = claim();
    ASSERT_EQ(again.size(), 1U) << "the only place is free";
    EXPECT_EQ(again[0].jobId, lost[0].jobId);

    // Once the intent is stored, before anything is sent, the claim is as lasting as that.
    EXPECT_EQ(run(begin(again[0])), store::Begun::Stored);
    crash();
    const auto work = run(store::loadWork(*m_pool, again[0]));
    ASSERT_TRUE(work);
    EXPECT_EQ(work->job.stage, store::JobStage::Submitting);
}
