#include "relay/jobs/Studio.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

using namespace kinora::test;

TEST(JobRulesTest, idempotencyForeignIdsAndPages) {
    Studio studio(Dialect::Videos, 0.2);
    HttpClient client = studio.signUp("ada");
    HttpClient other = studio.signUp("bob");
    boost::json::object body;
    body["prompt"] = "rain on a tin roof";

    EXPECT_EQ(client.post("/api/v1/jobs", body).code(), "idempotency_key_required");
    const HttpAnswer first = client.post("/api/v1/jobs", body, {{"Idempotency-Key", "once"}});
    const HttpAnswer again = client.post("/api/v1/jobs", body, {{"Idempotency-Key", "once"}});
    EXPECT_EQ(again.status, 202);
    EXPECT_EQ(again.body, first.body);
    // Another user's key is another key.
    EXPECT_NE(other.post("/api/v1/jobs", body, {{"Idempotency-Key", "once"}}).body, first.body);
    body["seconds"] = 8;
    EXPECT_EQ(client.post("/api/v1/jobs", body, {{"Idempotency-Key", "once"}}).code(), "idempotency_key_reused");
    body["prompt"] = "";
    body["colour"] = "red";
    const HttpAnswer wrong = client.post("/api/v1/jobs", body, {{"Idempotency-Key", "twice"}});
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(wrong.json().at("errors").as_array().size(), 2U);

    const std::string id = text(first.json().at("items").at(0).as_object(), "id");
    const auto job = studio.waitForEnd(client, id);
    ASSERT_EQ(text(job, "status"), "completed") << boost::json::serialize(job);
    const std::string video = "/api/v1/videos/" + text(job, "videoId");
    for (const std::string& path :
        {"/api/v1/jobs/" + id, "/api/v1/jobs/" + id + "/events", video, video + "/content", video + "/poster"}) {
        EXPECT_EQ(client.get(path).status, 200) << path;
        EXPECT_EQ(other.get(path).status, 404) << path;
    }
    EXPECT_EQ(other.post("/api/v1/jobs/" + id + "/cancel").status, 404);
    EXPECT_EQ(client.post("/api/v1/jobs/" + id + "/cancel").code(), "conflict");
    EXPECT_EQ(client.get("/api/v1/jobs/not-an-id").status, 404);

    // Three takes at once, then everything page by page without gap or repetition.
    boost::json::object takes;
    takes["prompt"] = "three gulls";
    takes["count"] = 3;
    const auto items = client.post("/api/v1/jobs", takes, {{"Idempotency-Key", "three"}}).json().at("items").as_array();
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[0].at("batchId"), items[2].at("batchId"));
    std::vector<std::string> seen;
    std::string query = "?limit=3";
    for (;;) {
        const auto page = client.get("/api/v1/jobs" + query).json().as_object();
        for (const auto& entry : page.at("items").as_array())
            seen.push_back(text(entry.as_object(), "id"));
        if (page.at("nextCursor").is_null())
            break;
        query = "?limit=3&cursor=" + text(page, "nextCursor");
    }
    EXPECT_EQ(seen.size(), 4U);
    EXPECT_EQ(seen.back(), id);
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 4U);
    for (const auto& item : items)
        studio.waitForEnd(client, text(item.as_object(), "id"));
    EXPECT_EQ(client.get("/api/v1/jobs?status=completed&limit=100").json().at("items").as_array().size(), 4U);
    EXPECT_EQ(client.get("/api/v1/videos?limit=2").json().at("items").as_array().size(), 2U);
    EXPECT_EQ(client.get("/api/v1/jobs?status=asleep").code(), "validation_failed");
    EXPECT_EQ(client.get("/api/v1/jobs?limit=101").code(), "validation_failed");
    EXPECT_EQ(client.get("/api/v1/jobs?q=" + std::string(201, 'a')).code(), "validation_failed");
    EXPECT_EQ(client.get("/api/v1/jobs?q=a%00b").status, 400);
    EXPECT_EQ(client.get("/api/v1/jobs?q=nobody%20asked%20for%20this").json().at("items").as_array().size(), 0U);
    EXPECT_EQ(client.get("/api/v1/jobs?q=%20EE%20gul").json().at("items").as_array().size(), 3U);
    EXPECT_EQ(other.get("/api/v1/jobs?q=gulls").json().at("items").as_array().size(), 0U);
    EXPECT_EQ(client.get("/api/v1/jobs?cursor=x").code(), "validation_failed");
    EXPECT_EQ(studio.ledger().size(), 5U);
}
