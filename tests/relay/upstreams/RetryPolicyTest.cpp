#include "upstreams/RetryPolicy.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using kinora::upstreams::pollInterval;
using kinora::upstreams::RetryPolicy;

TEST(RetryPolicyTest, growsAndStopsGrowing) {
    const RetryPolicy policy;
    EXPECT_EQ(policy.delay(1, std::nullopt, 0), 1s);
    EXPECT_EQ(policy.delay(2, std::nullopt, 0), 2s);
    EXPECT_EQ(policy.delay(5, std::nullopt, 0), 16s);
    EXPECT_EQ(policy.delay(1000, std::nullopt, 0), 60s);
    EXPECT_EQ(policy.delay(0, std::nullopt, 0), 1s);
}

TEST(RetryPolicyTest, neverEarlierThanAsked) {
    const RetryPolicy policy;
    for (const double dice : {0.0, 0.3, 0.999})
        EXPECT_GE(policy.delay(1, 30s, dice), 30s);
    EXPECT_EQ(policy.delay(6, 3s, 0), 32s);
    EXPECT_EQ(policy.delay(1, 100h, 0), 1h);
}

TEST(RetryPolicyTest, jitterIsPositive) {
    const RetryPolicy policy;
    EXPECT_EQ(policy.delay(1, std::nullopt, 1), 1250ms);
}

TEST(RetryPolicyTest, pollsOftenThenSeldom) {
    EXPECT_EQ(pollInterval(0ms), 400ms);
    EXPECT_EQ(pollInterval(8s), 1s);
    EXPECT_EQ(pollInterval(10min), 5s);
}
