#include "upstreams/ChatTask.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

using namespace kinora::upstreams;

namespace {

std::string urlIn(const Observation& observation) {
    const auto* url = observation.state.if_contains("resultUrl");
    return url != nullptr ? std::string(url->as_string()) : std::string();
}

} // namespace

TEST(ChatTaskTest, readsTheFormsMet) {
    struct Case {
        std::string body;
        Phase phase;
        std::string url;
    };
    const Case cases[]{
        {R"({"status":"video_generating","running":true,"progress":36})", Phase::Running, ""},
        {R"({"status":"queued"})", Phase::Queued, ""},
        {R"({"status":"video_generation_completed","running":false,"video_url":"https:\/\/c.example\/a.mp4"})",
            Phase::Done, "https://c.example/a.mp4"},
        {R"({"status":"completed","content":{"thumb":"https://c.example/t.webp","encodings":{"source":{"path":"https://c.example/b.mp4?s=1"}}}})",
            Phase::Done, "https://c.example/b.mp4?s=1"},
        {R"({"status":"completed"})", Phase::Running, ""},
        {R"({"status":"success","running":true,"url":"https://c.example/a.mp4"})", Phase::Done,
            "https://c.example/a.mp4"},
        {R"({"status":"processing","running":true,"url":"https://c.example/draft.mp4"})", Phase::Running, ""},
        {"> 排队中.\n> 🏃 进度 36..62..\n", Phase::Running, ""},
        {"> 🏃 进度 36..62..\n[▶](https://c.example/a.mp4)", Phase::Done, "https://c.example/a.mp4"},
    };
    for (const Case& one : cases) {
        const auto observed = readTaskPage(one.body);
        ASSERT_TRUE(observed) << one.body;
        EXPECT_EQ(observed->phase, one.phase) << one.body;
        EXPECT_EQ(urlIn(*observed), one.url) << one.body;
    }
}

TEST(ChatTaskTest, readsWhyItFailed) {
    const auto blocked = readTaskPage(R"({"status":"failed","error":{"message":"content policy violation"}})");
    ASSERT_TRUE(blocked && blocked->failure);
    EXPECT_EQ(blocked->phase, Phase::Failed);
    EXPECT_EQ(blocked->failure->code, FailureCode::ModerationBlocked);
    EXPECT_EQ(blocked->failure->detail, "content policy violation");
}

TEST(ChatTaskTest, isNotFooledByOtherPages) {
    EXPECT_FALSE(readTaskPage("<html><body>Bad gateway</body></html>"));
    EXPECT_FALSE(readTaskPage(""));
    EXPECT_FALSE(readTaskPage("[1,2]"));
}

TEST(ChatTaskTest, whatIsNoTextIsMadeText) {
    const auto observed = readTaskPage("进度：36%\n生成失败 \xff\n");
    ASSERT_TRUE(observed && observed->failure);
    EXPECT_EQ(observed->failure->detail, "生成失败 \uFFFD");
}
