// Whole answers of every family, as they come and torn into random pieces.
#include "upstreams/ChatStreamParser.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <ostream>
#include <random>

using namespace kinora::upstreams;
using Outcome = ChatStreamParser::Outcome;

namespace {

struct Case {
    const char* file;
    Outcome outcome;
    const char* url = "";
    std::optional<int> progress = std::nullopt;
    bool accepted = true;
    const char* taskUrl = "";
    FailureCode code = FailureCode::Internal; ///< with Outcome::Failed
};

// GoogleTest looks for this name.
void PrintTo(const Case& one, std::ostream* stream) { // NOLINT(readability-identifier-naming)
    *stream << one.file;
}

constexpr const char* Task = "https://tasks.example/source/task_01k8sxz17g";

const Case Cases[]{
    {.file = "reasoning.sse",
        .outcome = Outcome::Link,
        .url = "https://cdn.example/tmp/8c1.mp4?sig=a&exp=1",
        .progress = 98},
    {.file = "reasoning-output.sse", .outcome = Outcome::Link, .url = "https://cdn.example/field.mp4", .progress = 98},
    {.file = "reasoning-refused.sse",
        .outcome = Outcome::Failed,
        .progress = 98,
        .code = FailureCode::ModerationBlocked},
    {.file = "reasoning-error.sse", .outcome = Outcome::Failed, .accepted = false, .code = FailureCode::UpstreamBusy},
    {.file = "runner.sse", .outcome = Outcome::Link, .url = "https://cdn.example/v/7f3.mp4", .progress = 98},
    {.file = "runner-crlf-undone.sse",
        .outcome = Outcome::Link,
        .url = "https://cdn.example/v/7f3.mp4",
        .progress = 98},
    {.file = "runner-inline.sse", .outcome = Outcome::Inline, .progress = 98},
    {.file = "runner-full.sse", .outcome = Outcome::Failed, .accepted = false, .code = FailureCode::UpstreamFull},
    {.file = "runner-broken-off.sse", .outcome = Outcome::BrokenOff, .progress = 98},
    {.file = "task.sse", .outcome = Outcome::Link, .url = "https://cdn.example/a.mp4", .progress = 81, .taskUrl = Task},
    {.file = "task-only.sse", .outcome = Outcome::Unfinished, .taskUrl = Task},
    {.file = "task-broken-off.sse", .outcome = Outcome::BrokenOff, .progress = 76, .taskUrl = Task},
    {.file = "platform.sse", .outcome = Outcome::Link, .url = "/sora/media/9a", .progress = 99},
    {.file = "platform-switched.sse",
        .outcome = Outcome::Link,
        .url = "https://gateway.example/sora/media/9b",
        .progress = 99},
    {.file = "platform-whole.json",
        .outcome = Outcome::Link,
        .url = "https://gateway.example/sora/media/9c",
        .accepted = false},
};

class ChatFamiliesTest : public testing::TestWithParam<Case> {
protected:
    static std::string transcript() {
        std::ifstream file(
            std::string(KINORA_TESTS_DIR "/relay/upstreams/streams/") + GetParam().file, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    /// `pieces` says how long each next piece is.
    template <class Pieces>
    static void expectReading(const std::string& text, Pieces pieces) {
        std::string video;
        ChatStreamParser parser([&video](std::string_view bytes) {
            video += bytes;
            return true;
        });
        int shown = 0;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t length = std::min(text.size() - at, pieces());
            parser.feed(std::string_view(text).substr(at, length));
            at += length;
            ASSERT_GE(parser.progress().value_or(0), shown) << "never back";
            shown = parser.progress().value_or(0);
        }
        parser.finish();
        const Case& expected = GetParam();
        ASSERT_EQ(parser.outcome(), expected.outcome);
        EXPECT_EQ(parser.resultUrl(), expected.url);
        EXPECT_EQ(parser.progress(), expected.progress);
        EXPECT_EQ(parser.isAccepted(), expected.accepted);
        EXPECT_EQ(parser.taskUrl(), expected.taskUrl);
        if (expected.outcome == Outcome::Failed) {
            EXPECT_EQ(parser.failure().code, expected.code) << parser.failure().detail;
        }
        if (expected.outcome == Outcome::Inline) {
            EXPECT_EQ(video.substr(4, 8), "ftypisom");
        }
    }
};

} // namespace

TEST_P(ChatFamiliesTest, whole) {
    const std::string text = transcript();
    ASSERT_FALSE(text.empty());
    expectReading(text, [] { return std::string::npos; });
}

TEST_P(ChatFamiliesTest, byteByByte) {
    expectReading(transcript(), [] { return std::size_t{1}; });
}

TEST_P(ChatFamiliesTest, inRandomPieces) {
    const std::string text = transcript();
    for (unsigned seed = 1; seed <= 12; ++seed) {
        std::mt19937 random(seed);
        expectReading(text, [&random] { return std::size_t{1} + random() % 97; });
        if (HasFatalFailure() || HasNonfatalFailure())
            FAIL() << "seed " << seed;
    }
}

// Whatever stands in the stream, no end of it may be taken for a result that is not there.
TEST_P(ChatFamiliesTest, cutAnywhere) {
    const std::string text = transcript();
    const std::string url = GetParam().url;
    // Every byte of the end, where the result stands; before it, enough to meet every kind of place.
    constexpr std::size_t most = 150;
    const std::size_t end = text.size() > most ? text.size() - most : 0;
    for (std::size_t length = 0; length < text.size(); length += length < end ? 1 + end / most : 1) {
        ChatStreamParser parser([](std::string_view) { return true; });
        parser.feed(std::string_view(text).substr(0, length));
        parser.finish();
        if (parser.outcome() == Outcome::Link) {
            ASSERT_EQ(parser.resultUrl(), url) << length;
        }
        ASSERT_TRUE(parser.taskUrl().empty() || parser.taskUrl() == GetParam().taskUrl) << length;
    }
}

INSTANTIATE_TEST_SUITE_P(Streams, ChatFamiliesTest, testing::ValuesIn(Cases), [](const auto& one) {
    std::string name(one.param.file);
    std::ranges::replace(name, '-', '_');
    std::ranges::replace(name, '.', '_');
    return name;
});
