#include "base/Unicode.h"

#include <gtest/gtest.h>

using namespace kinora;

TEST(UnicodeTest, tellsWellFormedFromMalformed) {
    EXPECT_TRUE(isUtf8(""));
    EXPECT_TRUE(isUtf8("Füße 猫 🐈"));
    for (const char* wrong : {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\x80", "\xe7\x8c"})
        EXPECT_FALSE(isUtf8(wrong));
}

TEST(UnicodeTest, repairsWhatIsMalformed) {
    EXPECT_EQ(repaired("猫 🐈"), "猫 🐈");
    EXPECT_EQ(repaired("a\xff\xe7\x8c"), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(repaired("\x8c\xe7\x8c\xab"), "\xEF\xBF\xBD猫");
    EXPECT_EQ(repaired(""), "");
}

TEST(UnicodeTest, composes) {
    EXPECT_EQ(toNfc("u\xcc\x88"), "\xc3\xbc");
    EXPECT_EQ(toNfc("\xe2\x84\xab"), "\xc3\x85") << "ANGSTROM SIGN is a LETTER A WITH RING in NFC";
    EXPECT_EQ(toNfc("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"), "\xed\x95\x9c") << "Hangul jamo";
    EXPECT_EQ(toNfc(std::string_view("a\0b", 3)), std::string("a\0b", 3));
    EXPECT_EQ(toNfc("\xff"), std::nullopt);
}

TEST(UnicodeTest, countsCodePoints) {
    EXPECT_EQ(codePoints(""), 0U);
    EXPECT_EQ(codePoints("aü猫🐈"), 4U);
}

TEST(UnicodeTest, trimsUnicodeWhiteSpace) {
    EXPECT_EQ(trim(" \t\n a b \xc2\xa0\xe3\x80\x80"), "a b");
    EXPECT_EQ(trim("\xe2\x80\x89"), "");
    EXPECT_EQ(trim("\xe3\x80\x81x"), "\xe3\x80\x81x") << "an ideographic comma is no space";
    EXPECT_EQ(trim(""), "");
}

TEST(UnicodeTest, findsControls) {
    EXPECT_FALSE(hasControl("a\nb", "\n"));
    EXPECT_TRUE(hasControl("a\nb"));
    EXPECT_TRUE(hasControl(std::string_view("a\0b", 3), "\n"));
    EXPECT_TRUE(hasControl("\xc2\x85"));
    EXPECT_FALSE(hasControl("🐈 猫"));
}

TEST(UnicodeTest, caseFoldsInEveryScript) {
    EXPECT_EQ(foldCase("Ann@Example.ORG"), "ann@example.org");
    EXPECT_EQ(foldCase("STRASSE"), foldCase("stra\xc3\x9f"
                                            "e"));
    EXPECT_EQ(foldCase("\xce\xa3"), foldCase("\xcf\x82")) << "both sigmas";
    EXPECT_EQ(foldCase("\xff"), std::nullopt);
}
