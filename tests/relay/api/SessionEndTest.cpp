#include "support/Eventually.h"
#include "support/HttpClient.h"
#include "support/PostgresEnvironment.h"
#include "support/Process.h"
#include "support/SseReader.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <memory>
#include <optional>
#include <string>

namespace json = boost::json;
using namespace kinora::test;
using namespace std::chrono_literals;

namespace {

/// A session may go on for a second; the rest is for a machine that has other things to do.
constexpr auto Soon = 10s;

/// Two relays on one database. What is done through `here` has to be felt by streams and routes `there`.
class SessionEndTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        folder = std::make_unique<TempDir>();
        database = PostgresEnvironment::instance().freshDatabase();
        const Process::Environment environment{{"DATABASE_URL", database},
            {"JWT_SECRET", "a secret of thirty-two bytes or more"}, {"KINORA_PEPPER", "a pepper of sixteen bytes"},
            {"KINORA_MEDIA_DIR", *folder / "media"}, {"SORA_API_URL", "http://127.0.0.1:9/v1"}};
        here = std::make_unique<RelayProcess>(*folder / "here", environment);
        there = std::make_unique<RelayProcess>(*folder / "there", environment);
        admin = std::make_unique<HttpClient>(registered("ann"));
    }

    static void TearDownTestSuite() {
        admin.reset();
        there.reset();
        here.reset();
        folder.reset();
    }

    static json::value credentials(const std::string& name) {
        return {{"email", name + "@example.org"}, {"password", "correct horse"}};
    }

    static void take(HttpClient& client, const HttpAnswer& answer) {
        client.setToken(json::value_to<std::string>(answer.json().at("accessToken")));
    }

    static HttpClient registered(const std::string& name) {
        HttpClient client(here->url());
        const HttpAnswer answer = client.post("/api/v1/auth/register", credentials(name));
        EXPECT_EQ(answer.status, 201) << answer.body;
        take(client, answer);
        return client;
    }

    static HttpClient signedIn(const std::string& name) {
        HttpClient client(here->url());
        const HttpAnswer answer = client.post("/api/v1/auth/login", credentials(name));
        EXPECT_EQ(answer.status, 200) << answer.body;
        take(client, answer);
        return client;
    }

    static HttpClient atTheOther(const HttpClient& client) {
        HttpClient other = client;
        other.setBase(there->url());
        return other;
    }

    static std::string idOf(HttpClient& client) {
        return json::value_to<std::string>(client.get("/api/v1/me").json().at("id"));
    }

    /// `act` ends whatever `client` shows at the door.
    template <class Act>
    static void endsEverywhere(const HttpClient& client, std::string_view route, Act act) {
        HttpClient other = atTheOther(client);
        SseReader stream(other, "/api/v1/events");
        ASSERT_TRUE(stream.nextNamed("snapshot"));
        EXPECT_EQ(other.get(route).status, 200);
        act();
        EXPECT_EQ(other.get(route).status, 401) << "at once";
        EXPECT_TRUE(stream.waitForEnd(Soon));
    }

    static inline std::string database;
    static inline std::unique_ptr<TempDir> folder;
    static inline std::unique_ptr<RelayProcess> here;
    static inline std::unique_ptr<RelayProcess> there;
    static inline std::unique_ptr<HttpClient> admin;
};

} // namespace

TEST_F(SessionEndTest, signingOutIsFeltByTheOtherRelay) {
    HttpClient bob = registered("bob");
    endsEverywhere(bob, "/api/v1/me", [&] { EXPECT_EQ(bob.post("/api/v1/auth/logout").status, 204); });
}

TEST_F(SessionEndTest, aSessionThatIsRevokedEndsAndItsSistersGoOn) {
    HttpClient cid = registered("cid");
    HttpClient sister = signedIn("cid");
    const json::value sessions = cid.get("/api/v1/auth/sessions").json();
    std::string id;
    for (const json::value& session : sessions.at("items").as_array())
        if (session.at("current").as_bool())
            id = json::value_to<std::string>(session.at("id"));
    endsEverywhere(cid, "/api/v1/me",
        [&] { EXPECT_EQ(sister.request("DELETE", "/api/v1/auth/sessions/" + id, std::nullopt).status, 204); });
    EXPECT_EQ(sister.get("/api/v1/me").status, 200);
}

TEST_F(SessionEndTest, anotherPasswordEndsAllSessions) {
    HttpClient dan = registered("dan");
    HttpClient changing = signedIn("dan");
    const json::value change{{"currentPassword", "correct horse"}, {"newPassword", "a better horse"}};
    endsEverywhere(dan, "/api/v1/me", [&] {
        const HttpAnswer answer = changing.post("/api/v1/auth/password", change);
        ASSERT_EQ(answer.status, 200) << answer.body;
        take(changing, answer);
    });
    EXPECT_EQ(changing.get("/api/v1/me").status, 200);
}

TEST_F(SessionEndTest, whoIsDisabledIsOutEverywhere) {
    HttpClient eve = registered("eve");
    const std::string user = "/api/v1/admin/users/" + idOf(eve);
    endsEverywhere(eve, "/api/v1/me", [&] {
        const HttpClient::Fields type{{"Content-Type", "application/json"}};
        EXPECT_EQ(admin->request("PATCH", user, R"({"status":"disabled"})", type).status, 200);
    });
    EXPECT_EQ(eve.post("/api/v1/auth/refresh").status, 401);
    EXPECT_EQ(eve.post("/api/v1/auth/login", credentials("eve")).status, 403);
}

TEST_F(SessionEndTest, aKeyThatIsRevokedIsNotGoodAnywhere) {
    HttpClient fay = registered("fay");
    const json::value wish{{"name", "Storyboard"}, {"scopes", {"jobs:read"}}, {"password", "correct horse"}};
    const json::value made = fay.post("/api/v1/me/api-keys", wish).json();
    HttpClient program(here->url());
    program.setToken(json::value_to<std::string>(made.at("key")));
    const std::string key = "/api/v1/me/api-keys/" + json::value_to<std::string>(made.at("id"));
    endsEverywhere(program, "/api/v1/jobs", [&] { EXPECT_EQ(fay.request("DELETE", key, std::nullopt).status, 204); });
    EXPECT_EQ(fay.get("/api/v1/me").status, 200) << "the session is another thing";
}

TEST_F(SessionEndTest, anAccountThatIsDeletedUnderItsOwnRequestIsNobodys) {
    HttpClient hal = registered("hal");
    const std::string id = idOf(hal);
    boost::asio::io_context context;
    kinora::pg::Pool pool(database);
    std::optional<kinora::pg::Transaction> deleting;
    const auto begin = [&]() -> kinora::Task<> {
        kinora::pg::Transaction transaction = co_await pool.begin();
        (void)co_await transaction.query("DELETE FROM users WHERE id = $1::uuid", id);
        deleting.emplace(std::move(transaction));
    };
    runOn(context, begin());
    auto asked = std::async(std::launch::async,
        [&hal] { return hal.post("/api/v1/jobs", {{"prompt", "A paper boat"}}, {{"Idempotency-Key", "one"}}); });
    ASSERT_TRUE(eventually([&] {
        const auto rows = runOn(context, pool.query("SELECT count(*) AS n FROM pg_stat_activity "
                                                    "WHERE wait_event_type = 'Lock' AND datname = current_database()"));
        return rows.front().get<std::int64_t>("n") > 0;
    }));
    runOn(context, deleting->commit());
    deleting.reset();
    const HttpAnswer answer = asked.get();
    EXPECT_EQ(answer.status, 401) << answer.body;
    runOn(context, pool.close());
}

TEST_F(SessionEndTest, manyWhoSignInDoNotSlowDownTheRest) {
    HttpClient gus = registered("gus");
    std::vector<std::future<int>> signing(12);
    for (std::size_t i = 0; i < signing.size(); ++i)
        signing[i] = std::async(std::launch::async, [i] {
            HttpClient client(here->url());
            return client.post("/api/v1/auth/login", credentials("nobody" + std::to_string(i))).status;
        });
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(gus.get("/livez").status, 200);
        EXPECT_EQ(gus.get("/api/v1/me").status, 200);
    }
    // Twelve hashes take more than two seconds of a core: all of that is through before them.
    EXPECT_TRUE(
        std::ranges::any_of(signing, [](const auto& each) { return each.wait_for(0s) != std::future_status::ready; }));
    for (auto& each : signing)
        EXPECT_EQ(each.get(), 401);
}
