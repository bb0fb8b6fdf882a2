#include "store/Page.h"

#include "base/Crypto.h"

#include <gtest/gtest.h>

using namespace kinora::store;

TEST(PageTest, cursorAndBack) {
    const PageKey key{.micros = 1790000000123456, .id = "0190a3b4-0003-7000-8000-000000000001"};
    EXPECT_EQ(fromCursor(toCursor(key)), key);
    const PageKey before1970{.micros = -1, .id = key.id};
    EXPECT_EQ(fromCursor(toCursor(before1970)), before1970);
}

TEST(PageTest, whatIsNotOurs) {
    for (const char* text : {"", "x", "1790000000123456", "!!!!"})
        EXPECT_FALSE(fromCursor(text)) << text;
    for (const char* text :
        {"", ".", "12.", "12", "-9223372036854775807.0190a3b4-0003-7000-8000-000000000001", "12.not-an-id",
            "12.0190a3b4-0003-7000-8000-00000000000'", "253402300800000000.0190a3b4-0003-7000-8000-000000000001",
            "9223372036854775807.0190a3b4-0003-7000-8000-000000000001"})
        EXPECT_FALSE(fromCursor(kinora::toBase64Url(text))) << text;
}
