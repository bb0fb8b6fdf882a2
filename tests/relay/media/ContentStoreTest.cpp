#include "media/ContentStore.h"

#include "base/DurableFile.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <fstream>

using kinora::Code;
using kinora::media::ContentStore;
namespace fs = std::filesystem;

namespace {

constexpr const char* AbcHash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

std::size_t filesIn(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

} // namespace

TEST(ContentStoreTest, adoptsUnderTheHash) {
    const kinora::test::TempDir dir;
    ContentStore store(dir / "media");
    ASSERT_TRUE(store.prepare());
    const fs::path incoming = store.newIncoming();
    std::ofstream(incoming) << "abc";
    ASSERT_TRUE(store.adopt(incoming, AbcHash));
    EXPECT_FALSE(fs::exists(incoming));
    const auto opened = store.open(AbcHash);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->bytes, 3U);
    EXPECT_EQ(opened->path, dir / "media" / "ba" / "78" / AbcHash);

    // The same bytes again are the same file.
    const fs::path again = store.newIncoming();
    std::ofstream(again) << "abc";
    ASSERT_TRUE(store.adopt(again, AbcHash));
    EXPECT_EQ(filesIn(dir / "media" / "incoming"), 0U);
}

TEST(ContentStoreTest, addsSmallFiles) {
    const kinora::test::TempDir dir;
    ContentStore store(dir / "media");
    ASSERT_TRUE(store.prepare());
    const auto blob = store.add("abc", "image/jpeg");
    ASSERT_TRUE(blob);
    EXPECT_EQ(blob->sha256, AbcHash);
    EXPECT_EQ(blob->bytes, 3U);
    EXPECT_EQ(*kinora::readFile(store.open(AbcHash)->path), "abc");
    EXPECT_TRUE(store.check());
}

TEST(ContentStoreTest, whatIsHalfWrittenNeverLiesAmongTheFiles) {
    const kinora::test::TempDir dir;
    ContentStore store(dir / "media");
    ASSERT_TRUE(store.prepare());
    // Without the folder for what is still arriving nothing can begin, wherever else there may be room.
    fs::remove(dir / "media" / "incoming");
    EXPECT_FALSE(store.add("abc", "image/jpeg"));
    EXPECT_EQ(store.open(AbcHash).error().code, Code::Unavailable) << "the disk may not be mounted";
    EXPECT_EQ(filesIn(dir / "media" / "ba" / "78"), 0U);
}

TEST(ContentStoreTest, knowsWhatIsNotThere) {
    const kinora::test::TempDir dir;
    ContentStore store(dir / "media");
    ASSERT_TRUE(store.prepare());
    EXPECT_EQ(store.open(AbcHash).error().code, Code::NotFound);
    EXPECT_FALSE(store.adopt(store.newIncoming(), AbcHash));
    EXPECT_FALSE(store.adopt(store.newIncoming(), "../../etc/passwd"));
}

TEST(ContentStoreTest, sweepsOnlyWhatIsOld) {
    const kinora::test::TempDir dir;
    ContentStore store(dir / "media");
    ASSERT_TRUE(store.prepare());
    const fs::path old = store.newIncoming();
    const fs::path fresh = store.newIncoming();
    std::ofstream(old) << "x";
    std::ofstream(fresh) << "x";
    fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(25));
    ASSERT_TRUE(store.prepare());
    EXPECT_FALSE(fs::exists(old));
    EXPECT_TRUE(fs::exists(fresh));
}
