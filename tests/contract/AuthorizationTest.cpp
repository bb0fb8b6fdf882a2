// Walks every route as everybody who may not: nobody, another user, a member where an admin is asked for, a disabled
// user, and whoever forges tokens. Nothing of anybody else's comes back, and what is another's answers like what does
// not exist.
#include "contract/Contract.h"
#include "contract/LiveRelay.h"
#include "contract/TokenVariants.h"
#include "support/HttpClient.h"
#include "support/Pictures.h"
#include "support/Process.h"
#include "support/SseReader.h"
#include "support/TempDir.h"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

using namespace kinora::test;
namespace json = boost::json;

namespace {

const std::string Secret = "0123456789abcdef0123456789abcdef";
const std::string StrongPassword = "quarrelsome hay-forks of Tuesday";

struct User {
    HttpClient client;
    std::string id;
    std::string refreshToken;
};

/// One relay, with Ann (the admin) who owns one of everything, and others who own nothing.
class AuthorizationTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder = std::make_unique<TempDir>();
        relay = std::make_unique<RelayProcess>(
            *folder / "data", Process::Environment{{"KINORA_SIM_JOB_SECONDS", "1"}, {"JWT_SECRET", Secret}});
        ann = std::make_unique<User>(signUp("ann@example.com"));
        const HttpAnswer accepted =
            ann->client.post("/api/v1/jobs", {{"prompt", "The private film of Ann"}}, {{"Idempotency-Key", "one"}});
        ASSERT_EQ(accepted.status, 202) << accepted.body;
        jobId = std::string(accepted.json().at("items").at(0).at("id").as_string());
        SseReader events(ann->client, "/api/v1/jobs/" + jobId + "/events");
        const auto completed = events.nextNamed("completed");
        ASSERT_TRUE(completed) << relay->log();
        videoId = std::string(completed->json().at("video").at("id").as_string());
        const HttpAnswer key = ann->client.post("/api/v1/me/api-keys",
            {{"name", "hers"}, {"password", StrongPassword}, {"scopes", json::array{"jobs:read"}}});
        ASSERT_EQ(key.status, 201) << key.body;
        const HttpAnswer invite = ann->client.post("/api/v1/admin/invites", json::object{});
        ASSERT_EQ(invite.status, 201) << invite.body;
        const HttpAnswer picture =
            ann->client.request("PUT", "/api/v1/me/avatar", std::string(RedPng), {{"Content-Type", "image/png"}});
        ASSERT_EQ(picture.status, 200) << picture.body;
        const HttpAnswer upload =
            ann->client.request("POST", "/api/v1/uploads", std::string(RedPng), {{"Content-Type", "image/png"}});
        ASSERT_EQ(upload.status, 201) << upload.body;
        const HttpAnswer cameo =
            ann->client.post("/api/v1/cameos", {{"handle", "maya"}, {"imageId", upload.json().at("id")}});
        ASSERT_EQ(cameo.status, 201) << cameo.body;
        const std::string session = ann->refreshToken.substr(0, ann->refreshToken.find('.'));
        owned = {{"/api/v1/jobs/", jobId}, {"/api/v1/videos/", videoId}, {"/api/v1/auth/sessions/", session},
            {"/api/v1/me/api-keys/", std::string(key.json().at("id").as_string())},
            {"/api/v1/cameos/", std::string(cameo.json().at("id").as_string())},
            {"/api/v1/uploads/", std::string(upload.json().at("id").as_string())},
            {"/api/v1/admin/invites/", std::string(invite.json().at("id").as_string())}};
    }

    static void TearDownTestSuite() {
        ann.reset();
        relay.reset();
        folder.reset();
    }

    static User signUp(const std::string& email) {
        User user{HttpClient(relay->url()), {}, {}};
        const HttpAnswer answer =
            user.client.post("/api/v1/auth/register", {{"email", email}, {"password", StrongPassword}});
        EXPECT_EQ(answer.status, 201) << answer.body;
        user.client.setToken(std::string(answer.json().at("accessToken").as_string()));
        user.id = std::string(answer.json().at("user").at("id").as_string());
        user.refreshToken = user.client.cookie("kinora_refresh");
        user.client.clearCookies();
        return user;
    }

    struct Route {
        std::string method;
        std::string path;
    };
    static std::vector<Route> guarded() {
        std::vector<Route> routes;
        for (const Contract::Operation& operation : Contract::ofThisTree().operations())
            if (!operation.anyone)
                routes.push_back({operation.method, operation.path});
        EXPECT_GT(routes.size(), 30U);
        return routes;
    }

    /// What Ann has where a path says {id}.
    static std::string idFor(const std::string& path) {
        if (path.starts_with("/api/v1/users/"))
            return "ann";
        for (const auto& [start, id] : owned)
            if (path.starts_with(start))
                return id;
        return ann->id;
    }

    static std::string at(const std::string& path, const std::string& id) {
        const auto place = path.find('{');
        return place == std::string::npos ? path : path.substr(0, place) + id + path.substr(path.find('}') + 1);
    }

    /// Whatever a route may ask for before it looks at whose it is.
    static std::string bodyFor(const std::string& path) {
        if (path.ends_with("/move"))
            return R"({"before":null})";
        if (path.starts_with("/api/v1/videos/") && !path.ends_with("/restore"))
            return R"({"favorite":true})";
        return path.starts_with("/api/v1/cameos/") ? R"({"name":"Mine"})" : "{}";
    }

    /// With all of that.
    static HttpAnswer ask(
        HttpClient& client, const std::string& method, const std::string& path, HttpClient::Fields headers = {}) {
        const bool carries = method == "POST" || method == "PUT" || method == "PATCH";
        if (carries) {
            static int count = 0;
            headers.emplace_back("Content-Type", "application/json");
            headers.emplace_back("Idempotency-Key", "key-" + std::to_string(++count));
        }
        return client.request(method, path, carries ? std::optional(bodyFor(path)) : std::nullopt, headers);
    }

    struct Way {
        std::string method;
        HttpClient::Fields headers;
    };
    /// What can be had by GET can be asked for in part, where it differs, from an event on, and for its head alone.
    static std::vector<Way> waysToAsk(const std::string& method) {
        std::vector<Way> ways{{method, {}}};
        if (method == "GET") {
            ways.push_back({"GET", {{"Range", "bytes=0-3"}}});
            ways.push_back({"GET", {{"If-None-Match", "*"}}});
            ways.push_back({"GET", {{"Last-Event-ID", "0"}}});
            ways.push_back({"HEAD", {}});
        }
        return ways;
    }

    /// Status and body without what differs from answer to answer.
    static std::string comparable(const HttpAnswer& answer) {
        std::string text = std::to_string(answer.status) + " " + answer.header("content-type") + " ";
        if (answer.body.empty() || !answer.header("content-type").starts_with("application/problem+json"))
            return text + answer.body;
        json::object body = answer.json().as_object();
        body.erase("requestId");
        return text + json::serialize(body);
    }

    static void expectNothingOfAnn(const HttpAnswer& answer, const std::string& what) {
        std::vector<std::string> hers{ann->id, "ann@example.com", "The private film", "ftypisom"};
        for (const auto& [start, id] : owned)
            hers.push_back(id);
        for (const std::string& text : hers)
            EXPECT_EQ(answer.body.find(text), std::string::npos) << what << "\n" << answer.body;
        EXPECT_EQ(answer.header("etag"), "") << what;
        EXPECT_EQ(answer.header("content-range"), "") << what;
    }

    static std::unique_ptr<TempDir> folder;
    static std::unique_ptr<RelayProcess> relay;
    static std::unique_ptr<User> ann;
    static std::vector<std::pair<std::string, std::string>> owned; ///< by how the path starts
    static std::string jobId;
    static std::string videoId;
};

std::unique_ptr<TempDir> AuthorizationTest::folder;
std::unique_ptr<RelayProcess> AuthorizationTest::relay;
std::unique_ptr<User> AuthorizationTest::ann;
std::vector<std::pair<std::string, std::string>> AuthorizationTest::owned;
std::string AuthorizationTest::jobId;
std::string AuthorizationTest::videoId;

} // namespace

TEST_F(AuthorizationTest, nobodyIsAskedToSignInWhateverTheyAskFor) {
    HttpClient nobody(relay->url());
    for (const auto& [method, path] : guarded()) {
        const std::string what = fmt::format("{} {}", method, path);
        for (const Way& way : waysToAsk(method)) {
            const HttpAnswer present = ask(nobody, way.method, at(path, idFor(path)), way.headers);
            EXPECT_EQ(present.status, 401) << what;
            EXPECT_EQ(present.header("www-authenticate"), "Bearer realm=\"kinora\"") << what;
            EXPECT_EQ(comparable(present), comparable(ask(nobody, way.method, at(path, AbsentId), way.headers)))
                << what;
            expectNothingOfAnn(present, what);
        }
    }
}

TEST_F(AuthorizationTest, whatIsAnothersAnswersLikeWhatIsNotThere) {
    User bob = signUp("bob@example.com");
    int compared = 0;
    for (const auto& [method, path] : guarded()) {
        // What people show of themselves is for everybody who is signed in.
        if (path.find('{') == std::string::npos || path.starts_with("/api/v1/users/"))
            continue;
        const std::string what = fmt::format("{} {}", method, path);
        ++compared;
        for (const Way& way : waysToAsk(method)) {
            const HttpAnswer foreign = ask(bob.client, way.method, at(path, idFor(path)), way.headers);
            const HttpAnswer absent = ask(bob.client, way.method, at(path, AbsentId), way.headers);
            EXPECT_EQ(foreign.status, 404) << what << "\n" << foreign.body;
            EXPECT_EQ(comparable(foreign), comparable(absent)) << what;
            EXPECT_EQ(foreign.header("content-length"), absent.header("content-length")) << what;
            expectNothingOfAnn(foreign, what);
        }
    }
    EXPECT_GT(compared, 8);
}

TEST_F(AuthorizationTest, whatPeopleShowOfThemselvesIsSeenByWhoIsSignedInOnly) {
    User fay = signUp("fay@example.com");
    const HttpAnswer seen = fay.client.get("/api/v1/users/ann/avatar");
    EXPECT_EQ(seen.status, 200);
    EXPECT_EQ(seen.header("content-type"), "image/jpeg");
    EXPECT_EQ(fay.client.get("/api/v1/me").json().at("avatarUrl"), nullptr) << "her own is another's business";
    HttpClient nobody(relay->url());
    EXPECT_EQ(nobody.get("/api/v1/users/ann/avatar", {{"If-None-Match", seen.header("etag")}}).status, 401);
    // Nobody changes a picture but their own.
    EXPECT_EQ(fay.client.request("DELETE", "/api/v1/me/avatar", std::nullopt).status, 200);
    EXPECT_EQ(fay.client.request("DELETE", "/api/v1/users/ann/avatar", std::nullopt).status, 405);
    EXPECT_EQ(comparable(fay.client.get("/api/v1/users/ann/avatar")), comparable(seen));
}

TEST_F(AuthorizationTest, whatIsPublishedIsSeenAndNothingElseOfIt) {
    User gil = signUp("gil@example.com");
    HttpClient nobody(relay->url());
    const std::string path = "/api/v1/videos/" + videoId;
    const std::string absent = "/api/v1/videos/" + AbsentId;
    const auto answersAlike = [&](const std::string& method, const std::string& what) {
        const HttpAnswer foreign = ask(gil.client, method, path + what);
        EXPECT_EQ(foreign.status, 404) << method << what;
        EXPECT_EQ(comparable(foreign), comparable(ask(gil.client, method, absent + what))) << method << what;
    };
    ASSERT_EQ(ann->client.post(path + "/publish").status, 200);
    const HttpAnswer page = gil.client.get("/api/v1/users/ann/videos");
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(page.json().at("items").at(0).at("id").as_string(), videoId);
    EXPECT_EQ(page.body.find("ann@example.com"), std::string::npos);
    EXPECT_EQ(page.body.find(jobId), std::string::npos);
    for (const char* file : {"/content", "/poster", "/sprite"}) {
        EXPECT_EQ(gil.client.get(path + file).status, 200) << file;
        EXPECT_EQ(gil.client.get(path + file).header("cache-control"), "private, no-cache") << file;
        EXPECT_EQ(nobody.get(path + file).status, 401) << file;
    }
    EXPECT_EQ(ask(gil.client, "PUT", path + "/like").status, 200);
    EXPECT_EQ(nobody.get("/api/v1/users/ann/videos").status, 401);
    // Still hers: to look at as she does, to change, to take away.
    answersAlike("GET", "");
    answersAlike("PATCH", "");
    answersAlike("DELETE", "");
    for (const char* what : {"/publish", "/unpublish", "/restore"})
        answersAlike("POST", what);
    ASSERT_EQ(ann->client.post(path + "/unpublish").status, 200);
    EXPECT_TRUE(gil.client.get("/api/v1/users/ann/videos").json().at("items").as_array().empty());
    for (const char* file : {"/content", "/poster", "/sprite"})
        answersAlike("GET", file);
    for (const char* method : {"PUT", "DELETE"})
        answersAlike(method, "/like");
}

TEST_F(AuthorizationTest, listsAndStreamsHoldOnesOwnOnly) {
    User carl = signUp("carl@example.com");
    for (const auto& [method, path] : guarded()) {
        const bool streams = path.ends_with("/events");
        if (method == "GET" && path.find('{') == std::string::npos && !streams)
            expectNothingOfAnn(ask(carl.client, method, path), path);
    }
    SseReader events(carl.client, "/api/v1/events");
    ASSERT_TRUE(events.nextNamed("snapshot"));
    // Something happens to Ann while Carl listens.
    EXPECT_EQ(ann->client.post("/api/v1/queue/pause").status, 200);
    EXPECT_EQ(ann->client.post("/api/v1/queue/resume").status, 200);
    EXPECT_EQ(carl.client.post("/api/v1/queue/pause").status, 200);
    ASSERT_TRUE(events.nextNamed("queue"));
    for (const std::string& text : {jobId, videoId, ann->id})
        EXPECT_EQ(events.transcript().find(text), std::string::npos);
}

TEST_F(AuthorizationTest, toAMemberTheRoutesOfAdminsAreNotThere) {
    User dora = signUp("dora@example.com");
    int walked = 0;
    for (const auto& [method, path] : guarded()) {
        if (!path.starts_with("/api/v1/admin/"))
            continue;
        ++walked;
        for (const Way& way : waysToAsk(method)) {
            const auto askFor = [&](const std::string& where) {
                return comparable(ask(dora.client, way.method, where, way.headers));
            };
            const std::string nowhere = askFor("/api/v1/admin/nothing");
            EXPECT_EQ(askFor(at(path, ann->id)), nowhere) << way.method << " " << path;
            EXPECT_EQ(askFor(at(path, AbsentId)), nowhere) << way.method << " " << path;
        }
    }
    EXPECT_GT(walked, 0);
}

TEST_F(AuthorizationTest, aDisabledUserIsNobody) {
    User eve = signUp("eve@example.com");
    SseReader events(eve.client, "/api/v1/events");
    ASSERT_TRUE(events.nextNamed("snapshot"));
    const HttpAnswer disabled = ann->client.request(
        "PATCH", "/api/v1/admin/users/" + eve.id, R"({"status":"disabled"})", {{"Content-Type", "application/json"}});
    ASSERT_EQ(disabled.status, 200) << disabled.body;
    EXPECT_TRUE(events.waitForEnd(std::chrono::seconds(10))) << "an open stream ends too";
    HttpClient nobody(relay->url());
    for (const auto& [method, path] : guarded()) {
        const std::string what = fmt::format("{} {}", method, path);
        for (const Way& way : waysToAsk(method)) {
            const HttpAnswer answer = ask(eve.client, way.method, at(path, idFor(path)), way.headers);
            EXPECT_EQ(answer.status, 401) << what << "\n" << answer.body;
            EXPECT_EQ(comparable(answer), comparable(ask(eve.client, way.method, at(path, AbsentId), way.headers)))
                << what;
            expectNothingOfAnn(answer, what);
        }
    }
    HttpClient renewing(relay->url());
    renewing.setCookie("kinora_refresh", eve.refreshToken);
    EXPECT_GE(renewing.post("/api/v1/auth/refresh").status, 400);
}

TEST_F(AuthorizationTest, noForgedTokenOpensAnything) {
    const auto variants = tokenVariants(ann->client.token(), Secret, ann->refreshToken);
    ASSERT_GE(variants.size(), 100U);
    HttpClient genuine(relay->url());
    genuine.setToken(ann->client.token());
    ASSERT_EQ(genuine.get("/api/v1/me").status, 200) << "what the forged ones are made from";
    HttpClient forger(relay->url());
    for (const auto& [method, path] : guarded()) {
        for (const auto& [name, token] : variants) {
            forger.setToken(token);
            const HttpAnswer answer = ask(forger, method, at(path, idFor(path)));
            EXPECT_EQ(answer.status, 401) << method << " " << path << " with " << name;
            expectNothingOfAnn(answer, name);
        }
    }
}

TEST_F(AuthorizationTest, tokensComeInTheirHeaderOnly) {
    const std::string token = ann->client.token();
    HttpClient client(relay->url());
    EXPECT_EQ(client.get("/api/v1/me?access_token=" + token).status, 401);
    EXPECT_EQ(client.get("/api/v1/me", {{"Cookie", "access_token=" + token}}).status, 401);
    EXPECT_EQ(client.get("/api/v1/me", {{"Cookie", "kinora_refresh=" + ann->refreshToken}}).status, 401);
    for (const std::string& value :
        std::vector<std::string>{"Basic " + token, "Token " + token, token, "Bearer", "Bearer ", "Bearer  " + token,
            fmt::format("Bearer {0} {0}", token), "Bearer " + token + ",", "Negotiate " + token})
        EXPECT_EQ(client.get("/api/v1/me", {{"Authorization", value}}).status, 401) << value;
    EXPECT_EQ(
        client.get("/api/v1/me", {{"Authorization", "Bearer x"}, {"Authorization", "Bearer " + token}}).status, 401);
    EXPECT_EQ(
        client.get("/api/v1/me", {{"Authorization", "Bearer " + token}, {"Authorization", "Bearer x"}}).status, 401);
    EXPECT_EQ(client.get("/api/v1/me", {{"Proxy-Authorization", "Bearer " + token}}).status, 401);
    EXPECT_EQ(client.get("/api/v1/me", {{"X-Authorization", "Bearer " + token}}).status, 401);
}
