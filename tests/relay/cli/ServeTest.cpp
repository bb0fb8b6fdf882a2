// The program as an operator meets it: started, stopped, misconfigured.
#include "Operator.h"
#include "support/PostgresEnvironment.h"
#include "support/Process.h"
#include "support/SseReader.h"
#include "support/TempDir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace json = boost::json;
using namespace kinora;
using namespace kinora::test;
using namespace std::chrono_literals;
using testing::HasSubstr;

TEST(ServeTest, allMistakesAreToldBeforeAnythingListens) {
    const TempDir folder;
    const Outcome outcome =
        runRelay({"serve", "--data-dir", (folder / "data").string(), "--listen", "nowhere", "--log-level", "loud"},
            {{"SORA_API_URL", "gateway"}});
    EXPECT_EQ(outcome.status.code, 2);
    EXPECT_EQ(outcome.output, "");
    EXPECT_THAT(outcome.errors, testing::AllOf(HasSubstr("listen"), HasSubstr("log_level"), HasSubstr("SORA_API_URL")));
    EXPECT_FALSE(std::filesystem::exists(folder / "data"));
    EXPECT_EQ(runRelay({"serve", "--nonsense"}).status.code, 2);
    EXPECT_EQ(runRelay({"--version"}).status.code, 0);
}

TEST(ServeTest, checkSaysWhereEachValueCameFrom) {
    const TempDir folder;
    const Outcome outcome =
        runRelay({"check", "--data-dir", (folder / "data").string()}, {{"KINORA_LOG_LEVEL", "debug"}});
    EXPECT_EQ(outcome.status.code, 0) << outcome.errors;
    EXPECT_THAT(outcome.output, testing::ContainsRegex("log_level +debug +environment KINORA_LOG_LEVEL"));
    EXPECT_THAT(outcome.output, testing::ContainsRegex("listen +127.0.0.1:8787 +default"));
    EXPECT_FALSE(std::filesystem::exists(folder / "data")) << "looking changes nothing";
}

TEST(ServeTest, oneRelayPerDataFolder) {
    const TempDir folder;
    RelayProcess relay(folder / "data");
    const Outcome second = runRelay({"serve", "--listen", "127.0.0.1:0", "--data-dir", (folder / "data").string()});
    EXPECT_EQ(second.status.code, 1);
    EXPECT_EQ(second.output, "");
    EXPECT_THAT(second.errors, HasSubstr("Another kinora-relay is using"));
    EXPECT_EQ(HttpClient(relay.url()).get("/readyz").status, 200);
}

TEST(ServeTest, aPortInUseIsNamed) {
    const TempDir folder;
    RelayProcess relay(folder / "data");
    const std::string address = "127.0.0.1:" + std::to_string(relay.port());
    const Outcome second = runRelay({"serve", "--listen", address, "--data-dir", (folder / "other").string()});
    EXPECT_EQ(second.status.code, 1);
    EXPECT_EQ(second.output, "");
    EXPECT_THAT(second.errors, HasSubstr(address));
}

TEST(ServeTest, stopsInOrderWithStreamsOpen) {
    const TempDir folder;
    RelayProcess relay(folder / "data");
    HttpClient client(relay.url());
    client.setToken(tokenFrom(client.post("/api/v1/auth/register", Ann)));
    SseReader stream(client, "/api/v1/events");
    ASSERT_TRUE(stream.nextNamed("snapshot"));
    const pid_t postgres = postgresOf(folder / "data");
    const auto began = std::chrono::steady_clock::now();
    const ExitStatus status = relay.terminate();
    EXPECT_TRUE(status.success()) << relay.log();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 10s);
    EXPECT_TRUE(stream.nextNamed("going-away"));
    EXPECT_NE(::kill(postgres, 0), 0) << "the database has ended before the relay";
}

TEST(ServeTest, relaysOnOneDatabaseShareTheirSecrets) {
    const TempDir folder;
    const std::string url = PostgresEnvironment::instance().freshDatabase();
    const Process::Environment secrets{
        {"DATABASE_URL", url}, {"JWT_SECRET", std::string(32, 'j')}, {"KINORA_PEPPER", std::string(32, 'p')}};
    RelayProcess first(folder / "first", secrets);
    EXPECT_FALSE(std::filesystem::exists(folder / "first/postgres"));
    HttpClient client(first.url());
    client.setToken(tokenFrom(client.post("/api/v1/auth/register", Ann)));

    const Outcome stranger = runRelay(
        {"serve", "--listen", "127.0.0.1:0", "--data-dir", (folder / "stranger").string()}, {{"DATABASE_URL", url}});
    EXPECT_EQ(stranger.status.code, 1);
    EXPECT_THAT(stranger.errors, HasSubstr("other secrets"));
    const Outcome checked = runRelay({"check", "--data-dir", (folder / "stranger").string()}, {{"DATABASE_URL", url}});
    EXPECT_EQ(checked.status.code, 2);
    EXPECT_THAT(checked.errors, HasSubstr("other secrets"));

    RelayProcess second(folder / "second", secrets);
    client.setBase(second.url());
    EXPECT_EQ(client.get("/api/v1/me").status, 200) << "a session is good at every relay";
    // What one relay ends, the stream at another hears of.
    SseReader stream(client, "/api/v1/events");
    ASSERT_TRUE(stream.nextNamed("snapshot"));
    client.setBase(first.url());
    EXPECT_EQ(client.post("/api/v1/auth/logout").status, 204);
    EXPECT_TRUE(stream.waitForEnd(10s));
}

TEST(ServeTest, runsAsAnOrdinaryUser) {
    if (geteuid() != 0)
        GTEST_SKIP() << "all tests of this file did";
    const passwd* nobody = getpwnam("nobody");
    ASSERT_NE(nobody, nullptr);
    const TempDir folder;
    ASSERT_EQ(chown(folder.path().c_str(), nobody->pw_uid, nobody->pw_gid), 0);
    Spawner spawner;
    Command command;
    command.program = std::filesystem::path(KINORA_BIN_DIR) / "kinora-relay";
    command.arguments = {"serve", "--listen", "127.0.0.1:0", "--data-dir", (folder / "data").string()};
    command.user = "nobody";
    command.captureOutput = true;
    Result<Subprocess> child = spawner.start(std::move(command));
    if (!child)
        GTEST_SKIP() << "the build folder is not open to other users: " << child.error().detail;
    const auto line = child->readLine(60s);
    ASSERT_TRUE(line);
    HttpClient client(line->substr(line->find("http://")));
    EXPECT_EQ(client.get("/readyz").status, 200);
    EXPECT_TRUE(child->stop(SIGTERM, 15s).success());
}
