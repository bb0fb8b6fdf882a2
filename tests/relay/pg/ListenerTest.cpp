#include "pg/Listener.h"

#include "support/PostgresEnvironment.h"

#include <gtest/gtest.h>

using namespace kinora;
using namespace kinora::test;
using namespace std::chrono_literals;

namespace {

class ListenerTest : public testing::Test {
protected:
    /// Turns the loop until it holds; the limit only ends a test that has failed.
    bool until(const std::function<bool()>& holds) {
        const auto end = std::chrono::steady_clock::now() + 20s;
        context.restart();
        while (!holds() && std::chrono::steady_clock::now() < end)
            context.run_one_for(100ms);
        return holds();
    }

    std::string conninfo = PostgresEnvironment::instance().freshDatabase();
    boost::asio::io_context context;
    pg::Pool pool{conninfo};
};

} // namespace

TEST_F(ListenerTest, hearsAndResyncsAfterALoss) {
    std::vector<std::string> heard;
    int resyncs = 0;
    pg::Listener listener(context.get_executor(), conninfo + " application_name=listener-test");
    listener.on("jobs", [&](const std::string& payload) { heard.push_back(payload); });
    listener.onResync([&] { ++resyncs; });
    listener.start();
    listener.start();
    ASSERT_TRUE(until([&] { return resyncs == 1; }));
    runOn(context, pool.run("NOTIFY jobs, 'one'", {}));
    ASSERT_TRUE(until([&] { return heard.size() == 1; }));

    runOn(context,
        pool.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'listener-test'", {}));
    ASSERT_TRUE(until([&] { return resyncs == 2; }));
    runOn(context, pool.run("NOTIFY jobs, 'two'", {}));
    ASSERT_TRUE(until([&] { return heard.size() == 2; }));
    EXPECT_EQ(heard, (std::vector<std::string>{"one", "two"}));

    runOn(context, listener.stop());
    runOn(context, listener.stop());
    runOn(context, pool.run("NOTIFY jobs, 'three'", {}));
    context.poll();
    EXPECT_EQ(heard.size(), 2U);
}
