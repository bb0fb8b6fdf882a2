#include "domain/EventStream.h"

#include <gtest/gtest.h>

using kinora::domain::canResume;
using kinora::domain::readEventId;
using kinora::store::EventRange;

TEST(EventStreamTest, eventIds) {
    EXPECT_EQ(readEventId("0"), 0);
    EXPECT_EQ(readEventId("41"), 41);
    for (const char* text : {"", "x", "-1", "4 ", "4x", "99999999999999999999"})
        EXPECT_FALSE(readEventId(text)) << text;
}

TEST(EventStreamTest, resumesWhereNothingIsMissing) {
    const EventRange kept{.first = 5, .last = 9};
    EXPECT_TRUE(canResume(9, kept));
    EXPECT_TRUE(canResume(5, kept));
    EXPECT_TRUE(canResume(4, kept)) << "5 is the next one, and it is there";
    EXPECT_FALSE(canResume(3, kept)) << "4 is gone";
    EXPECT_FALSE(canResume(10, kept)) << "a number this relay never gave out";
    const EventRange nothingKept{.first = 10, .last = 9};
    EXPECT_TRUE(canResume(9, nothingKept));
    EXPECT_FALSE(canResume(8, nothingKept));
}
