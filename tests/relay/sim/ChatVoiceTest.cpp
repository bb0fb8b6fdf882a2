#include "sim/ChatVoice.h"

#include "sim/ChatChunk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::unique_ptr<ChatVoice> voice(ChatFamily family) {
    return voiceOf(family, {.model = "m",
                               .prompt = "a fox",
                               .taskId = "task_1",
                               .origin = "http://h",
                               .landscape = false,
                               .begun = TimePoint(std::chrono::milliseconds(1'790'000'000'500))});
}

/// The text of all deltas, put together.
std::string textOf(std::string_view events, std::string_view member = "content") {
    std::string text;
    while (!events.empty()) {
        const std::string_view event = events.substr(0, events.find("\n\n"));
        events.remove_prefix(std::min(event.size() + 2, events.size()));
        if (!event.starts_with("data: {\"id\"")) {
            continue;
        }
        const auto object = boost::json::parse(event.substr(6)).as_object();
        const auto& delta = object.at("choices").as_array().at(0).at("delta").as_object();
        if (const auto* piece = delta.if_contains(member); piece != nullptr && piece->is_string()) {
            text += piece->get_string();
        }
    }
    return text;
}

TEST(ChatVoiceTest, theRunner) {
    const auto runner = voice(ChatFamily::Runner);
    EXPECT_THAT(textOf(runner->opening()), StartsWith("⌛️ 任务正在队列中，请耐心等待..."));
    EXPECT_THAT(textOf(runner->progress(36)), StartsWith("🏃 进度：36.0%"));
    const std::string end = runner->result("http://h/a.mp4");
    EXPECT_THAT(textOf(end), StartsWith("✅ 视频生成成功，[点击这里](http://h/a.mp4)"));
    EXPECT_THAT(end, AllOf(HasSubstr(R"("finish_reason":"stop")"), EndsWith("\n\ndata: [DONE]\n\n")));
    for (const Refusal why : {Refusal::Busy, Refusal::InviteFull, Refusal::Moderation, Refusal::Broken}) {
        EXPECT_THAT(textOf(runner->refusal(why)), StartsWith("❌ "));
    }
}

TEST(ChatVoiceTest, theOneThatThinksAloud) {
    const auto thinker = voice(ChatFamily::Reasoning);
    EXPECT_EQ(textOf(thinker->opening()), "");
    EXPECT_THAT(textOf(thinker->progress(36), "reasoning_content"), StartsWith("**Video Generation Progress**: 36%"));
    EXPECT_THAT(textOf(thinker->result("http://h/a.mp4")), HasSubstr("<video src='http://h/a.mp4' controls></video>"));
    EXPECT_THAT(thinker->refusal(Refusal::Busy), StartsWith(R"(data: {"error":{)"));
    EXPECT_THAT(thinker->refusal(Refusal::Moderation), AllOf(HasSubstr("❌"), HasSubstr(R"("STOP")")));
    EXPECT_THAT(thinker->refusal(Refusal::Broken), EndsWith("data: [DONE]\\n\\n"));
}

TEST(ChatVoiceTest, theOneWithTasksAndTinyPieces) {
    const auto task = voice(ChatFamily::Task);
    const std::string opening = task->opening();
    EXPECT_THAT(textOf(opening), AllOf(HasSubstr("```json\n{\"prompt\":\"a fox\""), HasSubstr("ID: `task_1`"),
                                     HasSubstr("[原始数据](http://h/source/task_1)"), EndsWith("进度 ")));
    EXPECT_THAT(opening, Not(HasSubstr("task_1")));
    EXPECT_EQ(textOf(task->progress(36)), "36..");
    EXPECT_THAT(textOf(task->result("http://h/a.mp4")),
        AllOf(HasSubstr(".webp)"), HasSubstr("[在线播放▶️](http://h/a.mp4) | [⏬ 下载](http://h/a.mp4)")));
}

TEST(ChatVoiceTest, thePlatform) {
    const auto platform = voice(ChatFamily::Platform);
    EXPECT_THAT(platform->opening(), StartsWith(": connected\n\n"));
    EXPECT_THAT(platform->result("http://h/sora/media/x"), HasSubstr(R"("media_url":"/sora/media/x")"));
    EXPECT_THAT(
        platform->result("data:video/mp4;base64,AA=="), HasSubstr(R"("media_url":"data:video/mp4;base64,AA==")"));
    EXPECT_THAT(platform->refusal(Refusal::Moderation), HasSubstr("content_policy_violation"));
}

TEST(ChatVoiceTest, wrapsTextInChunks) {
    const auto runner = voice(ChatFamily::Runner);
    const auto payload = [](std::string_view event) {
        return boost::json::parse(event.substr(6, event.find("\n\n") - 6)).as_object();
    };
    const boost::json::object first = payload(runner->opening());
    EXPECT_EQ(first.at("object").as_string(), "chat.completion.chunk");
    EXPECT_EQ(first.at("created").as_int64(), 1'790'000'000);
    EXPECT_EQ(first.at("model").as_string(), "m");
    const boost::json::object choice = first.at("choices").as_array().at(0).as_object();
    EXPECT_EQ(choice.at("delta").as_object().at("role").as_string(), "assistant");
    EXPECT_TRUE(choice.at("finish_reason").is_null());
    const boost::json::object second = payload(runner->progress(1));
    EXPECT_FALSE(second.at("choices").as_array().at(0).as_object().at("delta").as_object().contains("role"));
    EXPECT_NE(first.at("id"), second.at("id"));
}

TEST(ChatVoiceTest, cutsIntoPiecesBetweenCharacters) {
    std::string together;
    for (const std::string_view piece : tinyPieces("进度 🏃 and on")) {
        EXPECT_LE(piece.size(), 8U);
        EXPECT_NE(static_cast<unsigned char>(piece.front()) & 0xC0U, 0x80U);
        together += piece;
    }
    EXPECT_EQ(together, "进度 🏃 and on");
}

} // namespace
} // namespace kinora::sim
