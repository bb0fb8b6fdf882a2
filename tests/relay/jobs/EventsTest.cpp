#include "relay/jobs/Studio.h"

#include <gtest/gtest.h>

#include <vector>

using namespace kinora::test;
using namespace std::chrono_literals;

namespace {

/// At once; the rest is for a machine that has other things to do. A stream looks by itself every 15 s.
constexpr auto Soon = 10s;

std::vector<std::string> idsUntilCompleted(SseReader& stream, int completions) {
    std::vector<std::string> ids;
    while (completions > 0) {
        const auto event = stream.next(60s);
        if (!event)
            break;
        if (!event->id.empty() && event->name != "snapshot")
            ids.push_back(event->id);
        completions -= event->name == "completed" ? 1 : 0;
    }
    return ids;
}

std::vector<std::string> numbers(int first, int last) {
    std::vector<std::string> result;
    for (int number = first; number <= last; ++number)
        result.push_back(std::to_string(number));
    return result;
}

} // namespace

TEST(EventsTest, resumesWithoutGapOrRepetition) {
    Studio studio(Dialect::Videos, 0.3);
    HttpClient client = studio.signUp("ada");
    std::string last;
    {
        SseReader stream(client, "/api/v1/events");
        const auto snapshot = stream.next();
        ASSERT_TRUE(snapshot);
        EXPECT_EQ(snapshot->name, "snapshot");
        EXPECT_TRUE(snapshot->json().at("jobs").as_array().empty());
        studio.submit(client, "one");
        const auto ids = idsUntilCompleted(stream, 1);
        EXPECT_EQ(ids, numbers(1, 2));
        last = ids.empty() ? "" : ids.back();
    }
    // While nobody listens, and over a restart.
    const std::string second = text(studio.submit(client, "two"), "id");
    studio.waitForEnd(client, second);
    studio.relay.terminate();
    studio.startRelayAgain(client);
    studio.submit(client, "three");

    SseReader resumed(client, "/api/v1/events", last);
    EXPECT_EQ(idsUntilCompleted(resumed, 2), numbers(3, 6));

    // A number nobody gave out, and one that is no number: from the start.
    for (const std::string strange : {"999", "yesterday"}) {
        SseReader stream(client, "/api/v1/events", strange);
        const auto event = stream.next();
        ASSERT_TRUE(event);
        EXPECT_EQ(event->name, "snapshot") << strange;
        EXPECT_EQ(event->id, "6");
    }
    // Seen to the end: nothing to tell but that nothing waits.
    SseReader idle(client, "/api/v1/events", "6");
    EXPECT_TRUE(idle.nextNamed("queue"));
    EXPECT_FALSE(idle.next(500ms));
    EXPECT_EQ(idle.status(), 200);
}

TEST(EventsTest, oneJobsStreamEndsWithTheJob) {
    Studio studio(Dialect::Videos, 1);
    HttpClient client = studio.signUp("ada");
    const std::string other = text(studio.submit(client, "another"), "id");
    const std::string id = text(studio.submit(client, "watched"), "id");
    SseReader stream(client, "/api/v1/jobs/" + id + "/events");
    int lastProgress = -1;
    std::string lastName;
    while (const auto event = stream.next(60s)) {
        lastName = event->name;
        if (event->name == "progress") {
            const auto job = event->json().as_object();
            EXPECT_EQ(text(job, "id"), id);
            EXPECT_TRUE(event->id.empty());
            if (job.at("progress").is_int64()) {
                EXPECT_GE(job.at("progress").as_int64(), lastProgress);
                lastProgress = static_cast<int>(job.at("progress").as_int64());
            }
        } else if (event->name == "completed") {
            EXPECT_EQ(event->json().at("job").at("id"), id.c_str());
            EXPECT_EQ(event->json().at("video").at("jobId"), id.c_str());
        } else {
            EXPECT_EQ(event->name, "snapshot");
        }
    }
    EXPECT_EQ(lastName, "completed");
    EXPECT_TRUE(stream.waitForEnd(Soon));
    EXPECT_GT(lastProgress, 0);

    // Whoever comes later is told the end at once.
    SseReader late(client, "/api/v1/jobs/" + id + "/events");
    EXPECT_TRUE(late.nextNamed("completed", Soon));
    EXPECT_TRUE(late.waitForEnd(Soon));
    studio.waitForEnd(client, other);
}

TEST(EventsTest, aRevokedSessionLosesItsStream) {
    Studio studio(Dialect::Videos, 1);
    HttpClient client = studio.signUp("ada");
    SseReader stream(client, "/api/v1/events");
    ASSERT_TRUE(stream.nextNamed("snapshot"));
    EXPECT_EQ(client.post("/api/v1/auth/logout").status, 204);
    EXPECT_TRUE(stream.waitForEnd(Soon));
}
