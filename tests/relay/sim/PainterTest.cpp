#include "sim/Painter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace kinora::sim {
namespace {

std::vector<std::byte> frameOf(const ClipSpec& spec, int index) {
    Painter painter(spec);
    const std::span<const std::byte> frame = painter.frame(index);
    return {frame.begin(), frame.end()};
}

TEST(PainterTest, paintsTheSizeAndLengthThatWereAskedFor) {
    for (const auto& [width, height] : {std::pair(180, 320), std::pair(320, 180)}) {
        Painter painter({.prompt = "a lake", .width = width, .height = height, .seconds = 8, .seed = 1});
        EXPECT_EQ(painter.frameCount(), 8 * Painter::framesPerSecond);
        EXPECT_EQ(painter.frame(0).size(), static_cast<std::size_t>(width * height * 4));
    }
}

TEST(PainterTest, isTheSameForTheSameSpec) {
    for (const char* prompt : {"sunset over the sea", "a city in the rain", "snow in the mountains", "aurora, forest",
             "desert planet", "meadow with a balloon"}) {
        const ClipSpec spec{.prompt = prompt, .width = 180, .height = 320, .seconds = 4, .seed = 5};
        EXPECT_EQ(frameOf(spec, 30), frameOf(spec, 30)) << prompt;
    }
}

TEST(PainterTest, doesNotDependOnTheFramesBefore) {
    const ClipSpec spec{.prompt = "rain on the sea", .width = 180, .height = 320, .seconds = 4, .seed = 5};
    Painter painter(spec);
    (void)painter.frame(3);
    const std::span<const std::byte> after = painter.frame(50);
    EXPECT_TRUE(std::ranges::equal(after, frameOf(spec, 50)));
}

TEST(PainterTest, movesAndFollowsTheSeedAndTheWords) {
    const ClipSpec spec{.prompt = "hills", .width = 180, .height = 320, .seconds = 4, .seed = 1};
    ClipSpec otherSeed = spec;
    otherSeed.seed = 2;
    ClipSpec otherWords = spec;
    otherWords.prompt = "hill";
    EXPECT_NE(frameOf(spec, 0), frameOf(spec, 40));
    EXPECT_NE(frameOf(spec, 0), frameOf(otherSeed, 0));
    EXPECT_NE(frameOf(spec, 0), frameOf(otherWords, 0));
}

} // namespace
} // namespace kinora::sim
