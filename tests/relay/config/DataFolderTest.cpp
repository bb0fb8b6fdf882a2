#include "config/DataFolder.h"

#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <optional>
#include <sys/stat.h>

using namespace kinora;
using namespace kinora::config;

TEST(DataFolderTest, isPrivateAndForOneAtATime) {
    const test::TempDir parent;
    const auto path = parent / "a/b";
    auto first = std::make_optional(DataFolder::open(path));
    ASSERT_TRUE(*first) << first->error().detail;
    struct stat status{};
    ASSERT_EQ(stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
    const auto second = DataFolder::open(path);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Code::Conflict);
    first.reset();
    EXPECT_TRUE(DataFolder::open(path));
}

TEST(DataFolderTest, aFolderThatCannotBeMadeIsNamed) {
    const auto folder = DataFolder::open("/proc/kinora");
    ASSERT_FALSE(folder);
    EXPECT_NE(folder.error().detail.find("/proc/kinora"), std::string::npos);
}
