// Whatever is killed comes back, and everything that was acknowledged is still there.
#include "Operator.h"
#include "support/Process.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

namespace json = boost::json;
using namespace kinora::test;

TEST(RecoveryTest, goesOnAfterAnyKill) {
    const TempDir folder;
    RelayProcess relay(folder / "data");
    HttpClient client(relay.url());
    const HttpAnswer registered = client.post("/api/v1/auth/register", Ann);
    ASSERT_EQ(registered.status, 201) << registered.body;
    client.setToken(tokenFrom(registered));
    const json::value server = client.get("/api/v1/server").json();

    for (const bool databaseToo : {false, true}) {
        if (databaseToo)
            ::kill(postgresOf(folder / "data"), SIGKILL);
        relay.kill();
        relay.start();
        client.setBase(relay.url());
        EXPECT_EQ(client.get("/api/v1/server").json().at("serverId"), server.at("serverId"));
        EXPECT_EQ(client.get("/api/v1/me").status, 200) << "the session is still there";
        EXPECT_EQ(client.post("/api/v1/auth/refresh").status, 200);
    }

    const pid_t postgres = postgresOf(folder / "data");
    ::kill(postgres, SIGKILL);
    EXPECT_TRUE(
        eventually([&] { return postgresOf(folder / "data") != postgres && client.get("/readyz").status == 200; }));
    EXPECT_EQ(client.get("/api/v1/me").status, 200) << "the same relay has healed";
}

TEST(RecoveryTest, theStandInComesBackWhereItWas) {
    const TempDir folder;
    RelayProcess relay(folder / "data", {{"KINORA_SIM_JOB_SECONDS", "1"}});
    HttpClient client(relay.url());
    client.setToken(tokenFrom(client.post("/api/v1/auth/register", Ann)));
    // Its child that is not PostgreSQL.
    pid_t standIn = -1;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        std::ifstream status(entry.path() / "stat");
        std::string number;
        std::string name;
        std::string state;
        pid_t parent = 0;
        if (status >> number >> name >> state >> parent && parent == relay.pid() && name == "(kinora-sim)")
            standIn = std::stoi(number);
    }
    ASSERT_GT(standIn, 0);
    ::kill(standIn, SIGKILL);
    // Until it is gone it may still take a request and die with it, and that job rightly ends as not accepted.
    ASSERT_TRUE(eventually([&] { return ::kill(standIn, 0) != 0; }));
    const json::value body = {{"prompt", "A lighthouse at dusk"}};
    const HttpAnswer created = client.post("/api/v1/jobs", body, {{"Idempotency-Key", "one"}});
    ASSERT_EQ(created.status, 202) << created.body;
    const auto path = "/api/v1/jobs/" + json::value_to<std::string>(created.json().at("items").at(0).at("id"));
    EXPECT_TRUE(eventually([&] { return client.get(path).json().at("stage").as_string() == "done"; }));
    EXPECT_EQ(client.get(path).json().at("status").as_string(), "completed") << client.get(path).body;
    EXPECT_TRUE(client.get(path).json().at("demo").as_bool());
}
