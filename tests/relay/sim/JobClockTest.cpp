#include "sim/JobClock.h"

#include <gtest/gtest.h>

#include <set>

namespace kinora::sim {
namespace {

using std::chrono::milliseconds;

TEST(JobClockTest, percentNeverFalls) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const JobClock clock(seed, milliseconds(20'000));
        int before = 0;
        for (milliseconds at{0}; at <= milliseconds(25'000); at += milliseconds(7)) {
            const int percent = clock.percent(at);
            ASSERT_GE(percent, before) << "seed " << seed << " at " << at.count();
            ASSERT_LE(percent, 99);
            before = percent;
        }
        EXPECT_EQ(before, 99) << "seed " << seed;
    }
}

TEST(JobClockTest, passesEveryPercentOfALongJob) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const JobClock clock(seed, milliseconds(20'000));
        std::set<int> seen;
        for (milliseconds at{0}; at < milliseconds(20'000); ++at) {
            seen.insert(clock.percent(at));
        }
        EXPECT_EQ(seen.size(), 100U) << "seed " << seed;
    }
}

TEST(JobClockTest, waitsInAShortQueueFirst) {
    const JobClock clock(3, milliseconds(10'000));
    EXPECT_TRUE(clock.isQueued(milliseconds(0)));
    EXPECT_TRUE(clock.isQueued(milliseconds(500)));
    EXPECT_EQ(clock.percent(milliseconds(500)), 0);
    EXPECT_FALSE(clock.isQueued(milliseconds(1500)));
    EXPECT_GE(clock.percent(milliseconds(1500)), 1);
}

TEST(JobClockTest, isOverAtItsDuration) {
    const JobClock clock(3, milliseconds(10'000));
    EXPECT_FALSE(clock.isOver(milliseconds(9'999)));
    EXPECT_TRUE(clock.isOver(milliseconds(10'000)));
}

TEST(JobClockTest, timeOfIsTheFirstMomentOfAPercent) {
    const JobClock clock(9, milliseconds(30'000));
    for (const int percent : {1, 36, 62, 81, 99}) {
        const milliseconds at = clock.timeOf(percent);
        EXPECT_GE(clock.percent(at), percent);
        EXPECT_LT(clock.percent(at - milliseconds(1)), percent);
    }
}

TEST(JobClockTest, dependsOnTheSeedAlone) {
    const JobClock one(1, milliseconds(20'000));
    const JobClock same(1, milliseconds(20'000));
    const JobClock other(2, milliseconds(20'000));
    bool differs = false;
    for (milliseconds at{0}; at < milliseconds(20'000); at += milliseconds(100)) {
        EXPECT_EQ(one.percent(at), same.percent(at));
        differs = differs || one.percent(at) != other.percent(at);
    }
    EXPECT_TRUE(differs);
}

TEST(JobClockTest, copesWithNoTimeAtAll) {
    const JobClock clock(1, milliseconds(0));
    EXPECT_TRUE(clock.isOver(milliseconds(1)));
    EXPECT_EQ(clock.percent(milliseconds(1)), 99);
}

} // namespace
} // namespace kinora::sim
