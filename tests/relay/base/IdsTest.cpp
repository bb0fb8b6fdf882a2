#include "base/Ids.h"

#include "base/Clock.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

using namespace kinora;

TEST(IdsTest, areVersionSevenAndCarryTheTime) {
    const auto before = SystemClock().now().time_since_epoch().count();
    const std::string id = newId();
    ASSERT_TRUE(isId(id)) << id;
    EXPECT_EQ(id[14], '7');
    EXPECT_TRUE(std::string("89ab").contains(id[19])) << id;
    const auto millisecond = std::stoll(id.substr(0, 8) + id.substr(9, 4), nullptr, 16);
    EXPECT_GE(millisecond, before);
    EXPECT_LE(millisecond, before + 60'000);
}

TEST(IdsTest, riseWithinAMillisecondAndPastTheCounter) {
    std::string last = newId();
    for (int i = 0; i < 20'000; ++i) {
        std::string next = newId();
        ASSERT_LT(last, next);
        last = std::move(next);
    }
}

TEST(IdsTest, areUniqueAcrossThreads) {
    std::vector<std::vector<std::string>> made(4);
    {
        std::vector<std::jthread> threads;
        for (auto& ids : made) {
            threads.emplace_back([&ids] {
                for (int i = 0; i < 2'000; ++i)
                    ids.push_back(newId());
            });
        }
    }
    std::vector<std::string> all;
    for (const auto& ids : made) {
        EXPECT_TRUE(std::ranges::is_sorted(ids));
        all.insert(all.end(), ids.begin(), ids.end());
    }
    std::ranges::sort(all);
    EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
}

TEST(IdsTest, onlyTheCanonicalFormIsAnId) {
    EXPECT_TRUE(isId("0190a3b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b"));
    for (const char* wrong :
        {"", "0190a3b4", "0190A3B4-5c6d-7e8f-9a0b-1c2d3e4f5a6b", "0190a3b45c6d-7e8f-9a0b-1c2d3e4f5a6b0",
            "{190a3b4-5c6d-7e8f-9a0b-1c2d3e4f5a6}", "0190a3b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b\n",
            "0190a3b4-5c6d-7e8f-9a0b-1c2d3e4f5a6g", "0190a3b4-5c6d-7e8f-9a0b-1c2d3e4f5a6'"})
        EXPECT_FALSE(isId(wrong)) << wrong;
}
