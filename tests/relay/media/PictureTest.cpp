#include "media/Picture.h"

#include "media/Libav.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

using kinora::media::fittedPicture;
using kinora::media::makeAvatar;
using kinora::media::wholePicture;
namespace fs = std::filesystem;
using namespace std::string_literals;

namespace {

// The stand-in upstream needs the ffmpeg program anyway, so the tests may use it.
class PictureTest : public testing::Test {
protected:
    std::string picture(const std::string& name, const std::string& source, const std::string& options = {}) {
        const fs::path path = m_dir / name;
        const std::string command = "ffmpeg -nostdin -loglevel error -y -f lavfi -i '" + source + "' " + options +
                                    " -frames:v 1 '" + path.string() + "'";
        EXPECT_EQ(std::system(command.c_str()), 0) << command; // NOLINT(cert-env33-c)
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    struct Seen {
        int width = 0;
        int height = 0;
        int red = 0;
        int green = 0;
        int blue = 0;
    };

    /// Size and middle of a JPEG.
    Seen look(const std::string& jpeg) {
        const fs::path path = m_dir / "seen.jpg";
        std::ofstream(path, std::ios::binary) << jpeg;
        auto video = kinora::media::openVideo(path);
        EXPECT_TRUE(video);
        const kinora::media::Libav<AVPacket> packet(av_packet_alloc());
        const kinora::media::Libav<AVFrame> frame(av_frame_alloc());
        EXPECT_GE(av_read_frame(video->format.get(), packet.get()), 0);
        avcodec_send_packet(video->decoder.get(), packet.get());
        avcodec_send_packet(video->decoder.get(), nullptr);
        EXPECT_GE(avcodec_receive_frame(video->decoder.get(), frame.get()), 0);
        // BT.601, full range.
        const int y = frame->data[0][frame->height / 2 * frame->linesize[0] + frame->width / 2];
        const double u = frame->data[1][frame->height / 4 * frame->linesize[1] + frame->width / 4] - 128.0;
        const double v = frame->data[2][frame->height / 4 * frame->linesize[2] + frame->width / 4] - 128.0;
        return {frame->width, frame->height, static_cast<int>(y + 1.402 * v),
            static_cast<int>(y - 0.344 * u - 0.714 * v), static_cast<int>(y + 1.772 * u)};
    }

    kinora::test::TempDir m_dir;
};

} // namespace

TEST_F(PictureTest, itsMiddleAsASquareJpegOfTheSameColour) {
    for (const char* name : {"wide.png", "wide.jpg", "wide.webp"}) {
        const auto made = makeAvatar(picture(name, "color=c=0xC86432:size=1280x720"));
        ASSERT_TRUE(made) << name << ": " << made.error();
        EXPECT_TRUE(made->jpeg.starts_with("\xff\xd8\xff"));
        const Seen seen = look(made->jpeg);
        EXPECT_EQ(seen.width, 512);
        EXPECT_EQ(seen.height, 512);
        EXPECT_NEAR(seen.red, 200, 8) << name;
        EXPECT_NEAR(seen.green, 100, 8) << name;
        EXPECT_NEAR(seen.blue, 50, 8) << name;
    }
}

TEST_F(PictureTest, aSmallOneStaysSmall) {
    const auto made = makeAvatar(picture("small.png", "color=c=blue:size=33x65"));
    ASSERT_TRUE(made) << made.error();
    EXPECT_EQ(look(made->jpeg).width, 32);
}

TEST_F(PictureTest, whatIsTransparentIsWhite) {
    const auto made = makeAvatar(picture("clear.png", "color=c=red@0.0:size=64x64,format=rgba"));
    ASSERT_TRUE(made) << made.error();
    const Seen seen = look(made->jpeg);
    EXPECT_GT(seen.red + seen.green + seen.blue, 3 * 245);
}

TEST_F(PictureTest, nothingOfWhatWasSentIsKept) {
    std::string sent = picture("noted.jpg", "color=c=green:size=200x200", "-metadata comment=whereabouts");
    sent += "PK\x03\x04 a second file behind the picture";
    const auto made = makeAvatar(sent);
    ASSERT_TRUE(made) << made.error();
    EXPECT_EQ(made->jpeg.find("second file"), std::string::npos);
    EXPECT_EQ(made->jpeg.find("whereabouts"), std::string::npos);
}

TEST_F(PictureTest, whatIsNoPictureIsRefused) {
    const std::string whole = picture("whole.png", "testsrc=size=300x300");
    for (const std::string& bytes :
        {std::string(), std::string("GIF89a"), std::string("<svg xmlns='http://www.w3.org/2000/svg'/>"),
            whole.substr(0, whole.size() / 2), whole.substr(0, 8),
            "RIFF\x10\0\0\0WEBPVP8 garbage"s + std::string(40, 'x'), std::string("\xff\xd8\xff\xe0 garbage")})
        EXPECT_FALSE(makeAvatar(bytes)) << bytes.substr(0, 20);
}

TEST_F(PictureTest, aPictureThatClaimsToBeHugeIsRefused) {
    std::string png = picture("claims.png", "color=c=red:size=16x16");
    // IHDR: width and height, big-endian; the checksum does not matter, since it is refused before.
    const std::string side("\x00\x00\x7f\xff", 4);
    png.replace(16, 4, side);
    png.replace(20, 4, side);
    EXPECT_FALSE(makeAvatar(png));
}

TEST_F(PictureTest, allOfItNoLongerThanAsked) {
    const auto made = wholePicture(picture("long.png", "color=c=0xC86432:size=1500x500"), 900);
    ASSERT_TRUE(made) << made.error();
    EXPECT_EQ(made->width, 900);
    EXPECT_EQ(made->height, 300);
    const Seen seen = look(made->jpeg);
    EXPECT_EQ(seen.width, 900);
    EXPECT_EQ(seen.height, 300);
    EXPECT_NEAR(seen.red, 200, 8);
    const auto small = wholePicture(picture("little.png", "color=c=blue:size=64x48"), 900);
    EXPECT_EQ(small->width, 64);
    EXPECT_EQ(small->height, 48);
    EXPECT_EQ(wholePicture(picture("line.png", "color=c=blue:size=2x1800"), 900)->width, 2)
        << "a JPEG has colour planes";
}

TEST_F(PictureTest, itsMiddleInTheSizeThatIsNeeded) {
    const std::string sides = "color=c=red:size=100x200[a];color=c=blue:size=200x200[b];color=c=red:size=100x200[c];"
                              "[a][b][c]hstack=inputs=3";
    const auto made = fittedPicture(picture("sides.png", sides), 720, 1280);
    ASSERT_TRUE(made) << made.error();
    const Seen seen = look(made->jpeg);
    EXPECT_EQ(seen.width, 720);
    EXPECT_EQ(seen.height, 1280);
    EXPECT_LT(seen.red, 30);
    EXPECT_GT(seen.blue, 220);
    EXPECT_FALSE(fittedPicture("no picture", 720, 1280));
}
