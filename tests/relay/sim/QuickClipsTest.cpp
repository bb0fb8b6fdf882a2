#include "sim/QuickClips.h"

#include "base/DurableFile.h"
#include "support/TempDir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace kinora::sim {
namespace {

using ::testing::EndsWith;
using ::testing::StartsWith;

class FakeClipMaker : public ClipMaker {
public:
    Result<> render(const ClipSpec& clip, const std::filesystem::path& target, const std::stop_token& stop) override {
        made.push_back(clip);
        return stop.stop_requested() ? fail(Code::Unavailable, "Stopped.") : writeDurably(target, "film");
    }

    std::vector<ClipSpec> made;
};

class QuickClipsTest : public ::testing::Test {
protected:
    std::string fileOf(const ClipSpec& clip) {
        const std::filesystem::path file = m_folder / "clip.mp4";
        EXPECT_TRUE(m_clips.render(clip, file, m_stop.get_token()));
        return readFile(file).value_or("");
    }

    test::TempDir m_folder;
    FakeClipMaker m_painted;
    QuickClips m_clips{m_painted, m_folder.path()};
    std::stop_source m_stop;
};

TEST_F(QuickClipsTest, rendersOnceForEachSizeAndLength) {
    const std::string first = fileOf({.prompt = "a fox"});
    const std::string second = fileOf({.prompt = "an owl"});
    EXPECT_EQ(m_painted.made.size(), 1U);
    EXPECT_EQ(m_painted.made[0].width, 90);
    EXPECT_EQ(m_painted.made[0].height, 160);
    EXPECT_THAT(first, StartsWith("film"));
    EXPECT_NE(first, second);
    EXPECT_EQ(first, fileOf({.prompt = "a fox"}));
    (void)fileOf({.prompt = "a fox", .seconds = 8});
    EXPECT_EQ(m_painted.made.size(), 2U);
}

TEST_F(QuickClipsTest, marksEveryClipInABoxThatReadersSkip) {
    const ClipSpec clip{.prompt = "a fox", .seed = 1};
    const std::string mark = markOf(clip);
    EXPECT_EQ(mark.substr(0, 8), std::string("\0\0\0\x48"
                                             "free",
                                     8));
    EXPECT_EQ(mark.size(), 0x48U);
    EXPECT_NE(mark, markOf({.prompt = "a fox", .seed = 2})) << "another take";
    EXPECT_THAT(fileOf(clip), EndsWith(mark));
}

TEST_F(QuickClipsTest, stopsWithItsPainter) {
    m_stop.request_stop();
    EXPECT_FALSE(m_clips.render({.prompt = "a fox"}, m_folder / "clip.mp4", m_stop.get_token()));
    EXPECT_FALSE(std::filesystem::exists(m_folder / "clip.mp4"));
}

} // namespace
} // namespace kinora::sim
