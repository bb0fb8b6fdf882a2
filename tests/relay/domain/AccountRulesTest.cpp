#include "domain/AccountRules.h"

#include <gtest/gtest.h>

using namespace kinora::domain;

namespace {

std::string codeOf(const std::optional<kinora::FieldError>& problem) {
    return problem ? problem->code : "";
}

std::string repeated(const std::string& text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i)
        all += text;
    return all;
}

} // namespace

TEST(AccountRulesTest, emailAddresses) {
    for (const char* good :
        {"ann@example.org", "a@b", "ann+kinora@example.co.uk", "\xc3\xa4nn@ex\xc3\xa4mple.org", "o'neil@x.y"})
        EXPECT_EQ(codeOf(checkEmail(good)), "") << good;
    for (const char* wrong : {"ann", "@example.org", "ann@", "a@b@c", "ann @example.org", "ann@exa mple.org",
             "ann@.org", "ann@org.", "ann@a..b", "ann\n@example.org", "ann@exam\xffple.org"})
        EXPECT_EQ(codeOf(checkEmail(wrong)), "invalid") << wrong;
    EXPECT_EQ(codeOf(checkEmail("")), "required");
    EXPECT_EQ(codeOf(checkEmail("a@" + std::string(253, 'b'))), "too_long");
    EXPECT_EQ(codeOf(checkEmail(std::string(65, 'a') + "@b.org")), "invalid");
}

TEST(AccountRulesTest, caseMakesNoOtherAddress) {
    EXPECT_EQ(emailKey("Ann@Example.ORG"), emailKey("ann@example.org"));
    EXPECT_EQ(emailKey("\xc3\x84nn@x.org"), emailKey("\xc3\xa4nn@x.org"));
    EXPECT_EQ(emailKey("a\xcc\x88nn@x.org"), emailKey("\xc3\xa4nn@x.org")) << "composed and decomposed";
    EXPECT_NE(emailKey("ann@example.org"), emailKey("anne@example.org"));
}

TEST(AccountRulesTest, passwordsAreCountedInCodePointsAfterNfc) {
    EXPECT_EQ(codeOf(checkPassword("")), "required");
    EXPECT_EQ(codeOf(checkPassword("1234567")), "too_short");
    EXPECT_EQ(codeOf(checkPassword("12345678")), "");
    EXPECT_EQ(codeOf(checkPassword(repeated("\xe6\x97\xa5", 8))), "");
    EXPECT_EQ(codeOf(checkPassword(repeated("a\xcc\x88", 7))), "too_short");
    EXPECT_EQ(codeOf(checkPassword(repeated("\xf0\x9f\x8e\xac", 256))), "");
    EXPECT_EQ(codeOf(checkPassword(std::string(257, 'x'))), "too_long");
    EXPECT_EQ(codeOf(checkPassword("1234567\xff")), "invalid");
    EXPECT_EQ(codeOf(checkPassword("        ")), "") << "white space counts";
}

TEST(AccountRulesTest, handles) {
    for (const char* good : {"ann", "ann_1", "a23456789012345678901234567890"})
        EXPECT_EQ(codeOf(checkHandle(good)), "") << good;
    EXPECT_EQ(codeOf(checkHandle("ab")), "too_short");
    EXPECT_EQ(codeOf(checkHandle(std::string(31, 'a'))), "too_long");
    for (const char* wrong : {"Ann", "ann-b", "ann b", "\xc3\xa4nn"})
        EXPECT_EQ(codeOf(checkHandle(wrong)), "invalid") << wrong;
}

TEST(AccountRulesTest, displayNames) {
    EXPECT_EQ(codeOf(checkDisplayName(repeated("\xe6\x97\xa5", 80))), "");
    EXPECT_EQ(codeOf(checkDisplayName(repeated("\xe6\x97\xa5", 81))), "too_long");
    EXPECT_EQ(codeOf(checkDisplayName("a\nb")), "invalid");
}

TEST(AccountRulesTest, handlesMadeFromAddressesAreGoodOnes) {
    EXPECT_EQ(handleFrom("Ann.Smith+x@example.org"), "ann_smith_x");
    EXPECT_EQ(handleFrom("a@b"), "user_a");
    EXPECT_EQ(handleFrom("\xe6\x97\xa5\xe6\x9c\xac@b"), "user");
    EXPECT_EQ(handleFrom("..@b"), "user");
    for (const std::string& email :
        {std::string("ann@b"), std::string(64, 'x') + "@b", std::string("_@b"), std::string("a.-.b@c")})
        EXPECT_EQ(codeOf(checkHandle(handleFrom(email))), "") << email;
}
