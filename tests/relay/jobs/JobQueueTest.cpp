// The user's line of waiting jobs as a client sees it, with one relay and with two.
#include "relay/jobs/Studio.h"

#include <gtest/gtest.h>

#include <vector>

using namespace kinora::test;
using namespace std::chrono_literals;
using Ids = std::vector<std::string>;

namespace {

Ids waitingIn(const boost::json::value& queue) {
    Ids ids;
    for (const auto& job : queue.at("waiting").as_array())
        ids.push_back(text(job.as_object(), "id"));
    return ids;
}

HttpAnswer move(HttpClient& client, const std::string& id, const boost::json::value& before) {
    boost::json::object body;
    body["before"] = before;
    return client.post("/api/v1/jobs/" + id + "/move", body);
}

// Until the stream says that this is what waits, in this order.
bool hears(SseReader& stream, const Ids& order, bool paused) {
    while (const auto event = stream.nextNamed("queue", 20s))
        if (waitingIn(event->json()) == order && event->json().at("paused").as_bool() == paused)
            return true;
    return false;
}

Ids inOrderOfTheBill(Studio& studio) {
    Ids prompts;
    for (const auto& entry : studio.ledger())
        prompts.push_back(text(entry.as_object(), "prompt"));
    return prompts;
}

} // namespace

TEST(JobQueueTest, pausedMovedAndLetGoOn) {
    Studio studio(Dialect::Videos, 0.2);
    HttpClient client = studio.signUp("ada");
    HttpClient other = studio.signUp("bob");
    SseReader stream(client, "/api/v1/events");
    ASSERT_TRUE(hears(stream, {}, false));
    EXPECT_EQ(client.post("/api/v1/queue/pause").status, 200);
    EXPECT_EQ(client.post("/api/v1/queue/pause").status, 200) << "again, without harm";
    ASSERT_TRUE(hears(stream, {}, true));

    Ids ids;
    for (const char* prompt : {"one", "two", "three"})
        ids.push_back(text(studio.submit(client, prompt), "id"));
    ASSERT_TRUE(hears(stream, ids, true));
    const auto held = studio.job(client, ids[1]);
    EXPECT_EQ(text(held, "stage"), "held");
    EXPECT_EQ(held.at("position"), 2);

    EXPECT_EQ(move(client, ids[2], ids[0].c_str()).status, 200);
    EXPECT_EQ(move(client, ids[2], ids[0].c_str()).status, 200);
    const Ids order{ids[2], ids[0], ids[1]};
    ASSERT_TRUE(hears(stream, order, true));
    EXPECT_EQ(waitingIn(client.get("/api/v1/queue").json()), order);
    EXPECT_EQ(move(other, ids[2], nullptr).status, 404) << "somebody else's, as if it were not there";
    EXPECT_EQ(move(client, ids[2], 7).code(), "validation_failed");
    EXPECT_EQ(client.post("/api/v1/jobs/" + ids[2] + "/move", boost::json::object()).code(), "validation_failed");
    EXPECT_TRUE(waitingIn(other.get("/api/v1/queue").json()).empty());

    // A pause is nobody else's business.
    const auto theirs = studio.waitForEnd(other, text(studio.submit(other, "meanwhile"), "id"));
    EXPECT_EQ(text(theirs, "status"), "completed");
    EXPECT_EQ(inOrderOfTheBill(studio), Ids{"meanwhile"});

    // It outlives the relay.
    studio.relay.terminate();
    studio.startRelayAgain(client);
    EXPECT_TRUE(client.get("/api/v1/queue").json().at("paused").as_bool());
    SseReader again(client, "/api/v1/events");
    ASSERT_TRUE(hears(again, order, true));
    EXPECT_EQ(client.post("/api/v1/jobs/" + ids[1] + "/cancel").status, 200);
    ASSERT_TRUE(hears(again, {ids[2], ids[0]}, true));
    EXPECT_EQ(client.post("/api/v1/queue/resume").status, 200);
    ASSERT_TRUE(hears(again, {}, false)) << "begun, each telling so";
    for (const std::string& id : {ids[2], ids[0]})
        EXPECT_EQ(text(studio.waitForEnd(client, id), "status"), "completed");
    EXPECT_EQ(move(client, ids[0], nullptr).code(), "conflict");
    const auto bill = inOrderOfTheBill(studio);
    EXPECT_EQ(Ids(bill.begin() + 1, bill.end()).size(), 2U) << "the canceled one was never sent";
}

TEST(JobQueueTest, twoRelaysShareOneQueue) {
    Studio studio(Dialect::Videos, 0.2);
    RelayProcess second(studio.folder / "second", studio.environment);
    HttpClient here = studio.signUp("ada");
    HttpClient there(second.url());
    there.setToken(here.token());
    SseReader stream(there, "/api/v1/events");
    ASSERT_TRUE(hears(stream, {}, false));

    EXPECT_EQ(here.post("/api/v1/queue/pause").status, 200);
    ASSERT_TRUE(hears(stream, {}, true));
    Ids ids;
    for (const std::string prompt : {"one", "two"}) {
        boost::json::object body;
        body["prompt"] = prompt;
        const auto answer = here.post("/api/v1/jobs", body, {{"Idempotency-Key", prompt}});
        ASSERT_EQ(answer.status, 202) << answer.body;
        ids.push_back(text(answer.json().at("items").at(0).as_object(), "id"));
        EXPECT_EQ(there.post("/api/v1/jobs", body, {{"Idempotency-Key", prompt}}).body, answer.body);
    }
    ASSERT_TRUE(hears(stream, ids, true));
    EXPECT_EQ(move(here, ids[0], nullptr).status, 200);
    ASSERT_TRUE(hears(stream, {ids[1], ids[0]}, true));
    EXPECT_EQ(there.post("/api/v1/queue/resume").status, 200);
    ASSERT_TRUE(hears(stream, {}, false));
    for (const std::string& id : ids) {
        SseReader job(there, "/api/v1/jobs/" + id + "/events");
        EXPECT_TRUE(job.nextNamed("completed", 60s)) << studio.relay.log() << second.log();
    }
}
