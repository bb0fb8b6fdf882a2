#include "media/Probe.h"

#include "media/Poster.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace std::chrono_literals;
using kinora::media::makePoster;
using kinora::media::probe;
namespace fs = std::filesystem;

namespace {

// The stand-in upstream needs the ffmpeg program anyway, so the tests may use it.
class ProbeTest : public testing::Test {
protected:
    static void encode(const fs::path& target, const std::string& source, const std::string& options) {
        const std::string command =
            "ffmpeg -nostdin -loglevel error -y " + source + " " + options + " '" + target.string() + "'";
        ASSERT_EQ(std::system(command.c_str()), 0) << command; // NOLINT(cert-env33-c)
    }

    fs::path film() {
        fs::path path = m_dir / "film.mp4";
        encode(path, "-f lavfi -i testsrc=size=180x320:rate=24:duration=2 -f lavfi -i sine=duration=2",
            "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags +faststart");
        return path;
    }

    kinora::test::TempDir m_dir;
};

} // namespace

TEST_F(ProbeTest, factsOfAWholeFile) {
    const auto facts = probe(film());
    ASSERT_TRUE(facts) << facts.error();
    EXPECT_EQ(facts->container, "mp4");
    EXPECT_EQ(facts->contentType(), "video/mp4");
    EXPECT_EQ(facts->videoCodec, "h264");
    EXPECT_EQ(facts->audioCodec, "aac");
    EXPECT_EQ(facts->width, 180);
    EXPECT_EQ(facts->height, 320);
    EXPECT_NEAR(static_cast<double>(facts->duration.count()), 2000, 50);
}

TEST_F(ProbeTest, cutShortAnywhere) {
    const fs::path whole = film();
    const auto size = fs::file_size(whole);
    for (const double part : {0.97, 0.8, 0.5, 0.1}) {
        const fs::path cut = m_dir / "cut.mp4";
        fs::copy_file(whole, cut, fs::copy_options::overwrite_existing);
        fs::resize_file(cut, static_cast<std::uintmax_t>(static_cast<double>(size) * part));
        EXPECT_FALSE(probe(cut)) << part;
    }
}

TEST_F(ProbeTest, picturesThatFillTheMemory) {
    const fs::path path = m_dir / "huge.mp4";
    encode(
        path, "-f lavfi -i color=size=8448x4320:rate=1", "-frames:v 1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
    const auto facts = probe(path);
    ASSERT_FALSE(facts);
    EXPECT_EQ(facts.error(), "its pictures are too large");
    EXPECT_FALSE(makePoster(path));
}

TEST_F(ProbeTest, notAVideo) {
    std::ofstream(m_dir / "page.mp4") << "<html>not found</html>";
    std::ofstream(m_dir / "empty.mp4");
    EXPECT_FALSE(probe(m_dir / "page.mp4"));
    EXPECT_FALSE(probe(m_dir / "empty.mp4"));
    EXPECT_FALSE(probe(m_dir / "absent.mp4"));
    EXPECT_FALSE(makePoster(m_dir / "page.mp4"));
}

TEST_F(ProbeTest, posterInTheRightColours) {
    encode(m_dir / "orange.mp4", "-f lavfi -i color=c=0xC86432:size=720x1280:rate=24:duration=1",
        "-vf scale=out_color_matrix=bt709 -colorspace bt709 -color_primaries bt709 -color_trc bt709 -c:v libx264 "
        "-preset ultrafast "
        "-qp 1 -pix_fmt yuv420p");
    const auto poster = makePoster(m_dir / "orange.mp4");
    ASSERT_TRUE(poster) << poster.error();
    ASSERT_TRUE(poster->starts_with("\xFF\xD8\xFF"));
    std::ofstream(m_dir / "poster.jpg", std::ios::binary) << *poster;
    encode(m_dir / "pixel.rgb", "-i '" + (m_dir / "poster.jpg").string() + "'",
        "-vf crop=2:2:100:100 -f rawvideo -pix_fmt rgb24");
    std::ifstream pixel(m_dir / "pixel.rgb", std::ios::binary);
    unsigned char rgb[3] = {};
    pixel.read(reinterpret_cast<char*>(rgb), 3);
    // What (200, 100, 50) is once it has been through eight bits of Y, Cb and Cr.
    EXPECT_NEAR(rgb[0], 197, 4);
    EXPECT_NEAR(rgb[1], 99, 4);
    EXPECT_NEAR(rgb[2], 47, 4);
}

TEST_F(ProbeTest, posterPassesOverBlack) {
    encode(m_dir / "fade.mp4", "-f lavfi -i testsrc=size=320x180:rate=24:duration=2",
        "-vf fade=in:0:24 -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
    encode(m_dir / "black.mp4", "-f lavfi -i color=c=black:size=320x180:rate=24:duration=1",
        "-c:v libx264 -preset ultrafast -pix_fmt yuv420p");
    const auto poster = makePoster(m_dir / "fade.mp4");
    const auto black = makePoster(m_dir / "black.mp4");
    ASSERT_TRUE(poster && black);
    EXPECT_GT(poster->size(), black->size() * 3 / 2);
}
