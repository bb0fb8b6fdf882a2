#include "domain/RefreshTokens.h"

#include "base/Ids.h"

#include <gtest/gtest.h>

using namespace kinora;
using namespace kinora::domain;

namespace {

const RefreshTokens tokens(Secret("0123456789abcdef0123456789abcdef"));

} // namespace

TEST(RefreshTokensTest, sayWhichSessionAndWhichGeneration) {
    const RefreshToken token{newId(), 41};
    const auto read = tokens.read(tokens.issue(token));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->sessionId, token.sessionId);
    EXPECT_EQ(read->generation, 41);
    EXPECT_EQ(tokens.issue(token), tokens.issue(token)) << "a successor can be given again";
}

TEST(RefreshTokensTest, cannotBeForgedOrChanged) {
    const std::string good = tokens.issue({newId(), 7});
    const auto first = good.find('.');
    const auto second = good.rfind('.');
    EXPECT_FALSE(tokens.read(good.substr(0, first) + ".8" + good.substr(second)));
    EXPECT_FALSE(tokens.read(newId() + good.substr(first)));
    EXPECT_FALSE(tokens.read(good.substr(0, second)));
    EXPECT_FALSE(tokens.read(good.substr(0, second + 1)));
    EXPECT_FALSE(tokens.read(good + "="));
    EXPECT_FALSE(tokens.read(RefreshTokens(Secret("another secret of enough bytes!!")).issue({newId(), 7})));
    for (const char* text : {"", ".", "..", "...", "a.1.b"})
        EXPECT_FALSE(tokens.read(text)) << text;
}

TEST(RefreshTokensTest, decisions) {
    EXPECT_EQ(decideRefresh(5, 5), RefreshDecision::Advance);
    EXPECT_EQ(decideRefresh(5, 4), RefreshDecision::Repeat);
    EXPECT_EQ(decideRefresh(5, 3), RefreshDecision::Reuse);
    EXPECT_EQ(decideRefresh(5, 0), RefreshDecision::Reuse);
    EXPECT_EQ(decideRefresh(5, 6), RefreshDecision::Advance) << "the database was restored from a backup";
}
