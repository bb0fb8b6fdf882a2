#include "upstreams/FailureCode.h"

#include <gtest/gtest.h>

using namespace kinora::upstreams;

TEST(FailureCodeTest, textAndBack) {
    for (int value = 1; value <= static_cast<int>(FailureCode::Internal); ++value) {
        const auto code = static_cast<FailureCode>(value);
        EXPECT_EQ(failureCodeOf(toText(code)), code) << toText(code);
    }
    EXPECT_FALSE(failureCodeOf("nonsense"));
}

TEST(FailureCodeTest, statusAndWords) {
    EXPECT_EQ(classifyRefusal(400, "moderation_blocked", ""), FailureCode::ModerationBlocked);
    EXPECT_EQ(classifyRefusal(400, "invalid_type", "Invalid type for 'seconds'"), FailureCode::UpstreamRejected);
    EXPECT_EQ(classifyRefusal(401, "invalid_api_key", "Incorrect key"), FailureCode::NoAccess);
    EXPECT_EQ(classifyRefusal(403, "", "邀请已满"), FailureCode::UpstreamFull);
    EXPECT_EQ(classifyRefusal(403, "", "no"), FailureCode::NoAccess);
    EXPECT_EQ(classifyRefusal(404, "", ""), FailureCode::UpstreamGone);
    EXPECT_EQ(classifyRefusal(410, "", ""), FailureCode::UpstreamGone);
    EXPECT_EQ(classifyRefusal(429, "rate_limit_exceeded", "slow down"), FailureCode::UpstreamBusy);
    EXPECT_EQ(classifyRefusal(429, "insufficient_quota", "You exceeded your current quota"), FailureCode::UpstreamFull);
    EXPECT_EQ(classifyRefusal(503, "", "overloaded"), FailureCode::UpstreamBusy);
}

TEST(FailureCodeTest, wordsToldInBand) {
    EXPECT_EQ(classifyWords("", "❌ 邀请已满"), FailureCode::UpstreamFull);
    EXPECT_EQ(classifyWords("", "❌ 生成失败：内容违规"), FailureCode::ModerationBlocked);
    EXPECT_EQ(classifyWords("heavy_load", "We're under heavy load, please try again later"), FailureCode::UpstreamBusy);
    EXPECT_EQ(
        classifyWords("", "No available tokens for video generation. All tokens are either disabled, cooling down, "
                          "Sora2 quota exhausted, don't support Sora2, or expired."),
        FailureCode::UpstreamBusy);
    EXPECT_EQ(classifyWords("", "Upstream API timeout: Generation exceeded 3000 seconds limit"), FailureCode::TimedOut);
    EXPECT_EQ(classifyWords("", "something else"), FailureCode::UpstreamRejected);
}

TEST(FailureCodeTest, clippedNeverSplitsACharacter) {
    EXPECT_EQ(clipped("纸船", 4), "纸");
    EXPECT_EQ(clipped("纸船", 6), "纸船");
    EXPECT_EQ(clipped("纸船", 2), "");
}

TEST(FailureCodeTest, theEndNeverBeginsInsideACharacter) {
    EXPECT_EQ(endOf("纸船", 4), "船");
    EXPECT_EQ(endOf("纸船", 6), "纸船");
    EXPECT_EQ(endOf("纸船", 2), "");
}
