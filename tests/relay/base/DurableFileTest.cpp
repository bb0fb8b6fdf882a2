#include "base/DurableFile.h"

#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <csignal>
#include <iterator>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace kinora;

namespace {

std::ptrdiff_t filesIn(const std::filesystem::path& folder) {
    return std::distance(std::filesystem::directory_iterator(folder), {});
}

} // namespace

TEST(DurableFileTest, appearsWholeOrNotAtAll) {
    const test::TempDir folder;
    {
        auto file = DurableFile::create(folder / "a");
        ASSERT_TRUE(file);
        ASSERT_TRUE(file->write("one "));
        ASSERT_TRUE(file->write("two"));
        EXPECT_EQ(file->size(), 7U);
        EXPECT_FALSE(std::filesystem::exists(folder / "a"));
        ASSERT_TRUE(file->commit());
    }
    EXPECT_EQ(readFile(folder / "a"), "one two");
    {
        auto dropped = DurableFile::create(folder / "a");
        ASSERT_TRUE(dropped);
        ASSERT_TRUE(dropped->write("other"));
    }
    EXPECT_EQ(readFile(folder / "a"), "one two");
    EXPECT_EQ(filesIn(folder.path()), 1);
}

TEST(DurableFileTest, takesItsNameLate) {
    const test::TempDir folder;
    auto file = DurableFile::create(folder / "part");
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("x"));
    ASSERT_TRUE(file->commitAs(folder / "hash"));
    EXPECT_EQ(readFile(folder / "hash"), "x");
    EXPECT_EQ(filesIn(folder.path()), 1);
}

TEST(DurableFileTest, secretsAreForTheirOwner) {
    const test::TempDir folder;
    ASSERT_TRUE(writeDurably(folder / "secret", "s"));
    struct stat facts{};
    ASSERT_EQ(::stat((folder / "secret").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U);
}

TEST(DurableFileTest, saysWhatWentWrongWithoutAPath) {
    const test::TempDir folder;
    const auto file = DurableFile::create(folder / "missing" / "a");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, Code::Internal);
    EXPECT_EQ(file.error().detail.find("kinora-test"), std::string::npos);
    EXPECT_EQ(readFile(folder / "none").error().code, Code::NotFound);
    ASSERT_TRUE(writeDurably(folder / "long", std::string(100, 'x')));
    EXPECT_EQ(readFile(folder / "long", 10).error().code, Code::PayloadTooLarge);
}

TEST(DurableFileTest, noRoomHasItsOwnCode) {
    const test::TempDir folder;
    auto file = DurableFile::create(folder / "a");
    ASSERT_TRUE(file);
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit tight = before;
    tight.rlim_cur = 4;
    const auto signalBefore = std::signal(SIGXFSZ, SIG_IGN);
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    const auto written = file->write("more than four");
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, signalBefore);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, Code::StorageFull);
}
