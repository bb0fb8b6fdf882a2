#include "pg/Migrator.h"

#include "base/IoThreads.h"
#include "pg/DatabaseError.h"
#include "support/PostgresEnvironment.h"

#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <array>
#include <future>

using namespace kinora;
using namespace kinora::test;

namespace {

constexpr std::array Steps{
    pg::Migration{1, "0001_one", "CREATE TABLE one (id int); INSERT INTO one VALUES (1);"},
    pg::Migration{2, "0002_two", "CREATE TABLE two (id int);"},
};

class MigratorTest : public testing::Test {
protected:
    std::string conninfo = PostgresEnvironment::instance().freshDatabase();
    boost::asio::io_context context;
    pg::Pool pool{conninfo};
};

} // namespace

TEST_F(MigratorTest, runsWhatIsMissingOnce) {
    EXPECT_EQ(runOn(context, pg::schemaVersion(pool)), 0);
    EXPECT_EQ(runOn(context, pg::migrate(pool, std::span(Steps).first(1))), 1);
    EXPECT_EQ(runOn(context, pg::migrate(pool, Steps)), 1);
    EXPECT_EQ(runOn(context, pg::migrate(pool, Steps)), 0);
    EXPECT_EQ(runOn(context, pg::schemaVersion(pool)), 2);
}

TEST_F(MigratorTest, aFailedStepLeavesNothingBehind) {
    const std::array broken{Steps[0], pg::Migration{2, "0002_two", "CREATE TABLE two (id int); SELECT 1/0;"}};
    EXPECT_THROW(runOn(context, pg::migrate(pool, broken)), pg::DatabaseError);
    EXPECT_EQ(runOn(context, pg::schemaVersion(pool)), 1);
    EXPECT_EQ(runOn(context, pg::migrate(pool, Steps)), 1);
}

TEST_F(MigratorTest, refusesAChangedPastAndANewerDatabase) {
    runOn(context, pg::migrate(pool, Steps));
    const std::array changed{pg::Migration{1, "0001_one", "CREATE TABLE one (id bigint);"}, Steps[1]};
    EXPECT_THROW(runOn(context, pg::migrate(pool, changed)), pg::MigrationError);
    EXPECT_THROW(runOn(context, pg::migrate(pool, std::span(Steps).first(1))), pg::MigrationError);
}

TEST_F(MigratorTest, aSchemaIsKnownByTheTextsOfItsSteps) {
    const auto has = [this](std::span<const pg::Migration> steps) {
        return runOn(context, pg::isMigratedTo(pool, steps));
    };
    EXPECT_FALSE(has(Steps)) << "an empty database";
    runOn(context, pg::migrate(pool, Steps));
    EXPECT_TRUE(has(Steps));
    EXPECT_FALSE(has(std::span(Steps).first(1))) << "it is newer";
    const std::array other{Steps[0], pg::Migration{2, "0002_other", "CREATE TABLE other (id int);"}};
    EXPECT_FALSE(has(other)) << "as many steps, but another one among them";
    const std::array more{Steps[0], Steps[1], pg::Migration{3, "0003_three", "SELECT 1;"}};
    EXPECT_FALSE(has(more)) << "it is older";
}

TEST_F(MigratorTest, relaysThatStartTogetherShareTheWork) {
    IoThreads threads(2);
    threads.start();
    pg::Pool shared(conninfo);
    std::vector<std::future<int>> started;
    constexpr int relays = 8;
    started.reserve(relays);
    for (int i = 0; i < relays; ++i)
        started.push_back(boost::asio::co_spawn(threads.next(), pg::migrate(shared, Steps), boost::asio::use_future));
    int applied = 0;
    for (auto& one : started)
        applied += one.get();
    EXPECT_EQ(applied, 2);
}
