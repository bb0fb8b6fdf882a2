#include "jobs/TaskMatch.h"

#include <gtest/gtest.h>

using namespace kinora;
using namespace std::chrono_literals;

namespace {

const TimePoint Sent{std::chrono::hours(500'000)};

upstreams::Candidate at(std::chrono::milliseconds afterSent) {
    upstreams::Candidate candidate;
    candidate.createdAt = Sent + afterSent;
    return candidate;
}

} // namespace

TEST(TaskMatchTest, theOneThatFollowedMostClosely) {
    EXPECT_FALSE(jobs::matchTask({}, Sent, {}));
    EXPECT_EQ(jobs::matchTask({at(1s)}, Sent, {}), 0U);
    EXPECT_EQ(jobs::matchTask({at(60s), at(1s), at(-30s)}, Sent, {}), 1U);
}

TEST(TaskMatchTest, aTaskThatFitsAnotherCreateBetterIsNotOurs) {
    // The first try, 40 s before ours, arrived late.
    EXPECT_FALSE(jobs::matchTask({at(-20s)}, Sent, {Sent - 40s}));
    EXPECT_EQ(jobs::matchTask({at(-20s), at(2s)}, Sent, {Sent - 40s}), 1U);
    EXPECT_EQ(jobs::matchTask({at(2s), at(41s)}, Sent, {Sent + 40s}), 0U);
}

TEST(TaskMatchTest, wholeSecondsAreRoundedDown) {
    EXPECT_EQ(jobs::matchTask({at(-900ms)}, Sent, {Sent - 40s}), 0U);
}

TEST(TaskMatchTest, withoutATimeOnlyIfThereIsNobodyElse) {
    EXPECT_EQ(jobs::matchTask({upstreams::Candidate()}, Sent, {}), 0U);
    EXPECT_FALSE(jobs::matchTask({upstreams::Candidate()}, Sent, {Sent - 40s}));
    EXPECT_FALSE(jobs::matchTask({upstreams::Candidate(), upstreams::Candidate()}, Sent, {}));
}
