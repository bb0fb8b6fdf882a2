#include "base/Time.h"

#include <gtest/gtest.h>

using namespace kinora;
using std::chrono::milliseconds;

namespace {

TimePoint at(std::int64_t count) {
    return TimePoint(milliseconds(count));
}

} // namespace

TEST(TimeTest, rfc3339HasMillisecondsAndZ) {
    EXPECT_EQ(toRfc3339(at(0)), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(toRfc3339(at(1'772'366'400'007)), "2026-03-01T12:00:00.007Z");
    EXPECT_EQ(toRfc3339(at(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(TimeTest, readsRfc3339InAllItsForms) {
    EXPECT_EQ(fromRfc3339("2026-03-01T12:00:00Z"), at(1'772'366'400'000));
    EXPECT_EQ(fromRfc3339("2026-03-01t12:00:00.0079999z"), at(1'772'366'400'007));
    EXPECT_EQ(fromRfc3339("2026-03-01T12:00:00.5Z"), at(1'772'366'400'500));
    EXPECT_EQ(fromRfc3339("2026-03-01T13:30:00+01:30"), at(1'772'366'400'000));
    EXPECT_EQ(fromRfc3339("2026-03-01T11:00:00-01:00"), at(1'772'366'400'000));
    EXPECT_EQ(fromRfc3339("2016-12-31T23:59:60Z"), fromRfc3339("2017-01-01T00:00:00Z"));
}

TEST(TimeTest, refusesWhatIsNoTime) {
    for (const char* wrong : {"", "2026-03-01", "2026-03-01 12:00:00Z", "2026-03-01T12:00:00", "2026-02-29T12:00:00Z",
             "2026-13-01T12:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T12:00:00.Z", "2026-03-01T12:00:00Zx",
             "2026-03-01T12:00:00+24:00", "+026-03-01T12:00:00Z"})
        EXPECT_EQ(fromRfc3339(wrong), std::nullopt) << wrong;
}

TEST(TimeTest, httpDatesGoBothWays) {
    EXPECT_EQ(toHttpDate(at(784'111'777'000)), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(fromHttpDate("Sun, 06 Nov 1994 08:49:37 GMT"), at(784'111'777'000));
    EXPECT_EQ(fromHttpDate("Sunday, 06-Nov-94 08:49:37 GMT"), std::nullopt);
    EXPECT_EQ(fromHttpDate(""), std::nullopt);
    EXPECT_EQ(fromHttpDate("Fri, 31 Dec 9999 23:59:59 GMT"), fromRfc3339("2248-12-31T23:59:59Z"));
    EXPECT_EQ(fromHttpDate("Mon, 29 Feb 0004 00:00:00 GMT"), fromRfc3339("1704-02-29T00:00:00Z"));
    EXPECT_EQ(fromRfc3339("2249-01-01T00:00:00Z"), std::nullopt);
}
