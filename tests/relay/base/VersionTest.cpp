#include "base/Version.h"

#include <gtest/gtest.h>

#include <regex>

TEST(VersionTest, isSemantic) {
    EXPECT_TRUE(std::regex_match(std::string(kinora::version()), std::regex(R"(\d+\.\d+\.\d+)")));
}
