// The database goes away and comes back: nothing that waits for it is told an untruth.
#include "base/Subprocess.h"
#include "pg/PrivatePostgres.h"
#include "relay/jobs/Studio.h"

#include <gtest/gtest.h>

#include <thread>

using namespace kinora;
using namespace kinora::test;
using namespace std::chrono_literals;

namespace {

/// Longer than the relay's pool is patient (pg::PoolOptions).
constexpr auto LongPause = 10s;

/// A server of its own, so that it can be stopped and started beside the relay.
class DatabasePauseTest : public testing::Test {
protected:
    DatabasePauseTest() { startDatabase(); }

    void startDatabase() {
        m_server.emplace(m_spawner, m_folder / "postgres");
        m_server->start();
    }
    void stopDatabase() { m_server.reset(); }

    [[nodiscard]] Process::Environment database() const { return {{"DATABASE_URL", m_server->conninfo()}}; }

    TempDir m_folder;
    Spawner m_spawner;
    std::optional<pg::PrivatePostgres> m_server;
};

} // namespace

TEST_F(DatabasePauseTest, streamsOutliveALongPause) {
    Studio studio(Dialect::Videos, 0.3, Database::Shared, database());
    HttpClient client = studio.signUp("ada");
    SseReader open(client, "/api/v1/events");
    ASSERT_TRUE(open.nextNamed("snapshot"));
    studio.submit(client, "before");
    ASSERT_TRUE(open.nextNamed("completed"));

    stopDatabase();
    const auto stopped = std::chrono::steady_clock::now();
    SseReader refused(client, "/api/v1/events");
    EXPECT_TRUE(refused.waitForEnd(LongPause + 5s));
    EXPECT_EQ(refused.status(), 0) << "a broken connection is tried again, a 503 is not";
    EXPECT_FALSE(open.waitForEnd(
        std::chrono::duration_cast<std::chrono::milliseconds>(stopped + LongPause - std::chrono::steady_clock::now())));

    startDatabase();
    studio.submit(client, "after");
    EXPECT_TRUE(open.nextNamed("completed")) << "on the stream that was open all the time";
    EXPECT_EQ(open.transcript().find("going-away"), std::string::npos);
}

TEST_F(DatabasePauseTest, workUnderWayGoesOn) {
    Studio studio(Dialect::ChatStream, 6, Database::Shared, database());
    HttpClient client = studio.signUp("ada");
    const std::string id = text(studio.submit(client, "a slow river"), "id");
    studio.waitForProgress(client, id, 10);
    stopDatabase();
    std::this_thread::sleep_for(LongPause); // the pause itself; there is nothing to wait for
    startDatabase();
    const auto job = studio.waitForEnd(client, id);
    EXPECT_EQ(text(job, "status"), "completed") << boost::json::serialize(job) << studio.relay.log();
    EXPECT_EQ(studio.ledger().size(), 1U);
}

TEST_F(DatabasePauseTest, anOrderlyStopNeedsNoDatabase) {
    Studio studio(Dialect::Videos, 6, Database::Shared, database());
    HttpClient client = studio.signUp("ada");
    const std::string id = text(studio.submit(client, "a slow river"), "id");
    studio.waitForProgress(client, id, 10);
    SseReader stream(client, "/api/v1/events");
    ASSERT_TRUE(stream.nextNamed("snapshot"));
    stopDatabase();
    const auto begun = std::chrono::steady_clock::now();
    const auto status = studio.relay.terminate();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);
    EXPECT_EQ(status.code, 0) << studio.relay.log();
    startDatabase();
    studio.startRelayAgain(client);
    EXPECT_EQ(text(studio.waitForEnd(client, id), "status"), "completed");
    EXPECT_EQ(studio.ledger().size(), 1U);
}
