// The commands beside serve, with the relay running and without.
#include "Operator.h"
#include "support/Eventually.h"
#include "support/Pictures.h"
#include "support/PostgresEnvironment.h"
#include "support/Process.h"
#include "support/SseReader.h"
#include "support/TempDir.h"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <iterator>
#include <map>
#include <memory>

namespace fs = std::filesystem;
namespace json = boost::json;
using namespace kinora;
using namespace kinora::test;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;

namespace {

Outcome command(std::vector<std::string> arguments, const fs::path& data) {
    arguments.insert(arguments.end(), {"--data-dir", data.string()});
    return runRelay(std::move(arguments));
}

std::string contents(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A film of Ann's; its id.
std::string makeFilm(HttpClient& client) {
    SseReader events(client, "/api/v1/events");
    EXPECT_TRUE(events.nextNamed("snapshot"));
    const json::value wish{{"prompt", "A lighthouse"}};
    EXPECT_EQ(client.post("/api/v1/jobs", wish, {{"Idempotency-Key", "film"}}).status, 202);
    const auto video = events.nextNamed("video", 120s);
    if (!video) {
        ADD_FAILURE() << "no film";
        return {};
    }
    return std::string(video->json().at("video").at("id").as_string());
}

} // namespace

TEST(CommandsTest, theContractAndTheCompletionArePrinted) {
    const Outcome contract = runRelay({"openapi"});
    EXPECT_EQ(contract.status.code, 0);
    EXPECT_TRUE(contract.output.starts_with("openapi: 3.1.0\n"));
    const TempDir folder;
    Spawner spawner;
    const Outcome bash = runRelay({"completion", "bash"});
    std::ofstream(folder / "completion") << bash.output;
    Command check;
    check.program = "bash";
    check.arguments = {"-c",
        "set -e; source \"$1\"; COMP_WORDS=(kinora-relay audit ''); COMP_CWORD=2; _kinora_relay; "
        "[[ ${COMPREPLY[*]} == verify ]]; COMP_WORDS=(kinora-relay backup --da); COMP_CWORD=2; "
        "_kinora_relay; [[ \"${COMPREPLY[*]}\" == '--data-dir --database-url' ]]",
        "bash", (folder / "completion").string()};
    const auto status = runToEnd(spawner, std::move(check), 10s);
    ASSERT_TRUE(status);
    EXPECT_TRUE(status->success()) << bash.output;
    EXPECT_THAT(runRelay({"completion", "zsh"}).output, HasSubstr("bashcompinit"));
    EXPECT_THAT(runRelay({"completion", "fish"}).output, HasSubstr("-a verify"));
    const Outcome unknown = runRelay({"completion", "tcsh"});
    EXPECT_EQ(unknown.status.code, 2);
    EXPECT_EQ(unknown.output, "");
}

TEST(CommandsTest, migrateMakesTheSchemaAndSaysWhatItDid) {
    const TempDir folder;
    const Outcome nothing = command({"audit", "verify"}, folder / "data");
    EXPECT_EQ(nothing.status.code, 1);
    EXPECT_THAT(nothing.errors, HasSubstr("There is no database"));
    EXPECT_FALSE(fs::exists(folder / "data")) << "looking makes nothing";
    const Outcome first = command({"migrate", "--json"}, folder / "data");
    ASSERT_EQ(first.status.code, 0) << first.errors;
    const json::object made = json::parse(first.output).as_object();
    EXPECT_EQ(made.at("before"), 0);
    const Outcome again = command({"migrate", "--json"}, folder / "data");
    EXPECT_EQ(json::parse(again.output).at("before"), made.at("after"));
    EXPECT_EQ(command({"audit", "verify"}, folder / "data").status.code, 0);
}

TEST(CommandsTest, auditVerifyFindsWhatWasDoneToTheLog) {
    const TempDir folder;
    const std::string url = PostgresEnvironment::instance().freshDatabase();
    RelayProcess relay(folder / "data", {{"DATABASE_URL", url}});
    // The first account is written down whichever way it came about.
    HttpClient client(relay.url());
    client.setToken(tokenFrom(client.post("/api/v1/auth/register", Ann)));
    const std::string stage = "/api/v1/admin/upstreams/Stand-in";
    ASSERT_EQ(client.post(stage + "/drain").status, 200);
    ASSERT_EQ(client.post(stage + "/resume").status, 200);
    ASSERT_TRUE(relay.terminate().success()) << "and the head is kept";
    const auto verify = [&] {
        return runRelay(
            {"audit", "verify", "--json", "--data-dir", (folder / "data").string()}, {{"DATABASE_URL", url}});
    };
    const Outcome whole = verify();
    EXPECT_EQ(whole.status.code, 0) << whole.output << whole.errors;
    const json::object verdict = json::parse(whole.output).as_object();
    EXPECT_GE(verdict.at("entries").as_int64(), 2);
    EXPECT_EQ(verdict.at("kept"), verdict.at("entries")) << relay.log();
    EXPECT_EQ(verdict.at("newer"), 0);
    // Somebody at the command line while no relay runs: a head that is behind is no cut.
    const Outcome made =
        runRelay({"invite", "create", "--data-dir", (folder / "data").string()}, {{"DATABASE_URL", url}});
    ASSERT_EQ(made.status.code, 0) << made.errors;
    const Outcome behind = verify();
    EXPECT_EQ(behind.status.code, 0) << behind.output;
    EXPECT_EQ(json::parse(behind.output).at("newer"), 1);
    relay.start();
    ASSERT_TRUE(relay.terminate().success());

    boost::asio::io_context context;
    pg::Pool pool(url);
    runOn(context, pool.run("ALTER TABLE audit_log DISABLE TRIGGER USER", {}));
    runOn(context, pool.run("DELETE FROM audit_log WHERE seq = (SELECT max(seq) FROM audit_log)", {}));
    runOn(context, pool.run("UPDATE audit_head SET (seq, hash) = "
                            "(SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1)",
                       {}));
    const Outcome cut = verify();
    EXPECT_EQ(cut.status.code, 3);
    EXPECT_EQ(json::parse(cut.output).at("flaws").at(0).at("kind"), "cut");
}

TEST(CommandsTest, accountsInvitesAndLimitsUnderTheRulesOfTheRoutes) {
    const TempDir folder;
    const fs::path data = folder / "data";
    RelayProcess relay(data, {{"KINORA_REGISTRATION", "invite"}});
    const auto ask = [&data](std::vector<std::string> arguments) {
        arguments.emplace_back("--json");
        const Outcome outcome = command(std::move(arguments), data);
        EXPECT_EQ(outcome.status.code, 0) << outcome.errors;
        return json::parse(outcome.output.empty() ? "{}" : outcome.output).as_object();
    };
    const json::object made = ask({"user", "add", "ann@example.org", "--admin", "--handle", "ann"});
    EXPECT_EQ(made.at("role"), "admin");
    HttpClient client(relay.url());
    EXPECT_EQ(client.post("/api/v1/auth/login", Ann).status, 401) << "there is no password yet";
    const json::value reset{{"email", "ann@example.org"}, {"code", made.at("code")}, {"newPassword", "correct horse"}};
    EXPECT_EQ(client.post("/api/v1/auth/password/reset", reset).status, 200);
    client.setToken(tokenFrom(client.post("/api/v1/auth/login", Ann)));
    const Outcome taken = command({"user", "add", "ann@example.org"}, data);
    EXPECT_EQ(taken.status.code, 1);
    EXPECT_THAT(taken.errors, HasSubstr("already"));
    EXPECT_EQ(command({"user", "add", "nonsense"}, data).status.code, 2);

    const json::object invite = ask({"invite", "create", "--uses", "2", "--days", "1", "--note", "friends"});
    HttpClient guest(relay.url());
    const json::value registration{
        {"email", "bob@example.org"}, {"password", "correct horse"}, {"inviteCode", invite.at("code")}};
    guest.setToken(tokenFrom(guest.post("/api/v1/auth/register", registration)));
    EXPECT_EQ(ask({"invite", "list"}).at("items").at(0).at("uses"), 1);
    EXPECT_THAT(command({"invite", "list"}, data).output, HasSubstr("1/2"));
    ask({"invite", "revoke", std::string(invite.at("id").as_string())});
    EXPECT_EQ(command({"invite", "create", "--uses", "many"}, data).status.code, 2);

    EXPECT_EQ(
        ask({"limits", "@bob", "--videos-per-hour", "3", "--money-per-month", "none"}).at("limits").at("videosPerHour"),
        (json::value{{"limit", 3}, {"own", true}}));
    EXPECT_EQ(guest.get("/api/v1/me/usage").json().at("limits").at("videosPerHour").at("limit"), 3);
    EXPECT_EQ(ask({"limits", "bob", "--videos-per-hour", "default"}).at("limits").at("videosPerHour").at("own"), false);
    EXPECT_EQ(command({"limits", "bob", "--videos-per-hour", "few"}, data).status.code, 2);
    EXPECT_EQ(command({"limits", "carol"}, data).status.code, 1);

    EXPECT_EQ(ask({"user", "disable", "bob@example.org"}).at("status"), "disabled");
    EXPECT_TRUE(eventually([&] { return guest.get("/api/v1/me").status == 401; })) << "its sessions end";
    EXPECT_EQ(ask({"user", "list", "--status", "disabled"}).at("items").as_array().size(), 1U);
    EXPECT_EQ(ask({"user", "enable", "bob"}).at("status"), "active");
    EXPECT_EQ(ask({"user", "role", "bob", "admin"}).at("role"), "admin");
    EXPECT_EQ(ask({"user", "role", "bob", "member"}).at("role"), "member");
    EXPECT_EQ(command({"user", "disable", "ann"}, data).status.code, 1) << "the last administrator";
    EXPECT_FALSE(ask({"user", "reset", "bob"}).at("code").as_string().empty());
    EXPECT_THAT(command({"user", "list"}, data).output, AllOf(HasSubstr("HANDLE"), HasSubstr("bob@example.org")));
    const json::value log = client.get("/api/v1/admin/audit?action=user.status_changed").json();
    EXPECT_EQ(log.at("items").at(0).at("actor").at("kind"), "operator");
    EXPECT_EQ(ask({"audit", "verify"}).at("intact"), true);
}

TEST(CommandsTest, aBackupMadeWhileTheRelayRunsComesBackWhole) {
    const TempDir folder;
    RelayProcess relay(folder / "data", {{"KINORA_SIM_JOB_SECONDS", "1"}});
    HttpClient client(relay.url());
    client.setToken(tokenFrom(client.post("/api/v1/auth/register", Ann)));
    const std::string film = makeFilm(client);
    const HttpAnswer original = client.get("/api/v1/videos/" + film + "/content");
    ASSERT_EQ(original.status, 200);
    const HttpAnswer portrait =
        client.request("PUT", "/api/v1/me/avatar", std::string(RedPng), {{"Content-Type", "image/png"}});
    const std::string avatar(portrait.json().at("avatarUrl").as_string());
    // One that waits: it may have been made elsewhere before somebody restores this.
    ASSERT_EQ(client.post("/api/v1/queue/pause").status, 200);
    ASSERT_EQ(
        client.post("/api/v1/jobs", json::value{{"prompt", "Later"}}, {{"Idempotency-Key", "later"}}).status, 202);

    const fs::path saved = folder / "backup";
    const Outcome backup = command({"backup", saved.string(), "--json"}, folder / "data");
    ASSERT_EQ(backup.status.code, 0) << backup.errors;
    EXPECT_EQ(json::parse(backup.output).at("files"), 4) << "film, poster, sprite sheet, avatar";
    EXPECT_EQ(client.get("/readyz").status, 200) << "the relay goes on";
    EXPECT_EQ(fs::status(saved).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
    const Outcome twice = command({"backup", saved.string()}, folder / "data");
    EXPECT_EQ(twice.status.code, 2) << "nothing is written over";

    const Outcome occupied = command({"restore", saved.string()}, folder / "data");
    EXPECT_EQ(occupied.status.code, 1);
    EXPECT_THAT(occupied.errors, HasSubstr("is not empty"));
    const Outcome restored = command({"restore", saved.string(), "--json"}, folder / "restored");
    ASSERT_EQ(restored.status.code, 0) << restored.errors;
    EXPECT_EQ(json::parse(restored.output).at("drained"), json::array({"Stand-in"}));
    EXPECT_EQ(command({"audit", "verify"}, folder / "restored").status.code, 0);

    RelayProcess second(folder / "restored");
    HttpClient other(second.url());
    other.setToken(tokenFrom(other.post("/api/v1/auth/login", Ann)));
    const HttpAnswer copy = other.get("/api/v1/videos/" + film + "/content");
    EXPECT_EQ(copy.status, 200);
    EXPECT_EQ(copy.body, original.body);
    EXPECT_EQ(other.get(avatar).body, client.get(avatar).body);
    EXPECT_EQ(other.get("/api/v1/admin/audit?action=backup.restored").json().at("items").as_array().size(), 1U);
    EXPECT_EQ(other.get("/api/v1/admin/upstreams").json().at("items").at(0).at("health"), "drained");
}

TEST(CommandsTest, aBackupIsWholeAlthoughSomebodyDeletesMeanwhile) {
    const TempDir folder;
    const std::string url = PostgresEnvironment::instance().freshDatabase();
    const std::map<std::string, std::string> environment{{"DATABASE_URL", url}, {"KINORA_SIM_JOB_SECONDS", "0.3"}};
    RelayProcess relay(folder / "data", environment);
    HttpClient client(relay.url());
    client.setToken(tokenFrom(client.post("/api/v1/auth/register", Ann)));
    const std::string film = makeFilm(client);
    ASSERT_EQ(
        client.request("PUT", "/api/v1/me/avatar", std::string(RedPng), {{"Content-Type", "image/png"}}).status, 200);

    boost::asio::io_context context;
    pg::Pool pool(url);
    // Holds the backup up after its snapshot was taken, where it counts the rows.
    const auto begin = [](pg::Pool& from) -> Task<std::shared_ptr<pg::Transaction>> {
        pg::Transaction transaction = co_await from.begin();
        co_return std::make_shared<pg::Transaction>(std::move(transaction));
    };
    const auto holding = runOn(context, begin(pool));
    runOn(context, holding->query("LOCK TABLE password_resets IN ACCESS EXCLUSIVE MODE"));
    auto backup = std::async(std::launch::async, [&] {
        return runRelay({"backup", (folder / "backup").string(), "--json", "--data-dir", (folder / "data").string()},
            {{"DATABASE_URL", url}});
    });
    EXPECT_TRUE(eventually([&] {
        return !runOn(context, pool.query("SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessShareLock'"))
                    .empty();
    }));
    EXPECT_EQ(client.request("DELETE", "/api/v1/videos/" + film + "?forever=true", std::nullopt).status, 204);
    runOn(context, holding->rollback());
    const Outcome made = backup.get();
    ASSERT_EQ(made.status.code, 0) << made.errors;
    EXPECT_EQ(json::parse(made.output).at("files"), 1) << "the avatar";
}

TEST(CommandsTest, whoHasSeenMoreThanABackupStartsAnew) {
    const TempDir folder;
    RelayProcess relay(folder / "data", {{"KINORA_SIM_JOB_SECONDS", "0.3"}});
    HttpClient client(relay.url());
    client.setToken(tokenFrom(client.post("/api/v1/auth/register", Ann)));
    const std::string film = makeFilm(client);
    const auto edit = [&film](HttpClient& whose, const char* title) {
        EXPECT_EQ(whose
                      .request("PATCH", "/api/v1/videos/" + film, json::serialize(json::object{{"title", title}}),
                          {{"Content-Type", "application/json"}})
                      .status,
            200);
    };
    const auto next = [](HttpClient& whose) {
        return whose.get("/api/v1/library/changes?since=0").json().at("next").as_int64();
    };
    const auto since = [](HttpClient& whose, std::int64_t number) {
        return whose.get("/api/v1/library/changes?since=" + std::to_string(number));
    };
    const std::int64_t saved = next(client);
    ASSERT_EQ(command({"backup", (folder / "backup").string()}, folder / "data").status.code, 0);
    // Seen by a client, and lost with what the backup does not have.
    for (const char* title : {"one", "two", "three"})
        edit(client, title);
    const std::int64_t seen = next(client);
    ASSERT_GT(seen, saved + 1);
    ASSERT_EQ(command({"restore", (folder / "backup").string()}, folder / "restored").status.code, 0);

    RelayProcess second(folder / "restored");
    HttpClient other(second.url());
    other.setToken(tokenFrom(other.post("/api/v1/auth/login", Ann)));
    // As many again, and more: the counter passes what that client has seen.
    for (int i = 0; i < 5; ++i)
        edit(other, "after the restore");
    for (const std::int64_t number : {seen, saved + 1}) {
        const HttpAnswer lost = since(other, number);
        EXPECT_EQ(lost.status, 410) << number << lost.body;
        EXPECT_EQ(lost.code(), "resync_required");
        EXPECT_EQ(lost.json().at("lost").at(0).at("after"), saved);
        SseReader events(other, "/api/v1/events", std::to_string(number));
        const auto first = events.next();
        ASSERT_TRUE(first);
        EXPECT_EQ(first->name, "snapshot") << number;
    }
    // Who has seen what the backup has goes on from there, and who started anew too.
    const HttpAnswer known = since(other, saved);
    ASSERT_EQ(known.status, 200) << known.body;
    EXPECT_EQ(known.json().at("changes").at(0).at("video").at("title"), "after the restore");
    EXPECT_EQ(known.json().at("lost").at(0).at("after"), saved) << "more may have been heard by events";
    EXPECT_GT(known.json().at("lost").at(0).at("until").as_int64(), seen);
    const std::int64_t now = next(other);
    EXPECT_GT(now, seen);
    EXPECT_EQ(since(other, now).status, 200);
    EXPECT_TRUE(since(other, now).json().at("changes").as_array().empty());

    // The same backup once more: what was told in between is lost too, however many numbers follow.
    ASSERT_EQ(command({"restore", (folder / "backup").string()}, folder / "again").status.code, 0);
    RelayProcess third(folder / "again");
    HttpClient last(third.url());
    last.setToken(tokenFrom(last.post("/api/v1/auth/login", Ann)));
    for (int i = 0; i < 8; ++i)
        edit(last, ("after the other restore " + std::to_string(i)).c_str());
    EXPECT_EQ(since(last, now).status, 410);
    EXPECT_EQ(since(last, seen).status, 410);
    EXPECT_EQ(since(last, saved).status, 200);
}

TEST(CommandsTest, aDamagedBackupIsNotRestored) {
    const TempDir folder;
    ASSERT_EQ(command({"migrate"}, folder / "data").status.code, 0);
    {
        RelayProcess relay(folder / "data");
        HttpClient client(relay.url());
        ASSERT_EQ(client.post("/api/v1/auth/register", Ann).status, 201);
    }
    const fs::path saved = folder / "backup";
    ASSERT_EQ(command({"backup", saved.string()}, folder / "data").status.code, 0);
    const std::string dump = contents(saved / "database.dump");
    std::string changed = dump;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    std::ofstream(saved / "database.dump", std::ios::binary) << changed;
    const Outcome damaged = command({"restore", saved.string()}, folder / "restored");
    EXPECT_EQ(damaged.status.code, 1);
    EXPECT_THAT(damaged.errors, HasSubstr("damaged"));
    EXPECT_FALSE(fs::exists(folder / "restored")) << "found before anything is made";
    std::ofstream(saved / "database.dump", std::ios::binary) << dump;
    const Outcome other = runRelay({"restore", saved.string(), "--data-dir", (folder / "restored").string()},
        {{"KINORA_PEPPER", std::string(32, 'x')}});
    EXPECT_EQ(other.status.code, 1);
    EXPECT_THAT(other.errors, HasSubstr("KINORA_PEPPER"));
    fs::remove(saved / "manifest.json");
    EXPECT_EQ(command({"restore", saved.string()}, folder / "restored").status.code, 2);
}
