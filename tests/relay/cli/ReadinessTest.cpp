// What a load balancer asks: not ready while the database is away, ready again by itself.
#include "Operator.h"
#include "pg/Pool.h"
#include "pg/PrivatePostgres.h"
#include "support/PostgresEnvironment.h"
#include "support/Process.h"
#include "support/TempDir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

using namespace kinora;
using namespace kinora::test;
using namespace std::chrono_literals;
using testing::HasSubstr;

TEST(ReadinessTest, saysSoWithinSecondsOfLosingTheDatabaseAndHealsAlone) {
    const TempDir folder;
    Spawner spawner;
    std::optional<pg::PrivatePostgres> postgres(std::in_place, spawner, folder / "postgres");
    postgres->start();
    RelayProcess relay(folder / "data", {{"DATABASE_URL", postgres->conninfo()}});
    HttpClient client(relay.url());
    EXPECT_EQ(client.get("/readyz").status, 200);

    postgres->stop();
    const auto lost = std::chrono::steady_clock::now();
    const HttpAnswer answer = client.get("/readyz");
    EXPECT_EQ(answer.status, 503);
    EXPECT_LT(std::chrono::steady_clock::now() - lost, 5s);
    EXPECT_EQ(answer.code(), "unavailable");
    EXPECT_FALSE(answer.header("retry-after").empty());
    EXPECT_EQ(answer.json().at("errors").at(0).at("field"), "database");
    EXPECT_EQ(client.get("/livez").status, 200) << "the process lives";

    postgres.emplace(spawner, folder / "postgres");
    postgres->start();
    EXPECT_TRUE(eventually([&] { return client.get("/readyz").status == 200; })) << relay.log();
}

TEST(ReadinessTest, saysSoWhileTheDatabaseHasAnotherSchema) {
    const TempDir folder;
    const std::string url = PostgresEnvironment::instance().freshDatabase();
    RelayProcess relay(folder / "data", {{"DATABASE_URL", url}});
    HttpClient client(relay.url());
    EXPECT_EQ(client.get("/readyz").status, 200);
    boost::asio::io_context context;
    pg::Pool pool(url);
    // As many steps as before, and one of them is another.
    runOn(context, pool.query("UPDATE schema_migrations SET checksum = 'x' || checksum WHERE version = 1"));
    const HttpAnswer answer = client.get("/readyz");
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.json().at("errors").at(0).at("field"), "schema");
    runOn(context, pool.query("UPDATE schema_migrations SET checksum = substr(checksum, 2) WHERE version = 1"));
    EXPECT_EQ(client.get("/readyz").status, 200);
}

TEST(ReadinessTest, saysSoWhenResultsCannotBeStored) {
    const TempDir folder;
    RelayProcess relay(folder / "data", {{"KINORA_MEDIA_DIR", folder / "media"}});
    HttpClient client(relay.url());
    EXPECT_EQ(client.get("/readyz").status, 200);
    std::filesystem::rename(folder / "media", folder / "elsewhere");
    const HttpAnswer answer = client.get("/readyz");
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.json().at("errors").at(0).at("field"), "storage");
    std::filesystem::rename(folder / "elsewhere", folder / "media");
    EXPECT_EQ(client.get("/readyz").status, 200);
}
