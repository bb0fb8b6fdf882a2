#include "http/Pace.h"

#include <gtest/gtest.h>

using namespace kinora::http;
using namespace std::chrono_literals;

TEST(PaceTest, silenceHasItsLimit) {
    const Pace::Clock::time_point start{};
    const Pace pace({.limit = 30s, .bytesPerSecond = 1000}, start);
    EXPECT_EQ(pace.left(start), 30s);
    EXPECT_EQ(pace.left(start + 20s), 10s);
    EXPECT_EQ(pace.left(start + 31s), 0s);
}

TEST(PaceTest, aReaderThatKeepsUpGoesOnForEver) {
    const Pace::Clock::time_point start{};
    Pace pace({.limit = 30s, .bytesPerSecond = 1000}, start);
    for (int second = 1; second < 10'000; ++second) {
        pace.moved(1001);
        EXPECT_EQ(pace.left(start + std::chrono::seconds(second)), 30s);
    }
}

TEST(PaceTest, aByteNowAndThenIsNotEnough) {
    const Pace::Clock::time_point start{};
    Pace pace({.limit = 30s, .bytesPerSecond = 1000}, start);
    int second = 0;
    while (pace.left(start + std::chrono::seconds(second)) > 0s) {
        pace.moved(10);
        ++second;
    }
    EXPECT_NEAR(second, 30, 1);
}

TEST(PaceTest, whatWentOutInOneGoIsTimeEarnedButNoLongerSilence) {
    const Pace::Clock::time_point start{};
    Pace pace({.limit = 30s, .bytesPerSecond = 1000}, start);
    pace.moved(600'000);
    EXPECT_EQ(pace.left(start), 30s);
    EXPECT_EQ(pace.left(start + 620s), 10s);
}
