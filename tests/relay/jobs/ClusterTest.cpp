// Several relays on one database.
#include "base/Time.h"
#include "relay/jobs/Studio.h"
#include "support/Eventually.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <set>
#include <vector>

using namespace kinora;
using namespace kinora::test;
using namespace std::chrono_literals;

namespace {

const Process::Environment ShortLeases{{"KINORA_LEASE_SECONDS", "2"}};
/// Every 15 s a stream looks by itself; what it hears of before was told by its relay.
constexpr auto Told = 10s;

HttpClient through(const RelayProcess& relay, const HttpClient& client) {
    HttpClient other = client;
    other.setBase(relay.url());
    return other;
}

std::set<std::string> promptsIn(const boost::json::array& ledger) {
    std::set<std::string> prompts;
    for (const auto& entry : ledger)
        prompts.insert(text(entry.as_object(), "prompt"));
    return prompts;
}

std::chrono::milliseconds sinceTheEndOf(const boost::json::object& job) {
    const auto finished = fromRfc3339(text(job, "finishedAt"));
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now() - *finished);
}

} // namespace

TEST(ClusterTest, twoShareTheWorkAndTheOneThatIsLeftFinishesIt) {
    Studio studio(Dialect::Videos, 3, Database::Shared, ShortLeases);
    const auto second = studio.addRelay("second");
    HttpClient client = studio.signUp("ada");
    HttpClient other = through(*second, client);
    std::vector<std::string> ids;
    const auto submit = [&] {
        const std::string prompt = "film " + std::to_string(ids.size());
        ids.push_back(text(studio.submit(ids.size() % 2 == 0 ? client : other, prompt), "id"));
    };
    for (int i = 0; i < 8; ++i)
        submit();
    // One of them may be quick enough to take all there is: then there is more.
    ASSERT_TRUE(eventually([&] {
        if (studio.number("SELECT count(*) FROM jobs WHERE stage <> 'done'") < 6)
            submit();
        return studio.number("SELECT count(DISTINCT claimed_by) FROM jobs WHERE stage = 'generating'") == 2;
    })) << "both work";
    const std::size_t count = ids.size();
    // Killed while it sends one, nobody could say whether that was taken: none is on its way then.
    ASSERT_EQ(client.post("/api/v1/queue/pause").status, 200);
    ASSERT_TRUE(eventually([&] {
        return studio.number("SELECT count(*) FROM jobs WHERE stage = 'submitting' "
                             "OR status = 'pending' AND claim_token IS NOT NULL") == 0;
    }));
    studio.relay.kill();
    ASSERT_EQ(other.post("/api/v1/queue/resume").status, 200);
    for (const std::string& id : ids) {
        const auto job = studio.waitForEnd(other, id);
        EXPECT_EQ(text(job, "status"), "completed") << boost::json::serialize(job) << second->log();
        EXPECT_EQ(job.at("attempts"), 1);
    }
    const auto ledger = studio.ledger();
    EXPECT_EQ(ledger.size(), count) << "each created once";
    EXPECT_EQ(promptsIn(ledger).size(), count);
    EXPECT_EQ(studio.number("SELECT max(crashes) FROM jobs"), 0) << "a kill is no crash";
}

namespace {

/// A relay is stopped in the middle of a job, another takes it over, the first wakes up.
void sleepThroughTheLease(Studio& studio, RelayProcess& second) {
    ASSERT_TRUE(eventually([&] { return studio.number("SELECT max(claims)::bigint FROM jobs") == 2; })) << second.log();
    ::kill(studio.relay.pid(), SIGCONT);
}

} // namespace

TEST(ClusterTest, whoWakesUpWithoutItsClaimWritesNothing) {
    Studio studio(Dialect::Videos, 12, Database::Shared, ShortLeases);
    HttpClient client = studio.signUp("ada");
    const std::string id = text(studio.submit(client, "a slow river"), "id");
    studio.waitForStage(client, id, "generating");
    ::kill(studio.relay.pid(), SIGSTOP);
    const auto second = studio.addRelay("second");
    HttpClient other = through(*second, client);
    sleepThroughTheLease(studio, *second);
    const auto job = studio.waitForEnd(other, id);
    EXPECT_EQ(text(job, "status"), "completed") << boost::json::serialize(job) << second->log();
    EXPECT_EQ(studio.ledger().size(), 1U) << "nothing was sent again";
    EXPECT_EQ(studio.number("SELECT count(*) FROM videos"), 1);
    // Where the second was kept from its heartbeat too, the first has claimed the job anew, and may end it.
    if (studio.number("SELECT claims::bigint FROM jobs") == 2) {
        EXPECT_EQ(studio.relay.log().find("is complete"), std::string::npos);
    }
}

TEST(ClusterTest, whoWakesUpWithoutItsClaimHangsUp) {
    // As long as the stream lasts nothing else would tell it.
    Studio studio(Dialect::ChatStream, 60, Database::Shared, ShortLeases);
    HttpClient client = studio.signUp("ada");
    const std::string id = text(studio.submit(client, "a slow river"), "id");
    studio.waitForStage(client, id, "generating");
    ::kill(studio.relay.pid(), SIGSTOP);
    const auto second = studio.addRelay("second");
    sleepThroughTheLease(studio, *second);
    EXPECT_TRUE(eventually([&] { return studio.relay.log().find("in other hands") != std::string::npos; }))
        << studio.relay.log();
    EXPECT_EQ(studio.ledger().size(), 1U);
}

TEST(ClusterTest, whatOneDoesTheStreamsOfTheOtherTell) {
    Studio studio(Dialect::Videos, 0.5);
    const auto second = studio.addRelay("second");
    HttpClient client = studio.signUp("ada");
    HttpClient other = through(*second, client);
    SseReader first(client, "/api/v1/events");
    SseReader stream(other, "/api/v1/events");
    ASSERT_TRUE(first.nextNamed("snapshot"));
    ASSERT_TRUE(stream.nextNamed("snapshot"));
    const auto watch = [&](int count) {
        for (int i = 0; i < count; ++i) {
            const std::string id = text(studio.submit(client, "one"), "id");
            for (SseReader* one : {&first, &stream}) {
                const auto completed = one->nextNamed("completed");
                ASSERT_TRUE(completed);
                const boost::json::object job = completed->json().at("job").as_object();
                EXPECT_EQ(text(job, "id"), id) << "each in its turn";
                EXPECT_LT(sinceTheEndOf(job), Told);
            }
        }
    };
    watch(3);
    // What a listener asked last: for each relay, the one of the events and the one of the audit log.
    EXPECT_EQ(studio.number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                            "WHERE query LIKE 'LISTEN %' OR query = 'SELECT 1'"),
        4);
    watch(3);
}

TEST(ClusterTest, aStreamHearsOfWhatNobodyAnnounced) {
    Studio studio;
    HttpClient client = studio.signUp("ada");
    SseReader stream(client, "/api/v1/events");
    ASSERT_TRUE(stream.nextNamed("snapshot"));
    // As a relay would that died between the commit and its notification.
    EXPECT_EQ(studio.number("WITH numbered AS (INSERT INTO user_counters (user_id, last_seq) SELECT id, 1 FROM users "
                            "RETURNING 1), logged AS (INSERT INTO events (user_id, seq, name, body) "
                            "SELECT id, 1, 'video', '{\"seq\":1}' FROM users RETURNING 1) "
                            "SELECT count(*) FROM numbered, logged"),
        1);
    const auto event = stream.nextNamed("video", Told);
    ASSERT_TRUE(event);
    EXPECT_EQ(event->id, "1");
}
