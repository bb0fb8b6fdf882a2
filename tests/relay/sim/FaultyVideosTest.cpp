// Every fault, as a client of the videos dialect meets it.
#include "SimFixture.h"
#include "support/RawConnection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

using boost::json::object;
using ::testing::HasSubstr;

class FaultyVideosTest : public SimFixture {
protected:
    test::HttpAnswer post(const std::string& prompt = "a fox") {
        return m_client.post("/v1/videos", object{{"prompt", prompt}});
    }
    std::string madeVideo() {
        const std::string id = create({{"prompt", "a fox"}});
        (void)waitForEnd(id);
        return "/v1/videos/" + id;
    }
};

TEST_F(FaultyVideosTest, refusesWithoutCharging) {
    struct Case {
        std::string kind;
        int status;
        std::string words;
    };
    for (const Case& one : {
             Case{.kind = "busy", .status = 503, .words = "heavy load"},
             Case{.kind = "rate_limited", .status = 429, .words = "rate_limit_exceeded"},
             Case{.kind = "invite_full", .status = 403, .words = "邀请已满"},
             Case{.kind = "server_error", .status = 500, .words = "server_error"},
             Case{.kind = "gone", .status = 410, .words = "gone"},
         }) {
        addFault({{"kind", one.kind}});
        const test::HttpAnswer answer = post();
        EXPECT_EQ(answer.status, one.status) << one.kind;
        EXPECT_THAT(answer.body, HasSubstr(one.words));
        EXPECT_EQ(answer.header("retry-after").empty(), one.kind != "rate_limited");
    }
    EXPECT_TRUE(ledger().empty());
    EXPECT_EQ(post().status, 200) << "all faults are used up";
}

TEST_F(FaultyVideosTest, acceptsAndThenLosesTheReply) {
    addFault({{"kind", "drop_after_accept"}});
    EXPECT_EQ(post("lost").status, 0);
    ASSERT_EQ(ledger().size(), 1U);
    EXPECT_EQ(ledger().at(0).at("prompt"), "lost");
    EXPECT_EQ(m_client.get("/v1/videos").json().at("data").at(0).at("prompt"), "lost") << "it can be found";
    addFault({{"kind", "garbage"}});
    EXPECT_THROW((void)post().json(), std::exception);
    EXPECT_EQ(ledger().size(), 2U);
}

TEST_F(FaultyVideosTest, acceptsAndHangs) {
    addFault({{"kind", "hang"}});
    const std::string body = R"({"prompt":"silence"})";
    test::RawConnection connection(m_sim.port());
    connection.send("POST /v1/videos HTTP/1.1\r\nHost: sim\r\nAuthorization: Bearer sim-token\r\n"
                    "Content-Type: application/json\r\nContent-Length: " +
                    std::to_string(body.size()) + "\r\n\r\n" + body);
    EXPECT_TRUE(eventually([&] { return ledger().size() == 1; }));
    EXPECT_EQ(post("others go on").status, 200);
    EXPECT_EQ(m_sim.terminate().code, 0) << "a hanging client does not keep it from stopping";
    EXPECT_EQ(connection.readAll(), "") << "never a byte";
}

TEST_F(FaultyVideosTest, moderatesOnTheWay) {
    addFault({{"kind", "moderation"}, {"match", "bad"}});
    const std::string good = create({{"prompt", "a good fox"}});
    const std::string bad = create({{"prompt", "a bad fox"}});
    const object failed = waitForEnd(bad);
    EXPECT_EQ(failed.at("status"), "failed");
    EXPECT_EQ(failed.at("error").at("code"), "moderation_blocked");
    EXPECT_EQ(m_client.get("/v1/videos/" + bad + "/content").status, 404);
    EXPECT_EQ(waitForEnd(good).at("status"), "completed");
    EXPECT_EQ(ledger().size(), 2U);
}

TEST_F(FaultyVideosTest, spoilsTheDownload) {
    const std::string content = madeVideo() + "/content";
    const test::HttpAnswer whole = m_client.get(content);
    ASSERT_EQ(whole.status, 200);
    addFault({{"kind", "cut_result"}});
    EXPECT_EQ(m_client.get(content).status, 0) << "cut in the middle";
    addFault({{"kind", "truncate"}});
    const test::HttpAnswer shortened = m_client.get(content);
    EXPECT_EQ(shortened.status, 200) << "complete as a reply";
    EXPECT_LT(shortened.body.size(), whole.body.size());
    EXPECT_EQ(m_client.get(content).body, whole.body);
}

TEST_F(FaultyVideosTest, strikesPollsAndDownloadsWhenAsked) {
    const std::string path = madeVideo();
    addFault({{"kind", "server_error"}, {"on", "poll"}, {"count", 2}});
    addFault({{"kind", "busy"}, {"on", "download"}});
    EXPECT_EQ(m_client.get(path).status, 500);
    EXPECT_EQ(m_client.get(path).status, 500);
    EXPECT_EQ(m_client.get(path).status, 200);
    EXPECT_EQ(m_client.get(path + "/content?variant=thumbnail").status, 200) << "not the video itself";
    EXPECT_EQ(m_client.get(path + "/content").status, 503);
    EXPECT_EQ(m_client.get(path + "/content").status, 200);
    addFault({{"kind", "server_error"}, {"on", "list"}});
    EXPECT_EQ(m_client.get("/v1/videos").status, 500);
    EXPECT_EQ(m_client.get("/v1/videos").status, 200);
}

TEST_F(FaultyVideosTest, takesTenTimesTheTime) {
    addFault({{"kind", "slow"}, {"match", "snail"}});
    const std::string slow = create({{"prompt", "a snail"}});
    const std::string usual = create({{"prompt", "a hare"}});
    const auto durationOf = [this](const std::string& id) {
        const object video = waitForEnd(id);
        EXPECT_EQ(video.at("status"), "completed");
        return video.at("completed_at").as_int64() - video.at("created_at").as_int64();
    };
    EXPECT_LE(durationOf(usual), 2);
    EXPECT_GE(durationOf(slow), 3);
}

TEST_F(FaultyVideosTest, listsAndClearsFaults) {
    addFault({{"kind", "busy"}, {"count", 3}, {"match", "fox"}});
    (void)post();
    const auto waiting = m_client.get("/sim/faults").json().at("faults").as_array();
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].at("count"), 2);
    EXPECT_EQ(m_client.request("DELETE", "/sim/faults", std::nullopt).status, 204);
    EXPECT_EQ(post().status, 200);
    const test::HttpAnswer wrong = m_client.post("/sim/faults", object{{"kind", "boredom"}});
    EXPECT_EQ(wrong.status, 400);
    EXPECT_THAT(wrong.body, HasSubstr("boredom"));
}

TEST_F(FaultyVideosTest, needsNoTokenForItsControls) {
    test::HttpClient stranger(m_sim.url());
    EXPECT_EQ(stranger.get("/sim/ledger").status, 200);
    EXPECT_EQ(stranger.post("/sim/faults", object{{"kind", "busy"}}).status, 204);
}

} // namespace
} // namespace kinora::sim
