// What users are told about money, what they may still ask for, and that it is what the upstream bills.
#include "relay/jobs/Studio.h"
#include "support/PostgresEnvironment.h"

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <set>

using namespace kinora::test;
namespace json = boost::json;

namespace {

class MoneyTest : public testing::Test {
protected:
    /// A relay with these limits.
    void open(const std::string& limits, double jobSeconds) {
        sim = std::make_unique<SimProcess>(
            folder / "sim", std::vector<std::string>{"--quick", "--job-seconds", std::to_string(jobSeconds)});
        configure(limits, "0.10");
        Process::Environment environment;
        environment["STUDIO_TOKEN"] = "sim-token";
        environment["DATABASE_URL"] = PostgresEnvironment::instance().migratedDatabase();
        environment["KINORA_CONFIG"] = (folder / "kinora.toml").string();
        relay = std::make_unique<RelayProcess>(folder / "relay", environment);
        client = std::make_unique<HttpClient>(relay->url());
        const json::value body{{"email", "ada@example.com"}, {"password", "correct horse"}};
        const HttpAnswer answer = client->post("/api/v1/auth/register", body);
        ASSERT_EQ(answer.status, 201) << answer.body;
        client->setToken(std::string(answer.json().at("accessToken").as_string()));
    }

    /// Two models, one of them without a price.
    void configure(const std::string& limits, const std::string& price) {
        std::ofstream(folder / "kinora.toml") << R"(
[[upstream]]
name = "Studio"
base_url = ")" << sim->url() << R"(/v1"
keys = [{ id = "k1", env = "STUDIO_TOKEN" }]
max_in_flight = 1
[[upstream.model]]
id = "sora-2"
sizes = { portrait = "720x1280", landscape = "1280x720" }
seconds = [4, 8, 12]
price_per_second = )" << price << R"(
[[upstream.model]]
id = "sora-2-pro"
sizes = { portrait = "720x1280", landscape = "1280x720" }
seconds = [4]
[limits]
)" << limits;
    }

    HttpAnswer submit(const json::object& more = {}) {
        return client->post("/api/v1/jobs", request(more), {{"Idempotency-Key", "key-" + std::to_string(++m_keys)}});
    }

    HttpAnswer estimate(const json::object& more = {}) { return client->post("/api/v1/jobs/estimate", more); }

    json::object usage() { return client->get("/api/v1/me/usage?limit=100").json().as_object(); }

    static json::object request(const json::object& more) {
        json::object body = more;
        body["prompt"] = "rain on a tin roof";
        return body;
    }

    static std::string idOf(const HttpAnswer& accepted) {
        EXPECT_EQ(accepted.status, 202) << accepted.body;
        return text(accepted.json().at("items").at(0).as_object(), "id");
    }

    static std::int64_t sumOf(const json::object& usage) {
        std::int64_t sum = 0;
        for (const json::value& line : usage.at("items").as_array())
            sum += line.at("microUsd").as_int64();
        return sum;
    }

    /// Of the lines one job has.
    static std::multiset<std::string> reasonsOf(const json::object& usage, const std::string& jobId) {
        std::multiset<std::string> reasons;
        for (const json::value& line : usage.at("items").as_array())
            if (text(line.as_object(), "jobId") == jobId)
                reasons.insert(text(line.as_object(), "reason"));
        return reasons;
    }

    void waitForEnd(const std::string& id) {
        SseReader stream(*client, "/api/v1/jobs/" + id + "/events");
        EXPECT_TRUE(stream.waitForEnd(std::chrono::seconds(60))) << relay->log();
    }

    TempDir folder;
    std::unique_ptr<SimProcess> sim;
    std::unique_ptr<RelayProcess> relay;
    std::unique_ptr<HttpClient> client;

private:
    int m_keys = 0;
};

} // namespace

TEST_F(MoneyTest, whatIsToldBeforeIsWhatIsChargedAndBilled) {
    open("", 0.2);
    const auto before = estimate({{"count", 2}, {"seconds", 8}}).json().as_object();
    EXPECT_EQ(before.at("priceMicroUsd"), 800000);
    EXPECT_EQ(before.at("totalMicroUsd"), 1600000);
    EXPECT_TRUE(before.at("refusal").is_null());
    EXPECT_TRUE(before.at("limits").at("microUsdPerMonth").at("limit").is_null());
    EXPECT_EQ(before.at("limits").at("waitingJobs").at("left"), 500);
    EXPECT_TRUE(estimate({{"model", "sora-2-pro"}}).json().at("priceMicroUsd").is_null());
    EXPECT_EQ(estimate({{"seconds", 5}}).code(), "validation_failed");
    EXPECT_TRUE(usage().at("items").as_array().empty()) << "an estimate sets nothing aside";

    // The price went up since it was shown.
    const HttpAnswer changed = submit({{"seconds", 4}, {"expectedPriceMicroUsd", 300000}});
    EXPECT_EQ(changed.status, 409) << changed.body;
    EXPECT_EQ(changed.json().at("errors").at(0).at("code").as_string(), "price_changed");
    EXPECT_EQ(submit({{"model", "sora-2-pro"}, {"expectedPriceMicroUsd", 400000}}).status, 409);
    EXPECT_TRUE(usage().at("items").as_array().empty());

    const std::string id = idOf(submit({{"expectedPriceMicroUsd", 400000}}));
    waitForEnd(id);
    waitForEnd(idOf(submit({{"model", "sora-2-pro"}})));
    const auto after = usage();
    EXPECT_EQ(after.at("month").at("chargedMicroUsd"), 400000) << json::serialize(after);
    EXPECT_EQ(after.at("month").at("heldMicroUsd"), 0);
    EXPECT_EQ(after.at("month").at("unpricedVideos"), 1);
    EXPECT_EQ(after.at("limits").at("microUsdPerMonth").at("used"), 400000);
    EXPECT_EQ(after.at("limits").at("secondsPerMonth").at("used"), 8);
    EXPECT_EQ(sumOf(after), 400000);
    EXPECT_EQ(after.at("items").as_array().size(), 6U);
    HttpClient upstream(sim->url());
    const auto bill = upstream.get("/sim/ledger").json().at("entries").as_array();
    ASSERT_EQ(bill.size(), 2U);
    EXPECT_EQ(bill.at(0).at("chargedMicroUsd"), 400000);
}

TEST_F(MoneyTest, limitsHoldAndWhatIsNotSpentComesBack) {
    open("money_per_month = 2.00\nseconds_per_month = 30\n", 3600);
    EXPECT_EQ(client->get("/api/v1/server").json().at("limits").at("microUsdPerMonth"), 2000000);
    EXPECT_EQ(
        estimate({{"seconds", 12}, {"count", 2}}).json().at("refusal").at("limit").as_string(), "microUsdPerMonth");
    const std::string first = idOf(submit({{"seconds", 8}}));
    const std::string second = idOf(submit({{"seconds", 12}}));
    const HttpAnswer refused = submit();
    EXPECT_EQ(refused.status, 403) << refused.body;
    EXPECT_EQ(refused.code(), "budget_exhausted");
    const auto limit = refused.json().at("limit").as_object();
    EXPECT_EQ(text(limit, "name"), "microUsdPerMonth");
    EXPECT_EQ(limit.at("left"), 0);
    EXPECT_FALSE(text(limit, "resetsAt").empty());
    EXPECT_EQ(estimate().json().at("refusal").at("code").as_string(), "budget_exhausted");
    EXPECT_EQ(sumOf(usage()), 2000000) << "a refusal leaves no trace";
    // What has no price is stopped by what can be counted of it.
    EXPECT_EQ(submit({{"model", "sora-2-pro"}}).status, 202);
    const HttpAnswer seconds = submit({{"model", "sora-2-pro"}, {"count", 2}});
    EXPECT_EQ(text(seconds.json().at("limit").as_object(), "name"), "secondsPerMonth") << seconds.body;
    // Waits behind the first, was never sent, costs nothing.
    EXPECT_EQ(client->post("/api/v1/jobs/" + second + "/cancel").status, 200);
    EXPECT_EQ(submit({{"seconds", 12}}).status, 202);
    const auto after = usage();
    EXPECT_EQ(after.at("limits").at("microUsdPerMonth").at("left"), 0);
    EXPECT_EQ(after.at("limits").at("secondsPerMonth").at("left"), 6);
    EXPECT_EQ(sumOf(after), 2000000);
    EXPECT_EQ(reasonsOf(after, second), (std::multiset<std::string>{"submitted", "not_charged"}));
}

TEST_F(MoneyTest, anHourHasSoManyPlaces) {
    open("videos_per_hour = 3\nwaiting_jobs = 2\n", 0.2);
    HttpClient upstream(sim->url());
    EXPECT_EQ(upstream.post("/sim/faults", json::value{{"kind", "gone"}, {"count", 1}}).status / 100, 2);
    waitForEnd(idOf(submit()));
    EXPECT_EQ(usage().at("limits").at("videosPerHour").at("used"), 0) << "the upstream did not take it";
    EXPECT_EQ(submit({{"count", 4}}).code(), "validation_failed") << "no hour has room for these";
    EXPECT_EQ(submit({{"count", 3}}).code(), "queue_full");
    waitForEnd(idOf(submit()));
    const std::string last = idOf(submit({{"count", 2}}));
    const HttpAnswer refused = submit();
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.code(), "rate_limited") << refused.body;
    const int wait = std::stoi(refused.header("retry-after"));
    EXPECT_GT(wait, 3000);
    EXPECT_LE(wait, 3600);
    EXPECT_EQ(refused.header("ratelimit-policy"), "\"videosPerHour\";q=3;w=3600");
    EXPECT_EQ(refused.header("ratelimit"), "\"videosPerHour\";r=0;t=" + std::to_string(wait));
    EXPECT_EQ(estimate().json().at("refusal").at("code").as_string(), "rate_limited");
    // The same key again is no new video.
    const json::object body = request({});
    EXPECT_EQ(client->post("/api/v1/jobs", body, {{"Idempotency-Key", "key-1"}}).status, 202);
    waitForEnd(last);
}

TEST_F(MoneyTest, aRetryCostsWhatTheJobSaidOrIsAskedAgain) {
    open("", 0.2);
    HttpClient upstream(sim->url());
    EXPECT_EQ(upstream.post("/sim/faults", json::value{{"kind", "gone"}, {"count", 2}}).status / 100, 2);
    const std::string first = idOf(submit());
    waitForEnd(first);
    const auto retry = [&](const std::string& key, std::optional<std::int64_t> price) {
        const std::string path = "/api/v1/jobs/" + first + "/retry";
        if (!price)
            return client->request("POST", path, std::nullopt, {{"Idempotency-Key", key}});
        const json::value body{{"expectedPriceMicroUsd", *price}};
        return client->post(path, body, {{"Idempotency-Key", key}});
    };
    waitForEnd(idOf(retry("again", std::nullopt)));
    relay->terminate();
    configure("", "0.20");
    relay->start();
    client->setBase(relay->url());
    const HttpAnswer dearer = retry("dearer", std::nullopt);
    EXPECT_EQ(dearer.status, 409) << dearer.body;
    EXPECT_EQ(dearer.json().at("errors").at(0).at("code").as_string(), "price_changed");
    EXPECT_EQ(retry("again", std::nullopt).status, 202) << "what was answered once is answered so again";
    EXPECT_EQ(retry("wrong", 400000).code(), "conflict");
    const HttpAnswer accepted = retry("dearer", 800000);
    EXPECT_EQ(accepted.json().at("items").at(0).at("priceMicroUsd"), 800000);
    waitForEnd(idOf(accepted));
}
