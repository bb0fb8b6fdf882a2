#include "support/HttpClient.h"
#include "support/Process.h"
#include "support/SseReader.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <future>
#include <optional>
#include <regex>
#include <tuple>

namespace json = boost::json;
using namespace kinora::test;
using namespace std::chrono_literals;

namespace {

const json::value Ann = {{"email", "ann@example.org"}, {"password", "correct horse"}};

/// One relay for the whole file: it is the routes that are looked at.
class AccountRoutesTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        folder = new TempDir;
        relay = new RelayProcess(*folder / "data", {{"KINORA_SIM_JOB_SECONDS", "1"}});
        relay->start();
        HttpClient client(relay->url());
        const HttpAnswer registered = client.post("/api/v1/auth/register", Ann);
        ASSERT_EQ(registered.status, 201) << registered.body;
    }

    static void TearDownTestSuite() {
        delete relay;
        delete folder;
    }

    /// A client with a session of its own.
    HttpClient signedIn() {
        HttpClient client(relay->url());
        const HttpAnswer answer = client.post("/api/v1/auth/login", Ann);
        EXPECT_EQ(answer.status, 200) << answer.body;
        client.setToken(json::value_to<std::string>(answer.json().at("accessToken")));
        return client;
    }

    static inline TempDir* folder = nullptr;
    static inline RelayProcess* relay = nullptr;
};

} // namespace

TEST_F(AccountRoutesTest, aSessionIsATokenAndACookie) {
    HttpClient client(relay->url());
    const HttpAnswer answer = client.post("/api/v1/auth/login", Ann);
    EXPECT_EQ(answer.header("cache-control"), "no-store");
    EXPECT_FALSE(answer.header("x-request-id").empty());
    const std::regex cookie("kinora_refresh=[0-9a-f-]{36}\\.1\\.[A-Za-z0-9_-]{43}; HttpOnly; SameSite=Strict; "
                            "Path=/api/v1/auth; Max-Age=2592000");
    EXPECT_TRUE(std::regex_match(std::string(answer.header("set-cookie")), cookie)) << answer.header("set-cookie");
    EXPECT_EQ(answer.json().at("tokenType").as_string(), "Bearer");
    EXPECT_EQ(answer.json().at("expiresIn").as_int64(), 900);
    EXPECT_EQ(answer.body.find(client.cookie("kinora_refresh")), std::string::npos)
        << "the refresh token is in the cookie only";
}

TEST_F(AccountRoutesTest, refreshNeedsTheCookieAlone) {
    HttpClient client(relay->url());
    EXPECT_EQ(client.post("/api/v1/auth/refresh").status, 401);
    EXPECT_EQ(client.post("/api/v1/auth/login", Ann).status, 200);
    const std::string first = client.cookie("kinora_refresh");
    const HttpAnswer refreshed = client.post("/api/v1/auth/refresh");
    ASSERT_EQ(refreshed.status, 200) << refreshed.body;
    EXPECT_EQ(refreshed.header("cache-control"), "no-store");
    EXPECT_NE(client.cookie("kinora_refresh"), first);
    client.setToken(json::value_to<std::string>(refreshed.json().at("accessToken")));
    EXPECT_EQ(client.get("/api/v1/me").json().at("email").as_string(), "ann@example.org");
}

TEST_F(AccountRoutesTest, everyWrongMemberIsNamed) {
    HttpClient client(relay->url());
    const json::value body = {{"email", 7}, {"pasword", "x"}};
    const HttpAnswer answer = client.post("/api/v1/auth/register", body);
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.code(), "validation_failed");
    std::set<std::string> fields;
    for (const json::value& error : answer.json().at("errors").as_array())
        fields.insert(json::value_to<std::string>(error.at("field")));
    EXPECT_EQ(fields, (std::set<std::string>{"email", "password", "pasword"}));
    EXPECT_EQ(client.request("POST", "/api/v1/auth/login", "{\"email\"", {{"Content-Type", "application/json"}}).code(),
        "bad_request");
    EXPECT_EQ(
        client.request("POST", "/api/v1/auth/login", "email=x", {{"Content-Type", "application/x-www-form-urlencoded"}})
            .status,
        415);
}

TEST_F(AccountRoutesTest, logOutEndsRoutesAndStreamsWithinASecond) {
    HttpClient client = signedIn();
    SseReader stream(client, "/api/v1/events");
    ASSERT_TRUE(stream.nextNamed("snapshot"));
    HttpClient other = signedIn();
    const HttpAnswer answer = client.post("/api/v1/auth/logout");
    EXPECT_EQ(answer.status, 204);
    EXPECT_NE(answer.header("set-cookie").find("Max-Age=0"), std::string_view::npos);
    EXPECT_TRUE(stream.waitForEnd(1s));
    EXPECT_EQ(client.get("/api/v1/me").status, 401);
    EXPECT_EQ(client.post("/api/v1/auth/refresh").status, 401);
    EXPECT_EQ(other.get("/api/v1/me").status, 200) << "only this session";
}

TEST_F(AccountRoutesTest, aReusedRefreshTokenEndsTheStreamsToo) {
    HttpClient client = signedIn();
    const std::string stolen = client.cookie("kinora_refresh");
    SseReader stream(client, "/api/v1/events");
    ASSERT_TRUE(stream.nextNamed("snapshot"));
    EXPECT_EQ(client.post("/api/v1/auth/refresh").status, 200);
    EXPECT_EQ(client.post("/api/v1/auth/refresh").status, 200);
    HttpClient thief(relay->url());
    thief.setCookie("kinora_refresh", stolen);
    EXPECT_EQ(thief.post("/api/v1/auth/refresh").status, 401);
    EXPECT_TRUE(stream.waitForEnd(1s));
    EXPECT_EQ(client.post("/api/v1/auth/refresh").status, 401);
}

TEST_F(AccountRoutesTest, twentyRefreshesAtOnceOverTheWire) {
    HttpClient client = signedIn();
    const std::string token = client.cookie("kinora_refresh");
    std::vector<std::future<std::pair<int, std::string>>> answers;
    constexpr int atOnce = 20;
    answers.reserve(atOnce);
    for (int i = 0; i < atOnce; ++i) {
        answers.push_back(std::async(std::launch::async, [&token] {
            HttpClient one(relay->url());
            one.setCookie("kinora_refresh", token);
            const int status = one.post("/api/v1/auth/refresh").status;
            return std::pair(status, one.cookie("kinora_refresh"));
        }));
    }
    std::set<std::string> successors;
    for (auto& answer : answers) {
        const auto [status, successor] = answer.get();
        EXPECT_EQ(status, 200);
        successors.insert(successor);
    }
    EXPECT_EQ(successors.size(), 1U);
}

// An account that is not there, one whose attempts are used up (with the right password too), and a wrong password.
TEST_F(AccountRoutesTest, whoCannotSignInIsAnsweredAlikeInAllButTheId) {
    HttpClient client(relay->url());
    struct Guess {
        json::value body;
        std::chrono::nanoseconds least = 1h;
    };
    const auto guess = [](const char* email, const char* password) {
        return Guess{json::value{{"email", email}, {"password", password}}};
    };
    ASSERT_EQ(client.post("/api/v1/auth/register", guess("spent@example.org", "correct horse").body).status, 201);
    ASSERT_EQ(client.post("/api/v1/auth/register", guess("fresh@example.org", "correct horse").body).status, 201);
    HttpClient stranger(relay->url());
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(stranger.post("/api/v1/auth/login", guess("spent@example.org", "wrong horse").body).status, 401);
        EXPECT_EQ(stranger.post("/api/v1/auth/login", guess("absent@example.org", "wrong horse").body).status, 401);
    }
    std::array guesses{guess("fresh@example.org", "wrong horse"), guess("nobody@example.org", "wrong horse"),
        guess("spent@example.org", "wrong horse"), guess("spent@example.org", "correct horse"),
        guess("absent@example.org", "wrong horse")};
    // But for what differs between any two answers.
    const auto shown = [](HttpAnswer answer) {
        std::erase_if(answer.headers,
            [](const auto& header) { return header.first == "x-request-id" || header.first == "date"; });
        json::object body = answer.json().as_object();
        body.erase("requestId");
        return std::tuple(answer.status, answer.headers, json::serialize(body));
    };
    std::optional<decltype(shown(HttpAnswer()))> first;
    // The time that answering takes the relay itself, which a busy machine does not change.
    for (int round = 0; round < 3; ++round) {
        for (Guess& one : guesses) {
            const auto began = relay->cpuTime();
            const HttpAnswer answer = stranger.post("/api/v1/auth/login", one.body);
            one.least = std::min(one.least, relay->cpuTime() - began);
            if (!first)
                first = shown(answer);
            EXPECT_EQ(shown(answer), *first) << one.body;
        }
    }
    EXPECT_EQ(std::get<0>(*first), 401);
    const auto [least, most] = std::ranges::minmax_element(guesses, {}, &Guess::least);
    EXPECT_LT(most->least, least->least * 2) << most->body << " and " << least->body;
    EXPECT_GT(least->least, 20ms) << "a bcrypt was computed";
}

TEST_F(AccountRoutesTest, theServerSaysWhatItIs) {
    HttpClient client(relay->url());
    const json::value server = client.get("/api/v1/server").json();
    EXPECT_EQ(server.at("product").as_string(), "kinora-relay");
    EXPECT_EQ(server.at("registration").as_string(), "open");
    EXPECT_FALSE(server.at("firstAccount").as_bool());
    EXPECT_EQ(server.at("passwordRules").at("minLength").to_number<int>(), 8);
    EXPECT_EQ(client.get("/livez").status, 200);
    EXPECT_EQ(client.get("/readyz").status, 200);
}

TEST_F(AccountRoutesTest, strangersCannotLockOutWhoShowsASession) {
    const json::value owner = {{"email", "owner@example.org"}, {"password", "correct horse"}};
    HttpClient client(relay->url());
    ASSERT_EQ(client.post("/api/v1/auth/register", owner).status, 201);
    HttpClient stranger(relay->url());
    const json::value guess = {{"email", "owner@example.org"}, {"password", "wrong horse"}};
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(stranger.post("/api/v1/auth/login", guess).status, 401);
    EXPECT_EQ(stranger.post("/api/v1/auth/login", owner).status, 401);
    EXPECT_EQ(client.post("/api/v1/auth/login", owner).status, 200) << "by its cookie";
}
