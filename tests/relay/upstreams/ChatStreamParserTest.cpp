#include "upstreams/ChatStreamParser.h"

#include "base/Unicode.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <vector>

using namespace kinora::upstreams;
using Outcome = ChatStreamParser::Outcome;

namespace {

std::string chunk(std::string_view text, std::string_view member = "content") {
    boost::json::object delta;
    delta[member] = text;
    boost::json::object choice;
    choice["index"] = 0;
    choice["delta"] = delta;
    choice["finish_reason"] = nullptr;
    boost::json::object body;
    body["choices"] = boost::json::array{choice};
    return "data: " + boost::json::serialize(body) + "\n\n";
}

const std::string Stop =
    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

bool notWanted(std::string_view) {
    ADD_FAILURE() << "there is no video inside this answer";
    return false;
}

ChatStreamParser parsed(std::string_view bytes) {
    ChatStreamParser parser(notWanted);
    parser.feed(bytes);
    parser.finish();
    return parser;
}

const std::string Whole = chunk("⌛️ 任务正在队列中，请耐心等待...\n\n") + ": ping\n\n" + chunk("🏃 进度：36.0%\n\n") +
                          chunk("🏃 进度：62.5%\n\n") + chunk("🏃 进度：99.0%\n\n") +
                          chunk("✅ 视频生成成功，[点击这里](https://cdn.example/v/a.mp4?sig=1) 查看视频~~~\n\n") +
                          Stop;

} // namespace

TEST(ChatStreamParserTest, theGatewayOfTheRunner) {
    ChatStreamParser parser(notWanted);
    parser.feed(chunk("⌛️ 任务正在队列中，请耐心等待...\n\n"));
    EXPECT_TRUE(parser.isAccepted());
    EXPECT_FALSE(parser.progress());
    parser.feed(chunk("🏃 进度：36.0%\n\n"));
    EXPECT_EQ(parser.progress(), 36);
    parser.feed(chunk("🏃 进度：20.0%\n\n"));
    EXPECT_EQ(parser.progress(), 36) << "never back";
    parser.feed(chunk("🏃 进度：100.0%\n\n"));
    EXPECT_EQ(parser.progress(), 99);
    parser.feed(chunk("✅ 视频生成成功，[点击这里](https://cdn.example/v/a.mp4)") + Stop);
    parser.finish();
    EXPECT_EQ(parser.resultUrl(), "https://cdn.example/v/a.mp4");
    EXPECT_EQ(parser.outcome(), Outcome::Link);
}

// Everywhere at once: inside "data:", inside a percentage, inside an emoji, between CR and LF.
TEST(ChatStreamParserTest, splitAtEveryByte) {
    std::string crlf;
    for (const char c : Whole)
        crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    for (const std::string& text : {Whole, crlf}) {
        for (std::size_t at = 0; at <= text.size(); ++at) {
            ChatStreamParser parser(notWanted);
            parser.feed(std::string_view(text).substr(0, at));
            parser.feed(std::string_view(text).substr(at));
            parser.finish();
            ASSERT_EQ(parser.resultUrl(), "https://cdn.example/v/a.mp4?sig=1") << at;
            ASSERT_EQ(parser.progress(), 99) << at;
        }
        ChatStreamParser bytewise(notWanted);
        for (const char c : text)
            bytewise.feed(std::string_view(&c, 1));
        bytewise.finish();
        ASSERT_EQ(bytewise.resultUrl(), "https://cdn.example/v/a.mp4?sig=1");
    }
}

// One delta may hold half a word, half a number, half a link.
TEST(ChatStreamParserTest, tokensOfOneCharacter) {
    ChatStreamParser parser(notWanted);
    for (const std::string_view piece :
        {"🏃 进度：", "3", "6", ".", "0", "%", "\n", "[点", "击](https://cdn.ex", "ample/a.m", "p4)"})
        parser.feed(chunk(piece));
    parser.feed(Stop);
    parser.finish();
    EXPECT_EQ(parser.progress(), 36);
    EXPECT_EQ(parser.resultUrl(), "https://cdn.example/a.mp4");
}

TEST(ChatStreamParserTest, reasoningAndVideoTag) {
    const auto parser = parsed(chunk("**Generation Process Begins**\n", "reasoning_content") +
                               chunk("**Video Generation Progress**: 36% (processing)\n", "reasoning_content") +
                               chunk("```html\n<video src='https://cdn.example/tmp/x' controls></video>\n```") + Stop);
    EXPECT_EQ(parser.progress(), 36);
    EXPECT_EQ(parser.resultUrl(), "https://cdn.example/tmp/x");
}

TEST(ChatStreamParserTest, aRowOfNumbersAndSeveralLinks) {
    const auto parser = parsed(
        chunk("```json\n{\"prompt\":\"a 100% cotton shirt\"}\n```\n") +
        chunk("> [预览](https://asyncdata.net/web/1) [原始](https://asyncdata.net/source/1)\n") + chunk("> 进度 36..") +
        chunk("62..76..\n") +
        chunk("> [▶️ 在线观看](https://cdn.example/a.mp4) | [⏬ 下载](https://cdn.example/download/a.mp4)\n") + Stop);
    EXPECT_EQ(parser.progress(), 76);
    EXPECT_EQ(parser.resultUrl(), "https://cdn.example/a.mp4");
}

TEST(ChatStreamParserTest, structuredFieldsComeFirst) {
    const auto parser =
        parsed("data: {\"choices\":[{\"delta\":{\"content\":\"[x](https://a.example/prose.mp4)\","
               "\"output\":[{\"url\":\"https://a.example/field.mp4\",\"type\":\"video\",\"task_id\":\"t\"}]}}]}\n\n" +
               Stop);
    EXPECT_EQ(parser.resultUrl(), "https://a.example/field.mp4");
    EXPECT_EQ(parsed("{\"media_url\":\"https://a.example/m.mp4\",\"choices\":[{\"message\":{\"content\":\"ok\"}}]}")
                  .resultUrl(),
        "https://a.example/m.mp4");
}

TEST(ChatStreamParserTest, failuresOfEveryKind) {
    struct Case {
        std::string bytes;
        FailureCode code;
        bool accepted;
    };
    const std::vector<Case> cases{
        {chunk("❌ 邀请已满") + Stop, FailureCode::UpstreamFull, false},
        {chunk("❌ 生成失败：内容违反政策") + Stop, FailureCode::ModerationBlocked, false},
        {chunk("🏃 进度：36.0%\n") + chunk("❌ 生成失败：内容审核未通过\n") + Stop, FailureCode::ModerationBlocked,
            true},
        {"data: {\"error\":{\"message\":\"We're under heavy load, please try again "
         "later\",\"type\":\"server_error\"}}\n\ndata: [DONE]",
            FailureCode::UpstreamBusy, false},
        {"{\"error\":{\"message\":\"x\",\"code\":\"moderation_blocked\"}}", FailureCode::ModerationBlocked, false},
        {"{\"detail\":\"Invalid API key\"}", FailureCode::NoAccess, false},
        {"data: {\"code\":500,\"msg\":\"generation timeout\"}\n\n", FailureCode::TimedOut, false},
        {"data: 错误：邀请已满\n\ndata: [DONE]\n\n", FailureCode::UpstreamFull, false},
        {chunk("Hello! I am a language model.") + Stop, FailureCode::UpstreamRejected, false},
    };
    for (const Case& one : cases) {
        const auto parser = parsed(one.bytes);
        EXPECT_EQ(parser.outcome(), Outcome::Failed) << one.bytes;
        EXPECT_EQ(parser.failure().code, one.code) << one.bytes;
        EXPECT_EQ(parser.isAccepted(), one.accepted) << one.bytes;
    }
}

TEST(ChatStreamParserTest, endsThatAreNoVerdict) {
    struct Case {
        std::string bytes;
        Outcome outcome;
        bool accepted;
    };
    const std::vector<Case> cases{
        {"<html>504 Gateway Time-out</html>", Outcome::NotTheirs, false},
        {chunk("🏃 进度：36.0%\n"), Outcome::BrokenOff, true},
        {chunk("🏃 进度：36.0%\n") + "<html>504 Gateway Time-out</html>", Outcome::BrokenOff, true},
        {chunk("🏃 进度：36.0%\n") + Stop, Outcome::Unfinished, true},
        {"", Outcome::BrokenOff, false},
        {": keep-alive\n\n", Outcome::BrokenOff, false},
        {Stop, Outcome::Unfinished, false},
        {chunk("🏃 99%\n") + chunk("✅ [点击这里](https://cdn.example/a.mp4?sig=ab"), Outcome::BrokenOff, true},
    };
    for (const Case& one : cases) {
        const auto parser = parsed(one.bytes);
        EXPECT_EQ(parser.outcome(), one.outcome) << one.bytes;
        EXPECT_EQ(parser.isAccepted(), one.accepted) << one.bytes;
    }
}

TEST(ChatStreamParserTest, aLinkIsWholeEvenIfTheConnectionBreaksBehindIt) {
    EXPECT_EQ(parsed(chunk("✅ [点击这里](https://cdn.example/a.mp4)")).resultUrl(), "https://cdn.example/a.mp4");
}

TEST(ChatStreamParserTest, aRetryIsNoFailureIfAVideoComes) {
    const auto parser = parsed(chunk("🏃 进度：50%\n") + chunk("生成失败，正在重试，第 1 次，共 3 次\n") +
                               chunk("🏃 进度：10%\n") + chunk("✅ [点击这里](https://cdn.example/a.mp4)") + Stop);
    EXPECT_EQ(parser.progress(), 50);
    EXPECT_EQ(parser.resultUrl(), "https://cdn.example/a.mp4");
}

TEST(ChatStreamParserTest, aLinkInAnErrorIsNoVideo) {
    EXPECT_EQ(parsed(chunk("❌ 错误，见 https://help.example/faq") + Stop).outcome(), Outcome::Failed);
}

TEST(ChatStreamParserTest, doneWithVisibleBackslashesAndNoSpace) {
    const auto parser = parsed(
        "data:{\"choices\":[{\"delta\":{\"content\":\"[x](https://a.example/b.webm)\"}}]}\n\ndata: [DONE]\\n\\n");
    EXPECT_TRUE(parser.isComplete());
    EXPECT_EQ(parser.resultUrl(), "https://a.example/b.webm");
}

// More lines than anybody would wait for if each read the object from its beginning.
TEST(ChatStreamParserTest, anObjectOverManyLines) {
    std::string bytes = "data: {\"choices\":[\n";
    for (int i = 0; i < 200'000; ++i)
        bytes += "data: 1,\n";
    bytes += "data: {\"delta\":\ndata: {\"content\":\"[x](https://a.example/b.mp4)\"}}\ndata: ]}\n\n" + Stop;
    EXPECT_EQ(parsed(bytes).resultUrl(), "https://a.example/b.mp4");
}

TEST(ChatStreamParserTest, aBrokenObjectDoesNotSwallowWhatFollows) {
    for (const std::string_view broken : {"{\"choices\":[}", "{\"choices\":["}) {
        const std::string bytes = "data: " + std::string(broken) + "\n\ndata: 错误：邀请已满\n\ndata: [DONE]\n\n";
        EXPECT_EQ(parsed(bytes).failure().code, FailureCode::UpstreamFull) << broken;
    }
}

TEST(ChatStreamParserTest, whatIsNoTextIsMadeText) {
    const auto parser = parsed("data: Rendering \xff\xe7\x8c the sea\n\n" + chunk("🏃 进度：36.0%\n") + Stop);
    EXPECT_TRUE(kinora::isUtf8(parser.text()));
    EXPECT_TRUE(parser.text().contains("the sea"));
}

TEST(ChatStreamParserTest, whatWasBegunStaysBegun) {
    ChatStreamParser parser(notWanted);
    parser.feed(chunk("Rendering the sea\n") + chunk("and the sky\n"));
    ASSERT_TRUE(parser.isAccepted());
    parser.feed(chunk("❌ 生成失败\n") + Stop);
    parser.finish();
    EXPECT_EQ(parser.outcome(), Outcome::Failed);
    EXPECT_TRUE(parser.isAccepted()) << "somebody has been told, and paid";
}
