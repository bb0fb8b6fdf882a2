#include "sim/ChatRequest.h"

#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

TEST(ChatRequestTest, readsOrientationAndLengthFromTheName) {
    EXPECT_EQ(chatModelOf("sora_video2-hd-portrait"), (ChatModel{.width = 720, .height = 1280, .seconds = 4}));
    EXPECT_EQ(chatModelOf("sora_video2-hd-landscape"), (ChatModel{.width = 1280, .height = 720, .seconds = 4}));
    EXPECT_EQ(chatModelOf("sora_video2-landscape-15s"), (ChatModel{.width = 1280, .height = 720, .seconds = 15}));
    EXPECT_EQ(chatModelOf("sora_video2-10s-portrait-pro-hd"), (ChatModel{.width = 720, .height = 1280, .seconds = 10}));
    EXPECT_EQ(chatModelOf("sora_video2"), ChatModel{});
    for (const char* name : {"", "sora-2", "sora_video2-", "sora_video2-square", "sora_video2hd"}) {
        EXPECT_FALSE(chatModelOf(name)) << name;
    }
}

TEST(ChatRequestTest, takesTheTextOfTheLastUserMessage) {
    const auto request = readChatRequest(R"({"model":"sora_video2-hd-portrait","stream":true,"messages":[
        {"role":"system","content":"s"},{"role":"user","content":"old"},{"role":"assistant","content":"x"},
        {"role":"user","content":[{"type":"text","text":"a fox"},{"type":"image_url","image_url":{"url":"data:"}},
        {"type":"text","text":"runs"}]}]})");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->prompt, "a fox\nruns");
    EXPECT_EQ(request->model, "sora_video2-hd-portrait");
}

TEST(ChatRequestTest, refusesWhatItCannotMake) {
    const auto codeOf = [](std::string_view body) {
        const auto request = readChatRequest(body);
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
