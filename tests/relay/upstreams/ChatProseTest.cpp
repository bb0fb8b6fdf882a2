#include "upstreams/ChatProse.h"

#include "base/Unicode.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

using namespace kinora::upstreams;

namespace {

ChatProse read(std::string_view text) {
    ChatProse prose;
    prose.feed(text);
    prose.finish(true);
    return prose;
}

} // namespace

TEST(ChatProseTest, progressInManyTongues) {
    const std::vector<std::pair<std::string, std::optional<int>>> lines{
        {"🏃 进度：36.0%", 36},
        {"進捗：３６％", 36},
        {"**Video Generation Progress**: 62% (processing)", 62},
        {"Generation in progress: 40% completed (estimated)", 40},
        {"Прогресс: 81 %", 81},
        {"Progression : 7 %", 7},
        {"التقدم: 50%", 50},
        {"Fortschritt: 12,", 12},
        {"进度：98/100", 98},
        {"进度 36..62..76..", 76},
        {"🏃 进度 72..[100](https://videos.example/x)", 72},
        {"进度：100%", 99},
        {"进度 3", std::nullopt},
        {"进度 36.", std::nullopt},
        {"in 2049, at 7..9 o'clock", std::nullopt},
        {"120% more of it", std::nullopt},
        {"version 2.5 of the model", std::nullopt},
    };
    for (const auto& [line, percent] : lines)
        EXPECT_EQ(findProgress(line), percent) << line;
}

TEST(ChatProseTest, neverFallsBack) {
    const auto prose = read("进度：50%\n生成失败，正在重试，第 1 次\n进度：10%\n");
    EXPECT_EQ(prose.progress(), 50);
    EXPECT_EQ(prose.failure(), "") << "another try is no end";
}

TEST(ChatProseTest, saysThatItTriesAgain) {
    EXPECT_EQ(read("进度：50%\n生成失败，正在重试，第 1 次\n").message(), "生成失败，正在重试，第 1 次");
    EXPECT_EQ(read("> **Image Upload Begins**\n").message(), "Image Upload Begins");
    EXPECT_EQ(read("Rendering the sea\n进度：50%\n").message(), "");
}

TEST(ChatProseTest, knowsWorkFromTalk) {
    for (const std::string_view line : {"⌛️ 任务正在队列中", "> 排队中...", "You are in the queue",
             "キューに入りました", "🏃 进度：1%", "> [原始数据](https://a.example/source/task_1)"})
        EXPECT_TRUE(read(line).hasBegun()) << line;
    for (const std::string_view line : {"❌ 邀请已满", "生成失败：队列已满", "Hello, how can I help?", ""})
        EXPECT_FALSE(read(line).hasBegun()) << line;
}

TEST(ChatProseTest, doesNotReadTheEchoOfThePrompt) {
    const auto prose = read("```json\n{\"prompt\": \"进度：97%, 错误 ❌, in the queue\"}\n```\n> 排队中.\n");
    EXPECT_FALSE(prose.progress());
    EXPECT_EQ(prose.failure(), "");
    EXPECT_TRUE(prose.hasBegun());
    EXPECT_EQ(findVideoLink("```json\n{\"prompt\":\"as in https://x.example/seen.mp4\"}\n```\n"
                            "[▶](https://x.example/made.mp4)")
                  ->url,
        "https://x.example/made.mp4");
}

TEST(ChatProseTest, findsTheTaskLinkOnceItIsWhole) {
    ChatProse prose;
    prose.feed("> [数据预览](https://a.example/web/task_01) | [原始数据](https://a.example/source/task_0");
    EXPECT_EQ(prose.taskLink(), "");
    ChatProse broken = prose;
    broken.finish(false);
    EXPECT_EQ(broken.taskLink(), "") << "half an address is none";
    prose.feed("1k)");
    EXPECT_EQ(prose.taskLink(), "https://a.example/source/task_01k");
    EXPECT_EQ(read("see https://a.example/source/").taskLink(), "");
    EXPECT_EQ(read("https://a.example/source/veo3:77").taskLink(), "https://a.example/source/veo3:77");
}

TEST(ChatProseTest, linksInAllShapes) {
    const std::vector<std::pair<std::string, std::string>> texts{
        {"<video src='https://c.example/a?x=1&amp;y=2' controls></video>", "https://c.example/a?x=1&y=2"},
        {"<video controls><source src=\"/media/a.mp4\"></video>", "/media/a.mp4"},
        {"![x](https://c.example/poster.webp)\n[在线播放▶️](https://c.example/a.mp4) | "
         "[下载](https://c.example/d/a.mp4)",
            "https://c.example/a.mp4"},
        {"视频：https://c.example/A.MP4，请下载。", "https://c.example/A.MP4"},
        {"(https://c.example/a.webm).", "https://c.example/a.webm"},
        {"[数据预览](https://a.example/web/t) [原始数据](https://a.example/source/t) https://c.example/view/9",
            "https://c.example/view/9"},
        {"https://view.example/?film=https://c.example/a.mp4", "https://c.example/a.mp4"},
    };
    for (const auto& [text, url] : texts) {
        const auto link = findVideoLink(text);
        ASSERT_TRUE(link) << text;
        EXPECT_EQ(link->url, url) << text;
    }
    EXPECT_FALSE(findVideoLink("[数据预览](https://a.example/web/t) ![x](https://c.example/p.png)"))
        << "neither a page about the task nor a picture is the video";
}

TEST(ChatProseTest, longTextsStayCheap) {
    ChatProse prose;
    for (int i = 0; i < 5'000; ++i)
        prose.feed("12 words ");
    prose.finish(true);
    EXPECT_FALSE(prose.hasBegun());
}

TEST(ChatProseTest, manyAddressesStayCheap) {
    std::string text;
    for (int i = 0; i < 150'000; ++i)
        text += "http://";
    const auto link = findVideoLink(text);
    ASSERT_TRUE(link);
    EXPECT_EQ(link->url, "http://");
    EXPECT_EQ(read(text + "\n").taskLink(), "");
    std::string entities;
    for (int i = 0; i < 150'000; ++i)
        entities += "&amp;";
    EXPECT_EQ(findVideoLink("<video src='/" + entities + "'>")->url, "/" + std::string(150'000, '&'));
}

TEST(ChatProseTest, longLinesKeepTheirCharacters) {
    ChatProse prose;
    for (int i = 0; i < 4'000; ++i)
        prose.feed("猫");
    prose.feed(" x\n");
    EXPECT_TRUE(kinora::isUtf8(prose.message()));
    EXPECT_TRUE(prose.message().starts_with("猫"));
}

TEST(ChatProseTest, theNameOfAFinishedVideo) {
    const std::string id = "s_0123456789abcdef0123456789abcdef";
    EXPECT_EQ(read("> sid: `" + id + "`\n").shareId(), id);
    EXPECT_EQ(read("https://sora.example/p/" + id + "?x=1").shareId(), id);
    EXPECT_EQ(read("sid: " + id).shareId(), id);
    EXPECT_EQ(read("```json\n{\"prompt\":\"like " + id + "\"}\n```\n").shareId(), "") << "the request, repeated";
    EXPECT_EQ(read("task" + id + "\n").shareId(), "");
    EXPECT_EQ(read(id + "0\n").shareId(), "");
    EXPECT_EQ(read("s_0123\n").shareId(), "");
}
