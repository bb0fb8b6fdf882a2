#include "sim/ChatRequest.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

TEST(ChatRequestTest, readsOrientationAndLengthFromTheName) {
    EXPECT_EQ(chatModelOf("sora_video2-hd-portrait"), (ChatModel{.width = 720, .height = 1280, .seconds = 4}));
    EXPECT_EQ(chatModelOf("sora_video2-hd-landscape"), (ChatModel{.width = 1280, .height = 720, .seconds = 4}));
    EXPECT_EQ(chatModelOf("sora_video2-landscape-15s"), (ChatModel{.width = 1280, .height = 720, .seconds = 15}));
    EXPECT_EQ(chatModelOf("sora_video2-10s-portrait-pro-hd"), (ChatModel{.width = 720, .height = 1280, .seconds = 10}));
    EXPECT_EQ(chatModelOf("sora_video2"), ChatModel{});
    for (const char* name : {"", "sora-3", "sora_video2-", "sora_video2-square", "sora_video2hd"}) {
        EXPECT_FALSE(chatModelOf(name)) << name;
    }
}

TEST(ChatRequestTest, knowsTheFamilyByItsModelAndPath) {
    EXPECT_EQ(chatModelOf("sora2-landscape-10s"),
        (ChatModel{.family = ChatFamily::Reasoning, .width = 1280, .height = 720, .seconds = 10}));
    EXPECT_EQ(chatModelOf("sora2pro-hd-portrait-15s")->family, ChatFamily::Reasoning);
    EXPECT_EQ(chatModelOf("sora-video-portrait-10s")->family, ChatFamily::Reasoning);
    const auto making = [](std::string_view model, std::string_view prompt, std::string_view path) {
        const std::string body = fmt::format(
            R"({{"model":"{}","stream":true,"messages":[{{"role":"user","content":"{}"}}]}})", model, prompt);
        return readChatRequest(body, path)->making;
    };
    EXPECT_EQ(making("sora2-portrait-10s", "a", "/v1/chat/completions").family, ChatFamily::Reasoning);
    EXPECT_EQ(making("sora2-portrait-10s", "a", "/sora/v1/chat/completions").family, ChatFamily::Platform);
    EXPECT_EQ(making("sora_video2", "a", "/sora/v1/chat/completions").family, ChatFamily::Runner);
    EXPECT_EQ(making("sora-2", "a", "/v1/chat/completions"), (ChatModel{.family = ChatFamily::Task}));
    EXPECT_EQ(making("sora-2", "a, 16:9", "/v1/chat/completions").width, 1280);
}

TEST(ChatRequestTest, takesTheTextOfTheLastUserMessage) {
    const auto request = readChatRequest(R"({"model":"sora_video2-hd-portrait","stream":true,"messages":[
        {"role":"system","content":"s"},{"role":"user","content":"old"},{"role":"assistant","content":"x"},
        {"role":"user","content":[{"type":"text","text":"a fox"},{"type":"image_url","image_url":{"url":"data:"}},
        {"type":"text","text":"runs"}]}]})",
        "/v1/chat/completions");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->prompt, "a fox\nruns");
    EXPECT_EQ(request->model, "sora_video2-hd-portrait");
}

TEST(ChatRequestTest, refusesWhatItCannotMake) {
    const auto codeOf = [](std::string_view body) {
        const auto request = readChatRequest(body, "/v1/chat/completions");
        return request ? std::string() : request.error().code;
    };
    EXPECT_EQ(codeOf("no json"), "invalid_json");
    EXPECT_EQ(codeOf(R"({"model":"gpt","stream":true,"messages":[{"role":"user","content":"a"}]})"), "model_not_found");
    EXPECT_EQ(codeOf(R"({"model":"sora_video2","messages":[{"role":"user","content":"a"}]})"), "stream_required");
    EXPECT_EQ(codeOf(R"({"model":"sora_video2","stream":true,"messages":[]})"), "prompt_required");
    EXPECT_EQ(codeOf(R"({"model":"sora_video2","stream":true,"messages":7})"), "prompt_required");
    EXPECT_EQ(codeOf(R"({"model":"sora_video2","stream":true,"messages":[{"role":"user","content":" "}]})"),
        "prompt_required");
}

TEST(ChatRequestTest, listsOnlyModelsItKnows) {
    for (const std::string_view name : chatModels()) {
        EXPECT_TRUE(chatModelOf(name)) << name;
    }
}

} // namespace
} // namespace kinora::sim
