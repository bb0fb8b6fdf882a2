// A claim does not wait for the disk: what becomes of one that a crash of the database takes away.
#include "support/Eventually.h"
#include "support/StoreFixture.h"

#include <csignal>
#include <utility>

using namespace kinora;

namespace {

struct OwnServer {
    OwnServer()
        : server(spawner, folder.path() / "postgres") {
        server.start();
    }

    test::TempDir folder;
    Spawner spawner;
    pg::PrivatePostgres server;
};

class ClaimLossTest : private OwnServer, public test::StoreFixture {
protected:
    ClaimLossTest()
        : StoreFixture(server.conninfo()) {
        addJob(addUser("ada"));
    }

    /// As a power cut does it to what is not on the disk yet; back when the server that came after it answers.
    void crash() {
        const pid_t before = server.processId();
        ASSERT_EQ(kill(before, SIGKILL), 0);
        // A child that holds still would not notice, and keep the next server from starting.
        if (m_still > 0)
            kill(std::exchange(m_still, -1), SIGKILL);
        ASSERT_TRUE(test::eventually([&] { return server.processId() > 0 && server.processId() != before; }));
    }

    pid_t m_still = -1;
};

} // namespace

TEST_F(ClaimLossTest, theJobWaitsAsBeforeAndTheOldTokenIsWorthNothing) {
    // Whoever writes behind the claim's back holds still, so that it surely is not on the disk.
    const pg::Rows writer = run(m_pool.query("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'"));
    m_still = writer.front().get<int>("pid");
    ASSERT_EQ(kill(m_still, SIGSTOP), 0);
    const auto lost = claim(1, 1);
    ASSERT_EQ(lost.size(), 1U);
    crash();

    EXPECT_FALSE(run(store::loadWork(m_pool, lost[0])));
    EXPECT_EQ(begin(lost[0]), store::Begun::ClaimLost) << "nothing is sent under it";
    store::JobChange change;
    change.message = "too late";
    EXPECT_FALSE(run(store::changeJob(m_pool, lost[0], change)));
    const auto again = claim(1, 1);
    ASSERT_EQ(again.size(), 1U) << "the only place is free";
    EXPECT_EQ(again[0].jobId, lost[0].jobId);

    // Once the intent is stored, before anything is sent, the claim is as lasting as that.
    EXPECT_EQ(begin(again[0]), store::Begun::Stored);
    crash();
    const auto work = run(store::loadWork(m_pool, again[0]));
    ASSERT_TRUE(work);
    EXPECT_EQ(work->job.stage, store::JobStage::Submitting);
}
