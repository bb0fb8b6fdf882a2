#include "sim/Caption.h"

#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

std::string repeated(const std::string& word, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) {
        text += word;
    }
    return text;
}

TEST(CaptionTest, makesOneParagraphOfAnything) {
    EXPECT_EQ(captionText("  a\tfox\r\n\nruns  "), "a fox runs");
    EXPECT_EQ(captionText("bell\x07rings"), "bell rings");
    EXPECT_EQ(captionText("cut \xe7\x8b"), "cut \xef\xbf\xbd\xef\xbf\xbd");
    EXPECT_EQ(captionText(""), "");
}

TEST(CaptionTest, wrapsLongTextAndShrinksIt) {
    const Caption shortOne = makeCaption("A fox", 720, 1280);
    const Caption longOne = makeCaption(repeated("a fox runs over the hill ", 16), 720, 1280);
    EXPECT_EQ(shortOne.lines, 1);
    EXPECT_GT(longOne.lines, 3);
    EXPECT_LT(longOne.fontSize, shortOne.fontSize);
    EXPECT_FALSE(longOne.shortened);
}

TEST(CaptionTest, wrapsScriptsWithoutSpacesAndWordsWithoutEnd) {
    EXPECT_GT(makeCaption(repeated("一只狐狸在雪地里奔跑", 4), 720, 1280).lines, 1);
    EXPECT_GT(makeCaption(repeated("Donaudampfschiff", 8), 720, 1280).lines, 1);
}

TEST(CaptionTest, endsWithAnEllipsisWhenNothingElseHelps) {
    const Caption caption = makeCaption(repeated("word ", 2000), 1280, 720);
    EXPECT_TRUE(caption.shortened);
    EXPECT_LT(cairo_image_surface_get_height(caption.image.get()), 720);
}

TEST(CaptionTest, staysInsideTheFrame) {
    for (const auto& [width, height] : {std::pair(720, 1280), std::pair(1280, 720)}) {
        const Caption caption = makeCaption(repeated("emoji 🦊 中文 ", 30), width, height);
        EXPECT_GE(caption.x, 0);
        EXPECT_GE(caption.y, 0);
        EXPECT_LE(caption.x + cairo_image_surface_get_width(caption.image.get()), width);
        EXPECT_LE(caption.y + cairo_image_surface_get_height(caption.image.get()), height);
        const Caption mark = makeDemoMark(width, height);
        EXPECT_LT(mark.x + cairo_image_surface_get_width(mark.image.get()), width);
        EXPECT_LT(mark.y + cairo_image_surface_get_height(mark.image.get()), height);
    }
}

} // namespace
} // namespace kinora::sim
