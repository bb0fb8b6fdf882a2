// What a relay refuses: each operation is brought to every error that the contract names for it, and answers no other.
#include "contract/LiveRelay.h"
#include "support/Eventually.h"
#include "support/Pictures.h"
#include "support/PostgresEnvironment.h"
#include "support/RawConnection.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <deque>
#include <map>

using namespace kinora;
using namespace kinora::test;
using ::testing::IsEmpty;
namespace json = boost::json;

namespace {

class RefusalsTest : public LiveRelay {
protected:
    static std::vector<Contract::Operation> naming(const std::string& status) {
        std::vector<Contract::Operation> all = contract->operations();
        std::erase_if(all, [&status](const Contract::Operation& operation) {
            return std::ranges::find(operation.statuses, status) == operation.statuses.end();
        });
        return all;
    }

    /// Another one for every request.
    static std::string newKey() {
        static int last = 0;
        return "key-" + std::to_string(++last);
    }

    HttpAnswer sendAs(const Contract::Operation& operation, const std::string& type, const std::string& body) {
        return send(operation.method, withAbsentId(operation.path), operation.path, body,
            {{"Content-Type", type}, {"Idempotency-Key", newKey()}});
    }

    HttpAnswer ask(const std::string& method, const std::string& path, const std::string& pattern,
        const std::optional<json::value>& body = {}) {
        return LiveRelay::ask(method, path, pattern, body, {{"Idempotency-Key", newKey()}});
    }

    HttpAnswer ask(const std::string& method, const std::string& path) { return ask(method, path, path); }

    static bool uploads(const Contract::Operation& operation) { return operation.path == "/api/v1/uploads"; }

    static bool imports(const Contract::Operation& operation) { return operation.path == "/api/v1/videos/import"; }

    static bool takesPictures(const Contract::Operation& operation) {
        return operation.method == "PUT" || uploads(operation);
    }

    static std::size_t largestBody(const Contract::Operation& operation) {
        if (uploads(operation))
            return 10 << 20;
        return takesPictures(operation) ? 1 << 20 : 64 << 10;
    }

    HttpAnswer submission(
        const std::string& path, const std::string& pattern, const json::value& body, const std::string& key) {
        return LiveRelay::ask("POST", path, pattern, body, {{"Idempotency-Key", key}});
    }

    std::string makeKey(const char* scope) {
        const json::value wish{{"name", scope}, {"scopes", json::array{scope}}, {"password", Password}};
        const HttpAnswer made = ask("POST", "/api/v1/me/api-keys", "/api/v1/me/api-keys", wish);
        EXPECT_EQ(made.status, 201) << made.body;
        return std::string(made.json().at("key").as_string());
    }

    std::string ownId() { return std::string(client.get("/api/v1/me").json().at("id").as_string()); }
};

} // namespace

TEST_F(RefusalsTest, whoIsNotSignedIn) {
    askEverythingAsNobody();
    const json::value nobody{{"email", "nobody@example.com"}, {"password", "wrong horse"}};
    EXPECT_EQ(ask("POST", "/api/v1/auth/login", "/api/v1/auth/login", nobody).code(), "invalid_credentials");
    const std::string reset = "/api/v1/auth/password/reset";
    const json::value code{{"email", "nobody@example.com"}, {"code", "ABCD"}, {"newPassword", "a better horse"}};
    EXPECT_EQ(ask("POST", reset, reset, code).code(), "invalid_credentials");
    const std::string imports = "/api/v1/videos/import";
    const std::string film(3 << 20, 'x'); // more than may come unasked
    EXPECT_EQ(send("POST", imports, imports, film, {{"Content-Type", "video/mp4"}}).code(), "unauthorized");
    EXPECT_EQ(client.get("/api/v1/nothing").status, 404);
    EXPECT_EQ(client.request("DELETE", "/api/v1/server", std::nullopt).status, 405);
}

// One rule: a route of administrators is not there for whoever is no administrator's session, keys of administrators
// among them; any other route is there, and says that it is not for this key.
TEST_F(RefusalsTest, keysBeyondTheirScopes) {
    signInAsAdmin();
    const std::string session = client.token();
    for (const char* scope : {"jobs:read", "jobs:write", "videos:read", "videos:write"}) {
        client.setToken(session);
        client.setToken(makeKey(scope));
        for (const auto& operation : contract->operations()) {
            if (operation.anyone || operation.scope == scope)
                continue;
            const std::string what = operation.method + " " + operation.path + " with " + std::string(scope);
            const HttpAnswer answer = ask(operation.method, withAbsentId(operation.path), operation.path);
            if (operation.path.find("/admin/") != std::string::npos || operation.path == "/metrics")
                EXPECT_EQ(answer.code(), "not_found") << what;
            else
                EXPECT_EQ(answer.code(), "forbidden") << what;
        }
    }
    EXPECT_EQ(client.get("/api/v1/nothing").status, 404);
}

TEST_F(RefusalsTest, whatIsNotThere) {
    signInAsAdmin();
    const std::map<std::string, json::value> bodies{{"POST /api/v1/jobs/{id}/move", json::object{{"before", nullptr}}},
        {"PATCH /api/v1/cameos/{id}", json::object{{"name", "Maya"}}},
        {"PATCH /api/v1/videos/{id}", json::object{{"favorite", true}}},
        {"PATCH /api/v1/admin/users/{id}", json::object{{"status", "active"}}},
        {"PATCH /api/v1/admin/users/{id}/limits", json::object{{"waitingJobs", 1}}}};
    for (const auto& operation : naming("404")) {
        if (operation.path.find('{') == std::string::npos)
            continue;
        std::optional<json::value> body;
        if (const auto known = bodies.find(operation.method + " " + operation.path); known != bodies.end())
            body = known->second;
        EXPECT_EQ(ask(operation.method, withAbsentId(operation.path), operation.path, body).status, 404)
            << operation.method << " " << operation.path;
    }
}

TEST_F(RefusalsTest, whatCannotBeRead) {
    signInAsAdmin();
    for (const auto& operation : naming("400")) {
        const std::string what = operation.method + " " + operation.path;
        if (imports(operation))
            EXPECT_EQ(send("POST", operation.path, operation.path, "no film",
                          {{"Content-Type", "video/mp4"}, {"Kinora-Video", "?"}})
                          .code(),
                "bad_request");
        else if (takesPictures(operation))
            EXPECT_EQ(sendAs(operation, "image/png", "no picture").code(), "validation_failed") << what;
        else if (operation.hasBody)
            EXPECT_EQ(sendAs(operation, "application/json", "{").code(), "bad_request") << what;
        else
            EXPECT_EQ(ask(operation.method, operation.path + "?limit=0&compare=0&forever=0", operation.path).code(),
                "validation_failed")
                << what;
    }
    for (const auto& operation : naming("413")) {
        if (imports(operation)) {
            RawConnection connection(relay->port());
            connection.send("POST " + operation.path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " +
                            client.token() + "\r\nContent-Type: video/mp4\r\nContent-Length: 2147483649\r\n\r\n");
            EXPECT_TRUE(connection.readAll().starts_with("HTTP/1.1 413"));
            seen.insert("POST " + operation.path + " 413");
            continue;
        }
        const std::string tooMuch(largestBody(operation) + 1, 'x');
        EXPECT_EQ(sendAs(operation, "image/png", tooMuch).status, 413) << operation.path;
    }
    for (const auto& operation : naming("415"))
        EXPECT_EQ(sendAs(operation, "text/plain", "{}").status, 415) << operation.path;
    const json::value wish{{"prompt", "A sea"}};
    EXPECT_EQ(LiveRelay::ask("POST", "/api/v1/jobs", "/api/v1/jobs", wish).code(), "idempotency_key_required");
}

TEST_F(RefusalsTest, accountsAsTheyAre) {
    signUp("first@example.com");
    const json::value again{{"email", "FIRST@example.com"}, {"password", Password}};
    EXPECT_EQ(ask("POST", "/api/v1/auth/register", "/api/v1/auth/register", again).code(), "conflict");
    const json::value guest{{"email", "second@example.com"}, {"password", Password}, {"inviteCode", "ABCD"}};
    EXPECT_EQ(ask("POST", "/api/v1/auth/register", "/api/v1/auth/register", guest).code(), "forbidden");
    const json::value taken{{"email", "admin@example.com"}, {"currentPassword", Password}};
    EXPECT_EQ(ask("PATCH", "/api/v1/me", "/api/v1/me", taken).code(), "conflict");
    const std::string first = ownId();
    signInAsAdmin();
    const json::value right{{"currentPassword", Password}};
    EXPECT_EQ(ask("DELETE", "/api/v1/me", "/api/v1/me", right).code(), "conflict") << "the last administrator";
    const std::string pattern = "/api/v1/admin/users/{id}";
    const json::value disable{{"status", "disabled"}};
    EXPECT_EQ(ask("PATCH", "/api/v1/admin/users/" + ownId(), pattern, disable).code(), "conflict");
    EXPECT_EQ(ask("PATCH", "/api/v1/admin/users/" + first, pattern, disable).status, 200);
    const HttpAnswer code = ask("POST", "/api/v1/admin/users/" + first + "/reset-code", pattern + "/reset-code");
    const json::value login{{"email", "first@example.com"}, {"password", Password}};
    EXPECT_EQ(ask("POST", "/api/v1/auth/login", "/api/v1/auth/login", login).code(), "forbidden");
    const std::string reset = "/api/v1/auth/password/reset";
    const json::value change{
        {"email", "first@example.com"}, {"code", code.json().at("code")}, {"newPassword", "a better horse"}};
    EXPECT_EQ(ask("POST", reset, reset, change).code(), "forbidden");
}

TEST_F(RefusalsTest, guessingPasswords) {
    signUp("guessed@example.com");
    const json::value wrong{{"currentPassword", "wrong horse"}};
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(ask("DELETE", "/api/v1/me", "/api/v1/me", wrong).code(), "invalid_credentials");
    EXPECT_EQ(ask("DELETE", "/api/v1/me", "/api/v1/me", wrong).status, 429);
    const json::value address{{"email", "else@example.com"}, {"currentPassword", Password}};
    EXPECT_EQ(ask("PATCH", "/api/v1/me", "/api/v1/me", address).status, 429);
    const json::value change{{"currentPassword", Password}, {"newPassword", "a better horse"}};
    EXPECT_EQ(ask("POST", "/api/v1/auth/password", "/api/v1/auth/password", change).status, 429);
    const json::value key{{"name", "mine"}, {"scopes", {"jobs:read"}}, {"password", Password}};
    EXPECT_EQ(ask("POST", "/api/v1/me/api-keys", "/api/v1/me/api-keys", key).status, 429);
    // By the cookie of that very session.
    const json::value login{{"email", "guessed@example.com"}, {"password", Password}};
    EXPECT_EQ(ask("POST", "/api/v1/auth/login", "/api/v1/auth/login", login).status, 429);
    for (int i = 0; i < 60; ++i)
        ASSERT_EQ(client.post("/api/v1/auth/refresh").status, 200) << i;
    EXPECT_EQ(ask("POST", "/api/v1/auth/refresh").status, 429);
}

TEST_F(RefusalsTest, jobsAsTheyAre) {
    signUp("queue@example.com");
    const std::string jobs = "/api/v1/jobs";
    EXPECT_EQ(ask("POST", "/api/v1/queue/pause").status, 200);
    const std::string id = submit("A kite", "kite");
    const std::string job = jobs + "/" + id;
    const json::value other{{"prompt", "Another kite"}};
    EXPECT_EQ(submission(jobs, jobs, other, "kite").code(), "idempotency_key_reused");
    const json::value dear{{"prompt", "A kite"}, {"expectedPriceMicroUsd", 5}};
    EXPECT_EQ(ask("POST", jobs, jobs, dear).code(), "conflict");
    EXPECT_EQ(ask("POST", job + "/retry", jobs + "/{id}/retry").code(), "conflict") << "it has not ended";
    EXPECT_EQ(ask("POST", job + "/move", jobs + "/{id}/move", json::value{{"before", AbsentId}}).code(), "conflict");
    EXPECT_EQ(ask("POST", job + "/cancel", jobs + "/{id}/cancel").status, 200);
    EXPECT_EQ(submission(job + "/retry", jobs + "/{id}/retry", json::object(), "again").status, 202);
    const json::value price{{"expectedPriceMicroUsd", 5}};
    EXPECT_EQ(submission(job + "/retry", jobs + "/{id}/retry", price, "again").status, 422);
    const std::string user = ownId();
    const std::string session = client.token();
    signInAsAdmin();
    const std::string limits = "/api/v1/admin/users/{id}/limits";
    const json::value one{{"videosPerHour", 1}};
    EXPECT_EQ(ask("PATCH", "/api/v1/admin/users/" + user + "/limits", limits, one).status, 200);
    client.setToken(session);
    EXPECT_EQ(ask("POST", jobs, jobs, other).code(), "rate_limited");
    EXPECT_EQ(ask("POST", job + "/retry", jobs + "/{id}/retry").code(), "rate_limited");
}

TEST_F(RefusalsTest, whatIsDoneAndItsFiles) {
    signUp("ranges@example.com");
    ASSERT_EQ(
        send("PUT", "/api/v1/me/avatar", "/api/v1/me/avatar", std::string(RedPng), {{"Content-Type", "image/png"}})
            .status,
        200);
    const std::string id = submit("A paper boat", "boat");
    const std::string job = "/api/v1/jobs/" + id;
    ASSERT_TRUE(eventually([&] { return client.get(job).json().at("status") == "completed"; })) << relay->log();
    const std::string video = "/api/v1/videos/" + std::string(client.get(job).json().at("videoId").as_string());
    const HttpClient::Fields beyond{{"Range", "bytes=999999999-"}};
    EXPECT_EQ(send("GET", video + "/content", "/api/v1/videos/{id}/content", {}, beyond).status, 416);
    EXPECT_EQ(send("GET", video + "/poster", "/api/v1/videos/{id}/poster", {}, beyond).status, 416);
    EXPECT_EQ(send("GET", video + "/sprite", "/api/v1/videos/{id}/sprite", {}, beyond).status, 416);
    json::array words;
    for (int i = 0; i < 60; ++i)
        words.emplace_back("word " + std::to_string(i));
    const json::value tags{{"addTags", words}};
    EXPECT_EQ(ask("PATCH", video, "/api/v1/videos/{id}", tags).status, 200);
    for (json::value& word : words)
        word = std::string(word.as_string()) + " more";
    const json::value more{{"addTags", words}};
    EXPECT_EQ(ask("PATCH", video, "/api/v1/videos/{id}", more).code(), "conflict");
    const json::value all{{"ids", {client.get(job).json().at("videoId")}}, {"addTags", words}};
    EXPECT_EQ(ask("POST", "/api/v1/videos/batch", "/api/v1/videos/batch", all).code(), "conflict");
    const std::string bring = "/api/v1/videos/import";
    EXPECT_EQ(send("POST", bring, bring, "no film", {{"Content-Type", "video/mp4"}}).code(), "invalid_video");
    EXPECT_EQ(ask("DELETE", video, "/api/v1/videos/{id}").status, 200);
    for (const char* wish : {"/publish", "/unpublish"})
        EXPECT_EQ(ask("POST", video + wish, std::string("/api/v1/videos/{id}") + wish).code(), "conflict") << wish;
    const std::string oneself = "/api/v1/users/ranges/follow";
    EXPECT_EQ(ask("PUT", oneself, "/api/v1/users/{handle}/follow").code(), "conflict");
    EXPECT_EQ(ask("GET", "/api/v1/library/changes?since=999999", "/api/v1/library/changes").code(), "resync_required");
    const json::value maya{{"handle", "maya"}};
    EXPECT_EQ(ask("POST", "/api/v1/cameos", "/api/v1/cameos", maya).status, 201);
    EXPECT_EQ(ask("POST", "/api/v1/cameos", "/api/v1/cameos", maya).code(), "conflict");
    const HttpAnswer picture =
        send("POST", "/api/v1/uploads", "/api/v1/uploads", std::string(RedPng), {{"Content-Type", "image/png"}});
    const std::string sent = "/api/v1/uploads/" + std::string(picture.json().at("id").as_string()) + "/image";
    EXPECT_EQ(send("GET", sent, "/api/v1/uploads/{id}/image", {}, beyond).status, 416);
    const json::value otto{{"handle", "otto"}, {"imageId", picture.json().at("id")}};
    const HttpAnswer other = ask("POST", "/api/v1/cameos", "/api/v1/cameos", otto);
    const std::string own = "/api/v1/cameos/" + std::string(other.json().at("id").as_string());
    EXPECT_EQ(ask("PATCH", own, "/api/v1/cameos/{id}", maya).code(), "conflict");
    EXPECT_EQ(send("GET", own + "/image", "/api/v1/cameos/{id}/image", {}, beyond).status, 416);
    EXPECT_EQ(send("GET", "/api/v1/users/ranges/avatar", "/api/v1/users/{handle}/avatar", {}, beyond).status, 416);
    EXPECT_EQ(ask("POST", job + "/cancel", "/api/v1/jobs/{id}/cancel").code(), "conflict");
    signInAsAdmin();
    const std::string anyJob = "/api/v1/admin/jobs/";
    EXPECT_EQ(ask("POST", anyJob + id + "/cancel", anyJob + "{id}/cancel").code(), "conflict");
}

// What holds only where others reach the relay, and what would take long through its routes alone.
TEST_F(RefusalsTest, limitsOfWhoeverComesFromElsewhere) {
    const std::string database = PostgresEnvironment::instance().migratedDatabase();
    const RelayProcess outside(
        *folder / "outside", {{"DATABASE_URL", database}, {"KINORA_PUBLIC_URL", "https://relay.example"},
                                 {"KINORA_TRUSTED_PROXIES", "127.0.0.1"}});
    client.setBase(outside.url());
    const std::string registration = "/api/v1/auth/register";
    const json::value first{{"email", "first@example.com"}, {"password", Password}, {"setupCode", outside.setupCode()}};
    const HttpAnswer made = ask("POST", registration, registration, first);
    ASSERT_EQ(made.status, 201) << made.body;
    client.setToken(std::string(made.json().at("accessToken").as_string()));

    const auto untilLimited = [this](const std::string& path, const json::value& body) {
        HttpAnswer answer;
        for (int i = 0; i < 40 && answer.status != 429; ++i)
            answer = ask("POST", path, path, body);
        return answer.code();
    };
    const json::value guest{{"email", "guest@example.com"}, {"password", Password}, {"inviteCode", "ABCD"}};
    EXPECT_EQ(untilLimited(registration, guest), "rate_limited");
    const json::value code{{"email", "first@example.com"}, {"code", "ABCD"}, {"newPassword", "a better horse"}};
    EXPECT_EQ(untilLimited("/api/v1/auth/password/reset", code), "rate_limited");

    std::deque<RawConnection> listening;
    std::string head;
    do {
        listening.emplace_back(outside.port());
        listening.back().send("GET /api/v1/events HTTP/1.1\r\nHost: relay.example\r\nAuthorization: Bearer " +
                              client.token() + "\r\n\r\n");
        head = listening.back().readUntil("\r\n\r\n");
    } while (head.starts_with("HTTP/1.1 200") && listening.size() < 150);
    EXPECT_EQ(listening.size(), 101U) << head;
    EXPECT_EQ(ask("GET", "/api/v1/events").code(), "rate_limited");
    const std::string ofJob = "/api/v1/jobs/{id}/events";
    EXPECT_EQ(ask("GET", withAbsentId(ofJob), ofJob).code(), "rate_limited");

    // Each made by its route would cost the hash of a password.
    boost::asio::io_context context;
    pg::Pool pool(database);
    runOn(context,
        pool.query("INSERT INTO api_keys (id, user_id, name, key_hash, scopes) SELECT gen_random_uuid(), u.id, 'one', "
                   "sha256(convert_to(i::text, 'UTF8')), '{jobs:read}' FROM users u, generate_series(1, 50) i"));
    const json::value key{{"name", "one more"}, {"scopes", {"jobs:read"}}, {"password", Password}};
    EXPECT_EQ(ask("POST", "/api/v1/me/api-keys", "/api/v1/me/api-keys", key).code(), "conflict");

    // A hundred pictures that nothing uses.
    runOn(context, pool.query("INSERT INTO blobs (sha256, bytes, content_type) VALUES (sha256(''), 1, 'image/jpeg')"));
    runOn(context,
        pool.query(
            "INSERT INTO uploads (id, user_id, sha256, width, height) SELECT gen_random_uuid(), u.id, sha256(''), 1, 1 "
            "FROM users u, generate_series(1, 100)"));
    const HttpAnswer picture =
        send("POST", "/api/v1/uploads", "/api/v1/uploads", std::string(RedPng), {{"Content-Type", "image/png"}});
    EXPECT_EQ(picture.code(), "conflict") << picture.body;
}

// The last one: the other direction.
TEST_F(RefusalsTest, theContractNamesNoErrorThatWasNotSeen) {
    // 503 is a database or a storage that is away: DatabasePauseTest, ReadinessTest.
    EXPECT_THAT(unseen(400, 500), IsEmpty());
}
