#include "pg/Pool.h"

#include "base/IoThreads.h"
#include "base/Timeout.h"
#include "pg/DatabaseError.h"
#include "support/PostgresEnvironment.h"

#include <boost/asio/detached.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <csignal>
#include <future>

using namespace kinora;
using namespace kinora::test;
using namespace std::chrono_literals;

namespace {

class PoolTest : public testing::Test {
protected:
    std::string conninfo = PostgresEnvironment::instance().freshDatabase();
    boost::asio::io_context context;
};

Task<int> count(pg::Pool& pool) {
    const pg::Rows rows = co_await pool.query("SELECT count(*)::int AS n FROM t");
    co_return rows.front().get<int>("n");
}

Task<int> insertAndDrop(pg::Pool& pool) {
    {
        pg::Transaction transaction = co_await pool.begin();
        co_await transaction.query("INSERT INTO t VALUES (1)");
    }
    co_return co_await count(pool);
}

Task<> insertAndCommit(pg::Pool& pool) {
    pg::Transaction transaction = co_await pool.begin();
    co_await transaction.query("INSERT INTO t VALUES (2)");
    co_await transaction.commit();
}

Task<> commitAfterFailure(pg::Pool& pool) {
    pg::Transaction transaction = co_await pool.begin();
    try {
        co_await transaction.query("SELECT 1/0");
    } catch (const pg::DatabaseError& error) {
        EXPECT_EQ(error.sqlState(), "22012");
    }
    co_await transaction.commit();
}

Task<int> backendOf(pg::Pool& pool) {
    const pg::Rows rows = co_await pool.query("SELECT pg_backend_pid() AS pid");
    co_return rows.front().get<int>("pid");
}

} // namespace

TEST_F(PoolTest, aTransactionIsRolledBackUnlessCommitted) {
    pg::Pool pool(conninfo, {.connectionsPerThread = 1});
    runOn(context, pool.run("CREATE TABLE t (id int)", {}));
    EXPECT_EQ(runOn(context, insertAndDrop(pool)), 0);
    runOn(context, insertAndCommit(pool));
    EXPECT_EQ(runOn(context, count(pool)), 1);
    EXPECT_THROW(runOn(context, commitAfterFailure(pool)), pg::DatabaseError);
    EXPECT_EQ(runOn(context, count(pool)), 1);
}

TEST_F(PoolTest, whatIsPostedIsCommittedOrNotAsTheRest) {
    pg::Pool pool(conninfo, {.connectionsPerThread = 1});
    runOn(context, pool.run("CREATE TABLE t (id int CONSTRAINT t_id_unique UNIQUE)", {}));
    const auto post = [](pg::Pool& shared, int id, bool commit) -> Task<> {
        pg::Transaction transaction = co_await shared.begin();
        transaction.post("INSERT INTO t VALUES ($1)", id);
        if (commit)
            co_await transaction.commit();
    };
    runOn(context, post(pool, 1, false));
    EXPECT_EQ(runOn(context, count(pool)), 0) << "never sent, not even by the next who borrows the connection";
    runOn(context, post(pool, 1, true));
    EXPECT_EQ(runOn(context, count(pool)), 1);
    try {
        runOn(context, post(pool, 1, true));
        FAIL();
    } catch (const pg::DatabaseError& error) {
        EXPECT_TRUE(error.violatesUnique("t_id_unique")) << error.what();
    }
    EXPECT_EQ(runOn(context, count(pool)), 1);
}

TEST_F(PoolTest, aCancelledTransactionLeavesNothingBehind) {
    pg::Pool pool(conninfo, {.connectionsPerThread = 1});
    runOn(context, pool.run("CREATE TABLE t (id int)", {}));
    const auto cancelled = [](pg::Pool& shared) -> Task<bool> {
        const auto slowly = [](pg::Pool& same) -> Task<> {
            pg::Transaction transaction = co_await same.begin();
            transaction.post("INSERT INTO t VALUES (1)");
            co_await transaction.query("SELECT pg_sleep(30)");
            co_await transaction.commit();
        };
        auto slow = slowly(shared);
        co_return co_await withTimeout(20ms, std::move(slow));
    };
    EXPECT_FALSE(runOn(context, cancelled(pool)));
    EXPECT_EQ(runOn(context, count(pool)), 0);
}

TEST_F(PoolTest, connectionsAreLentAgain) {
    pg::Pool pool(conninfo, {.connectionsPerThread = 3});
    const int first = runOn(context, backendOf(pool));
    EXPECT_EQ(runOn(context, backendOf(pool)), first);
}

TEST_F(PoolTest, whoWaitsTooLongOrTooManyIsToldSo) {
    pg::Pool pool(conninfo, {.connectionsPerThread = 1, .maxWaiting = 1, .acquireLimit = 1000ms});
    auto lease = std::make_optional(runOn(context, pool.acquire()));
    auto first = boost::asio::co_spawn(context, pool.acquire(), boost::asio::use_future);
    EXPECT_THROW(runOn(context, pool.acquire()), pg::DatabaseError);
    context.restart();
    context.run();
    EXPECT_THROW(first.get(), pg::DatabaseError);
    lease.reset();
    EXPECT_NO_THROW(runOn(context, pool.acquire()));
}

TEST_F(PoolTest, aWaiterGetsWhatComesBack) {
    pg::Pool pool(conninfo, {.connectionsPerThread = 1});
    auto lease = std::make_optional(runOn(context, pool.acquire()));
    auto waiting = boost::asio::co_spawn(context, pool.acquire(), boost::asio::use_future);
    context.restart();
    context.poll();
    lease.reset();
    context.run();
    EXPECT_TRUE(waiting.get()->isIdle());
}

TEST_F(PoolTest, aCancelledWaiterAndACancelledStatementLoseNothing) {
    pg::Pool pool(conninfo, {.connectionsPerThread = 1});
    const auto cancelledWait = [](pg::Pool& shared) -> Task<bool> {
        const auto lease = co_await shared.acquire();
        auto other = shared.acquire();
        const auto second = co_await withTimeout(20ms, std::move(other));
        co_return second.has_value();
    };
    EXPECT_FALSE(runOn(context, cancelledWait(pool)));
    const auto cancelledStatement = [](pg::Pool& shared) -> Task<bool> {
        auto slow = shared.run("SELECT pg_sleep(30)", {});
        const auto rows = co_await withTimeout(20ms, std::move(slow));
        co_return rows.has_value();
    };
    EXPECT_FALSE(runOn(context, cancelledStatement(pool)));
    EXPECT_GT(runOn(context, backendOf(pool)), 0);
}

TEST_F(PoolTest, survivesTheLossOfAConnectionAndOfTheServer) {
    pg::PoolOptions patient;
    patient.acquireLimit = 60s; // a machine that has much else to do starts a server slowly
    pg::Pool pool(conninfo, patient);
    const int lost = runOn(context, backendOf(pool));
    pg::Pool other(conninfo);
    runOn(context, other.query("SELECT pg_terminate_backend($1, 5000)", lost));
    EXPECT_NE(runOn(context, backendOf(pool)), lost);

    pg::PrivatePostgres& server = PostgresEnvironment::instance().server();
    runOn(context, pool.run("CREATE TABLE t (id int)", {}));
    runOn(context, insertAndCommit(pool));
    const pid_t killed = server.processId();
    kill(killed, SIGKILL);
    // The killed server's last child may still answer for a moment; then the pool waits until there is a new one.
    int failures = 0;
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < end && (server.processId() == killed || server.processId() == -1)) {
        try {
            EXPECT_EQ(runOn(context, count(pool)), 1);
        } catch (const pg::DatabaseError& error) {
            EXPECT_TRUE(error.isUnavailable()) << error.what();
            ++failures;
        }
    }
    EXPECT_EQ(runOn(context, count(pool)), 1);
    EXPECT_NE(server.processId(), killed);
    EXPECT_LE(failures, 1) << "only the statement that was under way when the connection fell";
}

TEST_F(PoolTest, manyThreadsUseIt) {
    IoThreads threads(2);
    threads.start();
    pg::Pool pool(conninfo, {.connectionsPerThread = 2});
    std::vector<std::future<int>> results;
    results.reserve(200);
    for (int i = 0; i < 200; ++i)
        results.push_back(boost::asio::co_spawn(threads.next(), backendOf(pool), boost::asio::use_future));
    std::set<int> backends;
    for (auto& result : results)
        backends.insert(result.get());
    EXPECT_LE(backends.size(), 4U);
    boost::asio::co_spawn(threads.next(), pool.close(), boost::asio::use_future).get();
    EXPECT_THROW(
        boost::asio::co_spawn(threads.next(), backendOf(pool), boost::asio::use_future).get(), pg::DatabaseError);
}
