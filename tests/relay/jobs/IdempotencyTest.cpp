// One key, one submission: whoever asks how often, when and in what order.
#include "relay/jobs/Studio.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <thread>
#include <vector>

using namespace kinora::test;
using namespace std::chrono_literals;

namespace {

boost::json::object wish(const std::string& prompt) {
    boost::json::object body;
    body["prompt"] = prompt;
    return body;
}

// All at once, each on a connection of its own.
std::vector<HttpAnswer> together(int count, const std::function<HttpAnswer(HttpClient&)>& ask, const HttpClient& like) {
    std::vector<HttpAnswer> answers(static_cast<std::size_t>(count));
    std::vector<std::thread> threads;
    threads.reserve(answers.size());
    for (HttpAnswer& answer : answers)
        threads.emplace_back([&answer, &ask, client = like]() mutable { answer = ask(client); });
    for (std::thread& thread : threads)
        thread.join();
    return answers;
}

// What was accepted is one and the same answer; the rest were told to come back.
std::string theOneAnswer(const std::vector<HttpAnswer>& answers) {
    std::set<std::string> accepted;
    for (const HttpAnswer& answer : answers) {
        if (answer.status == 202) {
            accepted.insert(answer.body);
            continue;
        }
        EXPECT_EQ(answer.status, 409) << answer.body;
        EXPECT_EQ(answer.code(), "request_in_progress");
        EXPECT_FALSE(answer.header("retry-after").empty());
    }
    EXPECT_EQ(accepted.size(), 1U);
    return accepted.empty() ? "" : *accepted.begin();
}

} // namespace

TEST(IdempotencyTest, fiftyAtOnceMakeOneJob) {
    Studio studio(Dialect::Videos, 0.2);
    HttpClient client = studio.signUp("ada");
    for (const std::string key : {"first", "second"}) {
        const auto ask = [&key](HttpClient& mine) {
            return mine.post("/api/v1/jobs", wish("a crowd " + key), {{"Idempotency-Key", key}});
        };
        const std::string body = theOneAnswer(together(50, ask, client));
        EXPECT_EQ(ask(client).body, body) << "and for good";
    }
    EXPECT_EQ(client.get("/api/v1/jobs").json().at("items").as_array().size(), 2U);
    for (const auto& job : client.get("/api/v1/jobs").json().at("items").as_array())
        EXPECT_EQ(text(studio.waitForEnd(client, text(job.as_object(), "id")), "status"), "completed");
    EXPECT_EQ(studio.ledger().size(), 2U);
}

TEST(IdempotencyTest, whatIsRefusedIsNotRemembered) {
    Studio studio(Dialect::Videos, 0.2);
    HttpClient client = studio.signUp("ada");
    EXPECT_EQ(client.post("/api/v1/jobs", wish(""), {{"Idempotency-Key", "k"}}).status, 400);
    const auto accepted = client.post("/api/v1/jobs", wish("rain"), {{"Idempotency-Key", "k"}});
    EXPECT_EQ(accepted.status, 202) << "the same key serves for the request put right";
    // From now on it is that request's, also for what would not be valid.
    EXPECT_EQ(client.post("/api/v1/jobs", wish(""), {{"Idempotency-Key", "k"}}).code(), "idempotency_key_reused");
    EXPECT_EQ(client.post("/api/v1/jobs", wish("rain"), {{"Idempotency-Key", "k"}}).body, accepted.body);
    // The order of members is not part of the meaning, their values are.
    const auto sized = client.request("POST", "/api/v1/jobs", R"({"seconds":4.0,"prompt":"hail"})",
        {{"Idempotency-Key", "n"}, {"Content-Type", "application/json"}});
    EXPECT_EQ(sized.status, 202);
    const auto again = client.request("POST", "/api/v1/jobs", R"({"prompt":"hail","seconds":4})",
        {{"Idempotency-Key", "n"}, {"Content-Type", "application/json"}});
    EXPECT_EQ(again.body, sized.body);
    EXPECT_EQ(client.post("/api/v1/jobs", wish("x"), {{"Idempotency-Key", std::string(256, 'k')}}).status, 400);
}

TEST(IdempotencyTest, theFirstAnswerOutlivesTheRelayAndItsModels) {
    Studio studio(Dialect::Videos, 0.2);
    HttpClient client = studio.signUp("ada");
    boost::json::object body = wish("rain");
    body["model"] = "sora-2";
    body["seconds"] = 8;
    const auto first = client.post("/api/v1/jobs", body, {{"Idempotency-Key", "k"}});
    ASSERT_EQ(first.status, 202) << first.body;
    studio.waitForEnd(client, text(first.json().at("items").at(0).as_object(), "id"));
    studio.relay.kill();
    // The same relay, with an upstream that has neither this model nor lengths to choose from.
    Process::Environment environment = studio.environment;
    environment["SORA_API_URL"] = studio.sim.url() + "/v1/chat/completions";
    RelayProcess changed(studio.folder / "relay", environment);
    client.setBase(changed.url());
    EXPECT_EQ(client.post("/api/v1/jobs", body, {{"Idempotency-Key", "new"}}).status, 400);
    const auto again = client.post("/api/v1/jobs", body, {{"Idempotency-Key", "k"}});
    EXPECT_EQ(again.status, 202);
    EXPECT_EQ(again.body, first.body);
}

TEST(IdempotencyTest, tryingAgainIsANewJobOncePerKey) {
    Studio studio(Dialect::Videos, 0.2);
    HttpClient client = studio.signUp("ada");
    HttpClient other = studio.signUp("bob");
    client.post("/api/v1/queue/pause");
    const auto submitted = studio.submit(client, "again and again", "landscape");
    const std::string id = text(submitted, "id");
    const std::string retry = "/api/v1/jobs/" + id + "/retry";
    const auto ask = [&retry](HttpClient& mine) {
        return mine.request("POST", retry, std::nullopt, {{"Idempotency-Key", "try"}});
    };
    EXPECT_EQ(ask(client).code(), "conflict") << "it is still on its way";
    EXPECT_EQ(client.post("/api/v1/jobs/" + id + "/cancel").status, 200);
    EXPECT_EQ(client.request("POST", retry, std::nullopt).code(), "idempotency_key_required");
    EXPECT_EQ(ask(other).status, 404);
    const std::string body = theOneAnswer(together(20, ask, client));
    const auto made = boost::json::parse(body).at("items").at(0).as_object();
    EXPECT_EQ(text(made, "retryOf"), id);
    EXPECT_EQ(text(made, "prompt"), "again and again");
    EXPECT_EQ(text(made, "orientation"), "landscape");
    EXPECT_NE(text(made, "id"), id);
    EXPECT_EQ(client.post("/api/v1/jobs", wish("x"), {{"Idempotency-Key", "try"}}).code(), "idempotency_key_reused");
    EXPECT_EQ(client.get("/api/v1/jobs?status=pending,processing").json().at("items").as_array().size(), 1U);
    EXPECT_EQ(client.get("/api/v1/jobs?status=canceled").json().at("items").as_array().size(), 1U);
    client.post("/api/v1/queue/resume");
    EXPECT_EQ(text(studio.waitForEnd(client, text(made, "id")), "status"), "completed");
    EXPECT_EQ(ask(client).body, body);
    EXPECT_EQ(studio.ledger().size(), 1U);
}
