#include "pg/Connection.h"

#include "pg/DatabaseError.h"
#include "support/PostgresEnvironment.h"

#include <gtest/gtest.h>

using namespace kinora;
using namespace kinora::test;
using namespace std::chrono_literals;

namespace {

class ConnectionTest : public testing::Test {
protected:
    std::string conninfo = PostgresEnvironment::instance().freshDatabase();
    boost::asio::io_context context;
};

template <class T>
Task<T> echo(pg::Connection& connection, std::string_view sql, T value) {
    const pg::Rows rows = co_await connection.query(sql, value);
    co_return rows.front().get<T>("value");
}

} // namespace

TEST_F(ConnectionTest, valuesSurviveTheRoundTrip) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    EXPECT_EQ(runOn(context, echo<std::string>(*connection, "SELECT $1::text AS value", "日本 'quoted' \\ \n")),
        "日本 'quoted' \\ \n");
    EXPECT_EQ(runOn(context, echo<int>(*connection, "SELECT $1::int AS value", -7)), -7);
    EXPECT_EQ(runOn(context, echo<std::int64_t>(*connection, "SELECT $1::bigint AS value", 1LL << 62)), 1LL << 62);
    EXPECT_EQ(runOn(context, echo<bool>(*connection, "SELECT $1::bool AS value", true)), true);
    EXPECT_EQ(runOn(context, echo<double>(*connection, "SELECT $1::float8 AS value", 0.1)), 0.1);
    const TimePoint time(1'772'367'296'789ms);
    EXPECT_EQ(runOn(context, echo<TimePoint>(*connection, "SELECT $1::timestamptz AS value", time)), time);
    const std::optional<std::string> none;
    EXPECT_EQ(runOn(context, echo<std::optional<std::string>>(*connection, "SELECT $1::text AS value", none)), none);
    const boost::json::value json = {{"a", 1}, {"b", nullptr}};
    EXPECT_EQ(runOn(context, echo<boost::json::value>(*connection, "SELECT $1::jsonb AS value", json)), json);
}

TEST_F(ConnectionTest, valuesWrittenIntoAStatementSurviveToo) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    const std::string value = R"(日本 'quoted' \ ' "$1")";
    const std::string sql = pg::withValues("SELECT $1 AS value", pg::Params::of(value));
    for (const char* how : {"on", "off"}) {
        runOn(context, connection->execute(std::string("SET standard_conforming_strings TO ") + how));
        EXPECT_EQ(runOn(context, connection->query(sql)).front().get<std::string>("value"), value) << how;
    }
}

TEST_F(ConnectionTest, bytesAndArraysSurviveToo) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    const std::string bytes("\0\x01\xfe\xff'\\", 6);
    const pg::Rows stored = runOn(context, connection->query("SELECT $1::bytea AS value", pg::Bytes{bytes}));
    EXPECT_EQ(stored.front().bytes("value"), bytes);
    const std::vector<std::string> values{"x", "y\"z", "NULL"};
    const pg::Rows found = runOn(context, connection->query("SELECT unnest($1::text[]) AS value", values));
    ASSERT_EQ(found.size(), 3);
    EXPECT_EQ(found[1].get<std::string>("value"), "y\"z");
    EXPECT_EQ(found[2].get<std::string>("value"), "NULL");
}

TEST_F(ConnectionTest, mistakesInReadingAreNamed) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    const pg::Rows rows = runOn(context, connection->query("SELECT NULL::int AS empty, 'x' AS word"));
    EXPECT_THROW(static_cast<void>(rows.front().get<int>("empty")), pg::DatabaseError);
    EXPECT_THROW(static_cast<void>(rows.front().get<int>("word")), pg::DatabaseError);
    EXPECT_THROW(static_cast<void>(rows.front().get<int>("absent")), pg::DatabaseError);
    EXPECT_THROW(static_cast<void>(rows[1]), pg::DatabaseError);
}

TEST_F(ConnectionTest, errorsKnowTheirStateAndLeaveTheConnectionFit) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    runOn(context, connection->execute("CREATE TABLE t (id int CONSTRAINT t_id_unique UNIQUE)"));
    runOn(context, connection->query("INSERT INTO t VALUES ($1)", 1));
    try {
        runOn(context, connection->query("INSERT INTO t VALUES ($1)", 1));
        FAIL();
    } catch (const pg::DatabaseError& error) {
        EXPECT_TRUE(error.violatesUnique("t_id_unique"));
        EXPECT_FALSE(error.violatesUnique("t_other_unique"));
        EXPECT_FALSE(error.isUnavailable());
    }
    EXPECT_TRUE(connection->isIdle());
    EXPECT_EQ(runOn(context, connection->query("SELECT id FROM t")).size(), 1);
}

TEST_F(ConnectionTest, aLockThatAnotherHoldsForTooLongIsSomethingThatPasses) {
    const auto holder = runOn(context, pg::Connection::open(conninfo));
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    runOn(context, holder->execute("CREATE TABLE t (id int)"));
    runOn(context, holder->execute("BEGIN; LOCK TABLE t"));
    runOn(context, connection->execute("SET lock_timeout TO '10ms'"));
    try {
        runOn(context, connection->query("INSERT INTO t VALUES ($1)", 1));
        FAIL();
    } catch (const pg::DatabaseError& error) {
        EXPECT_TRUE(error.isTemporary()) << error.what();
        EXPECT_FALSE(error.isUnavailable());
    }
    runOn(context, holder->execute("ROLLBACK"));
    runOn(context, connection->query("INSERT INTO t VALUES ($1)", 1));
}

TEST_F(ConnectionTest, aRefusedLogInIsNotTakenForAServerThatIsAway) {
    try {
        runOn(context, pg::Connection::open(conninfo + " dbname=absent"));
        FAIL();
    } catch (const pg::DatabaseError& error) {
        EXPECT_FALSE(error.isUnavailable()) << error.what();
    }
    try {
        runOn(context, pg::Connection::open("host=/nonexistent user=x password=hunter2 dbname=y"));
        FAIL();
    } catch (const pg::DatabaseError& error) {
        EXPECT_TRUE(error.isUnavailable()) << error.what();
        EXPECT_EQ(std::string(error.what()).find("hunter2"), std::string::npos);
    }
}

TEST_F(ConnectionTest, largeStatementsAndAnswersPass) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    const std::string large(8'000'000, 'x');
    EXPECT_EQ(runOn(context, echo<std::string>(*connection, "SELECT $1::text AS value", large)), large);
}

TEST_F(ConnectionTest, aStatementAskedTwiceIsPlannedOnce) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    const std::string_view sql = "SELECT $1::int + 1 AS next";
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(runOn(context, connection->query(sql, i)).front().get<int>("next"), i + 1);
    const std::string_view held =
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1::int + 1%'";
    EXPECT_EQ(runOn(context, connection->query(held)).front().get<int>(0), 1);
}

TEST_F(ConnectionTest, aPlanTheServerLostOrCannotUseIsMadeAnew) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    const std::string_view sql = "SELECT $1::int + 2 AS next";
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(runOn(context, connection->query(sql, i)).front().get<int>("next"), i + 2);
        runOn(context, connection->execute("DEALLOCATE ALL"));
    }
    runOn(context, connection->execute("CREATE TABLE changing (value int)"));
    const auto fresh = runOn(context, pg::Connection::open(conninfo));
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(runOn(context, fresh->query("SELECT value FROM changing")).empty());
    runOn(context, connection->execute("ALTER TABLE changing ALTER COLUMN value TYPE text"));
    EXPECT_TRUE(runOn(context, fresh->query("SELECT value FROM changing")).empty());
    EXPECT_TRUE(fresh->isIdle());
}

TEST_F(ConnectionTest, whatIsPostedTravelsAheadOfWhatIsAsked) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    runOn(context, connection->execute("CREATE TABLE t (id int CONSTRAINT t_id_unique UNIQUE)"));
    for (int i = 0; i < 3; ++i) {
        connection->post("INSERT INTO t VALUES ($1)", pg::Params::of(2 * i));
        connection->post("INSERT INTO t VALUES ($1)", pg::Params::of(2 * i + 1));
        EXPECT_EQ(runOn(context, connection->query("SELECT count(*)::int FROM t")).front().get<int>(0), 2 * i + 2);
    }
    connection->post("DELETE FROM t");
    EXPECT_EQ(runOn(context, connection->execute("SELECT 1; SELECT id FROM t")).size(), 0);
    connection->post("INSERT INTO t VALUES (1)");
    connection->forgetPosted();
    EXPECT_TRUE(connection->isIdle());
    EXPECT_EQ(runOn(context, connection->query("SELECT id FROM t")).size(), 0);
}

TEST_F(ConnectionTest, afterAFailureNothingOfTheExchangeIsRun) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    runOn(context, connection->execute("CREATE TABLE t (id int CONSTRAINT t_id_unique UNIQUE)"));
    // Three times: sent as text, prepared on the way, prepared.
    for (int i = 0; i < 3; ++i) {
        connection->post("INSERT INTO t VALUES ($1)", pg::Params::of(7));
        connection->post("INSERT INTO t VALUES ($1)", pg::Params::of(7));
        connection->post("SELECT 1/0");
        try {
            runOn(context, connection->query("INSERT INTO t VALUES (8)"));
            FAIL();
        } catch (const pg::DatabaseError& error) {
            EXPECT_TRUE(error.violatesUnique("t_id_unique")) << error.what();
        }
        EXPECT_TRUE(connection->isIdle());
        EXPECT_EQ(runOn(context, connection->query("SELECT id FROM t")).size(), 0);
    }
    EXPECT_EQ(runOn(context, connection->query("INSERT INTO t VALUES (8)")).affected(), 1);
    const std::string_view held = "SELECT count(*)::int FROM pg_prepared_statements WHERE statement LIKE 'INSERT%$1%'";
    EXPECT_EQ(runOn(context, connection->query(held)).front().get<int>(0), 1) << "prepared once, for all its failures";
}

TEST_F(ConnectionTest, aTransactionThatBeginsInAnExchangeSurvivesALostPlan) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    runOn(context, connection->execute("CREATE TABLE changing (value int)"));
    const auto round = [&](pg::Connection& one) {
        one.post("BEGIN");
        one.post("INSERT INTO changing VALUES (1)");
        const int count = runOn(context, one.query("SELECT value FROM changing")).size();
        runOn(context, one.query("COMMIT"));
        return count;
    };
    EXPECT_EQ(round(*connection), 1);
    EXPECT_EQ(round(*connection), 2);
    EXPECT_EQ(round(*connection), 3);
    const auto other = runOn(context, pg::Connection::open(conninfo));
    runOn(context, other->execute("ALTER TABLE changing ALTER COLUMN value TYPE text"));
    EXPECT_EQ(round(*connection), 4) << "the answer has other columns than the plan";
    EXPECT_EQ(round(*connection), 5);
    runOn(context, connection->execute("DEALLOCATE ALL"));
    EXPECT_EQ(round(*connection), 6);
    EXPECT_EQ(round(*connection), 7);
    EXPECT_TRUE(connection->isIdle());
}

TEST_F(ConnectionTest, inTheMiddleOfATransactionALostPlanIsAnError) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    for (int i = 0; i < 2; ++i)
        runOn(context, connection->query("SELECT 1 AS one"));
    connection->post("BEGIN");
    runOn(context, connection->query("SELECT 2 AS two"));
    runOn(context, connection->execute("DEALLOCATE ALL"));
    EXPECT_THROW(runOn(context, connection->query("SELECT 1 AS one")), pg::DatabaseError);
    EXPECT_TRUE(connection->isInTransaction());
    runOn(context, connection->execute("ROLLBACK"));
    EXPECT_EQ(runOn(context, connection->query("SELECT 1 AS one")).size(), 1);
}

TEST_F(ConnectionTest, aTimeOutAndACutInTheMiddleOfAnExchangeAreToldApart) {
    const auto connection = runOn(context, pg::Connection::open(conninfo));
    runOn(context, connection->execute("SET statement_timeout TO '20ms'"));
    connection->post("SELECT pg_sleep(10)");
    try {
        runOn(context, connection->query("SELECT 1"));
        FAIL();
    } catch (const pg::DatabaseError& error) {
        EXPECT_EQ(error.sqlState(), "57014");
    }
    EXPECT_TRUE(connection->isIdle());
    runOn(context, connection->execute("SET statement_timeout TO 0"));
    connection->post("SELECT pg_terminate_backend(pg_backend_pid())");
    try {
        runOn(context, connection->query("SELECT 1"));
        FAIL();
    } catch (const pg::DatabaseError& error) {
        EXPECT_TRUE(error.isUnavailable()) << error.what();
    }
    EXPECT_FALSE(connection->isIdle());
    EXPECT_FALSE(connection->isAlive());
}
