#include "SimFixture.h"
#include "support/RawConnection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* completions = "/v1/chat/completions";

class ChatStreamDialectTest : public SimFixture {
protected:
    static std::string pathOfLink(const std::string& content) {
        constexpr std::string_view mark = "[点击这里](http://";
        const std::size_t start = content.find(mark);
        if (start == std::string::npos) {
            return {};
        }
        const std::size_t slash = content.find('/', start + mark.size());
        return content.substr(slash, content.find(')', slash) - slash);
    }
};

TEST_F(ChatStreamDialectTest, tellsProgressAndEndsWithALink) {
    const test::HttpAnswer answer = m_client.post(completions, chatBody("夜晚的城市"));
    ASSERT_EQ(answer.status, 200);
    EXPECT_THAT(answer.header("content-type"), StartsWith("text/event-stream"));
    EXPECT_THAT(answer.body, AllOf(HasSubstr(R"("finish_reason":"stop")"), EndsWith("data: [DONE]\n\n")));
    const std::string content = contentOf(answer.body);
    const std::size_t queued = content.find("⌛️");
    const std::size_t early = content.find("🏃 进度：36.0%");
    const std::size_t late = content.find("🏃 进度：99.0%");
    const std::size_t done = content.find("✅ 视频生成成功");
    EXPECT_LT(queued, early);
    EXPECT_LT(early, late);
    EXPECT_LT(late, done);
    ASSERT_NE(done, std::string::npos) << content;

    test::HttpClient anybody(m_sim.url());
    const test::HttpAnswer video = anybody.get(pathOfLink(content));
    ASSERT_EQ(video.status, 200) << "a result needs no token";
    const MediaFacts facts = probe(video.body, m_folder.path());
    EXPECT_EQ(facts.video, "h264,160,90,yuv420p,bt709");
    EXPECT_NEAR(facts.seconds, 4, 0.05);
    const boost::json::array entries = ledger();
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].at("dialect"), "chat-stream");
    EXPECT_EQ(textOf(entries[0].at("sha256")), sha256Of(video.body));
}

TEST_F(ChatStreamDialectTest, readsOrientationAndLengthFromTheModel) {
    const test::HttpAnswer answer =
        m_client.post("/sora/v1/chat/completions", chatBody("a lake", "sora_video2-portrait-10s"));
    const std::string video = m_client.get(pathOfLink(contentOf(answer.body))).body;
    const MediaFacts facts = probe(video, m_folder.path());
    EXPECT_EQ(facts.video, "h264,90,160,yuv420p,bt709");
    EXPECT_NEAR(facts.seconds, 10, 0.05);
}

TEST_F(ChatStreamDialectTest, goesOnWhenTheClientLeaves) {
    const std::string body = boost::json::serialize(chatBody("a forest"));
    {
        test::RawConnection connection(m_sim.port());
        connection.send("POST /v1/chat/completions HTTP/1.1\r\nHost: sim\r\nAuthorization: Bearer sim-token\r\n"
                        "Content-Type: application/json\r\nContent-Length: " +
                        std::to_string(body.size()) + "\r\n\r\n" + body);
        EXPECT_THAT(connection.readUntil("任务正在队列中"), StartsWith("HTTP/1.1 200"));
        connection.reset();
    }
    EXPECT_TRUE(eventually([&] { return ledger().at(0).at("sha256").is_string(); }));
    EXPECT_EQ(ledger().size(), 1U);
}

TEST_F(ChatStreamDialectTest, hidesResultsAndItsJobsFromTheOtherDialect) {
    (void)m_client.post(completions, chatBody("a desert"));
    const std::string id(ledger().at(0).at("upstreamId").as_string());
    EXPECT_EQ(m_client.get("/v1/videos/" + id).status, 404);
    EXPECT_EQ(m_client.get("/results/" + id + ".mp4").status, 404);
    EXPECT_EQ(m_client.get("/results/.mp4").status, 404);
    EXPECT_TRUE(m_client.get("/v1/videos").json().at("data").as_array().empty());
}

TEST_F(ChatStreamDialectTest, refusesInItsOwnWords) {
    struct Case {
        std::string kind;
        std::string words;
    };
    for (const Case& one :
        {Case{.kind = "busy", .words = "heavy load"}, Case{.kind = "invite_full", .words = "邀请已满"}}) {
        addFault({{"kind", one.kind}});
        const test::HttpAnswer answer = m_client.post(completions, chatBody("a city"));
        EXPECT_EQ(answer.status, 200);
        EXPECT_THAT(contentOf(answer.body), AllOf(StartsWith("❌"), HasSubstr(one.words)));
        EXPECT_THAT(answer.body, EndsWith("data: [DONE]\n\n"));
    }
    EXPECT_TRUE(ledger().empty()) << "refused at once is not charged";
}

TEST_F(ChatStreamDialectTest, moderatesOnTheWay) {
    addFault({{"kind", "moderation"}});
    const std::string content = contentOf(m_client.post(completions, chatBody("something bad")).body);
    EXPECT_THAT(content, AllOf(HasSubstr("🏃 进度：36.0%"), HasSubstr("❌ 生成失败"), HasSubstr("content_policy")));
    EXPECT_EQ(pathOfLink(content), "");
    EXPECT_EQ(ledger().size(), 1U);
}

TEST_F(ChatStreamDialectTest, cutsItsResultsShort) {
    const std::string path = pathOfLink(contentOf(m_client.post(completions, chatBody("hills")).body));
    addFault({{"kind", "truncate"}});
    const test::HttpAnswer shortened = m_client.get(path);
    const test::HttpAnswer whole = m_client.get(path);
    EXPECT_EQ(shortened.status, 200);
    EXPECT_LT(shortened.body.size(), whole.body.size());
    EXPECT_EQ(shortened.body, whole.body.substr(0, shortened.body.size()));
}

TEST_F(ChatStreamDialectTest, isStruckInTheMiddle) {
    addFault({{"kind", "garbage"}, {"on", "poll"}});
    EXPECT_THAT(m_client.post(completions, chatBody("sea")).body, AllOf(HasSubstr("36.0%"), EndsWith("</html>\n")));
    addFault({{"kind", "server_error"}, {"on", "poll"}});
    EXPECT_THAT(
        m_client.post(completions, chatBody("sea")).body, AllOf(HasSubstr("36.0%"), HasSubstr("internal error")));
    addFault({{"kind", "gone"}, {"on", "poll"}});
    EXPECT_THAT(m_client.post(completions, chatBody("sea")).body, AllOf(HasSubstr("36.0%"), Not(HasSubstr("[DONE]"))));
    EXPECT_EQ(ledger().size(), 3U) << "charged, as they were accepted";
}

TEST_F(ChatStreamDialectTest, showsItsTasksToWhoeverKnowsThem) {
    const std::string content = contentOf(m_client.post(completions, chatBody("a lake", "sora-2")).body);
    const std::string id(ledger().at(0).at("upstreamId").as_string());
    EXPECT_THAT(content, HasSubstr("/source/" + id + ")"));
    test::HttpClient anybody(m_sim.url());
    const auto page = anybody.get("/source/" + id).json();
    EXPECT_EQ(page.at("status"), "video_generation_completed");
    const std::string url(page.at("video_url").as_string());
    EXPECT_THAT(content, HasSubstr("[在线播放▶️](" + url + ")"));
    EXPECT_EQ(sha256Of(anybody.get(url.substr(m_sim.url().size())).body), textOf(ledger().at(0).at("sha256")));
    (void)m_client.post(completions, chatBody("a lake"));
    const std::string other(ledger().at(1).at("upstreamId").as_string());
    EXPECT_EQ(anybody.get("/source/" + other).status, 404) << "the other families have no such thing";
}

TEST_F(ChatStreamDialectTest, answersAsAPlatformUnderItsPath) {
    const std::string answer =
        m_client.post("/sora/v1/chat/completions", chatBody("a lake", "sora2-landscape-10s")).body;
    const std::string entry = R"("media_url":"/sora/media/)";
    ASSERT_THAT(answer, HasSubstr(entry));
    const std::size_t start = answer.find(entry) + entry.size() - std::string("/sora/media/").size();
    const std::string path = answer.substr(start, answer.find('"', start) - start);
    EXPECT_EQ(sha256Of(m_client.get(path).body), textOf(ledger().at(0).at("sha256")));
}

TEST_F(ChatStreamDialectTest, canHangAndDrop) {
    addFault({{"kind", "drop_after_accept"}});
    EXPECT_EQ(m_client.post(completions, chatBody("sea")).status, 0);
    EXPECT_EQ(ledger().size(), 1U);
    addFault({{"kind", "garbage"}});
    EXPECT_THAT(m_client.post(completions, chatBody("sea")).body, StartsWith("<html>"));
    addFault({{"kind", "gone"}});
    EXPECT_EQ(m_client.post(completions, chatBody("sea")).status, 410);
    EXPECT_EQ(ledger().size(), 2U);
}

} // namespace
} // namespace kinora::sim
