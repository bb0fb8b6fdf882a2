#include "sim/ChatText.h"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

boost::json::object payload(std::string_view event) {
    EXPECT_THAT(event, StartsWith("data: "));
    return boost::json::parse(event.substr(6, event.find("\n\n") - 6)).as_object();
}

TEST(ChatTextTest, speaksTheWordsOfTheDialect) {
    EXPECT_THAT(queuedLine(), StartsWith("⌛️ 任务正在队列中，请耐心等待..."));
    EXPECT_THAT(progressLine(36), StartsWith("🏃 进度：36.0%"));
    EXPECT_THAT(resultLine("http://h/a.mp4"), StartsWith("✅ 视频生成成功，[点击这里](http://h/a.mp4)"));
    EXPECT_THAT(inviteFullLine(), HasSubstr("邀请已满"));
    for (const std::string& line : {busyLine(), inviteFullLine(), refusedLine(), brokenLine()}) {
        EXPECT_THAT(line, StartsWith("❌ "));
    }
}

TEST(ChatTextTest, wrapsTextInChunks) {
    const TimePoint now(std::chrono::milliseconds(1'790'000'000'500));
    const boost::json::object first = payload(contentChunk("m", now, "词\n", true));
    EXPECT_EQ(first.at("object").as_string(), "chat.completion.chunk");
    EXPECT_EQ(first.at("created").as_int64(), 1'790'000'000);
    EXPECT_EQ(first.at("model").as_string(), "m");
    const boost::json::object choice = first.at("choices").as_array().at(0).as_object();
    EXPECT_EQ(choice.at("delta").as_object().at("content").as_string(), "词\n");
    EXPECT_EQ(choice.at("delta").as_object().at("role").as_string(), "assistant");
    EXPECT_TRUE(choice.at("finish_reason").is_null());
    const boost::json::object second = payload(contentChunk("m", now, "x", false));
    EXPECT_FALSE(second.at("choices").as_array().at(0).as_object().at("delta").as_object().contains("role"));
    EXPECT_NE(first.at("id"), second.at("id"));
}

TEST(ChatTextTest, endsWithFinishReasonAndMark) {
    const std::string end = finalChunks("m", TimePoint());
    EXPECT_EQ(payload(end).at("choices").as_array().at(0).as_object().at("finish_reason").as_string(), "stop");
    EXPECT_THAT(end, EndsWith("\n\ndata: [DONE]\n\n"));
}

} // namespace
} // namespace kinora::sim
