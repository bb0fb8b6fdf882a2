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
             "desert planet", "meadow with a balloon", "a cat in a room with a fire", "a room at night", "fish, reef",
             "a rocket in space", "a fox in the snow", "camels in the desert", "a car in the city",
             "a train in the hills", "two people in a forest", "a horse in the mountains"}) {
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

/// Whether the lowest fifth of the picture, where the floor of a room is, is another one two frames later.
bool floorChanges(const std::string& prompt) {
    const ClipSpec spec{.prompt = prompt, .width = 320, .height = 180, .seconds = 4, .seed = 1};
    const std::vector<std::byte> before = frameOf(spec, 40);
    const std::vector<std::byte> after = frameOf(spec, 42);
    const auto floor = static_cast<std::ptrdiff_t>(before.size() / 5 * 4);
    return !std::equal(before.begin() + floor, before.end(), after.begin() + floor);
}

TEST(PainterTest, figuresGoThroughTheRoom) {
    EXPECT_FALSE(floorChanges("a room"));
    for (const char* prompt : {"a cat in a room", "a woman in a room", "two people in a room", "a dog in a room"}) {
        EXPECT_TRUE(floorChanges(prompt)) << prompt;
    }
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
