#include "media/SpriteSheet.h"

#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using kinora::media::makeSpriteSheet;
namespace fs = std::filesystem;

namespace {

class SpriteSheetTest : public testing::Test {
protected:
    static void ffmpeg(const std::string& arguments) {
        const std::string command = "ffmpeg -nostdin -loglevel error -y " + arguments;
        ASSERT_EQ(std::system(command.c_str()), 0) << command; // NOLINT(cert-env33-c)
    }

    /// A film that is brighter with every picture.
    fs::path film(const std::string& size, int frames) {
        fs::path path = m_dir / "film.mp4";
        ffmpeg("-f lavfi -i \"color=black:size=" + size + ":rate=25,format=gray,geq=lum='20+N*200/" +
               std::to_string(frames) + "'\" -frames:v " + std::to_string(frames) +
               " -c:v libx264 -qp 10 -pix_fmt yuv420p '" + path.string() + "'");
        return path;
    }

    /// How bright each of the 25 pictures is; the sheet must have this size.
    std::vector<double> brightness(const std::string& jpeg, int width, int height) {
        const fs::path sheet = m_dir / "sheet.jpg";
        std::ofstream(sheet, std::ios::binary) << jpeg;
        const fs::path raw = m_dir / "sheet.raw";
        ffmpeg("-i '" + sheet.string() + "' -f rawvideo -pix_fmt gray '" + raw.string() + "'");
        std::ifstream file(raw, std::ios::binary);
        const std::string pixels((std::istreambuf_iterator<char>(file)), {});
        EXPECT_EQ(pixels.size(), static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
        std::vector<double> means;
        for (int picture = 0; picture < 25; ++picture) {
            const int left = picture % 5 * (width / 5);
            const int top = picture / 5 * (height / 5);
            double sum = 0;
            for (int y = top; y < top + height / 5; ++y)
                for (int x = left; x < left + width / 5; ++x)
                    sum += static_cast<unsigned char>(pixels.at(static_cast<std::size_t>(y * width + x)));
            means.push_back(sum / (width / 5 * (height / 5)));
        }
        return means;
    }

    kinora::test::TempDir m_dir;
};

} // namespace

TEST_F(SpriteSheetTest, showsTheFilmFromBeginningToEnd) {
    const auto sheet = makeSpriteSheet(film("720x1280", 50));
    ASSERT_TRUE(sheet) << sheet.error();
    const std::vector<double> means = brightness(*sheet, 5 * 135, 5 * 240);
    // Every second picture of fifty: 8 of 256 brighter each time, give or take the one beside it.
    for (std::size_t i = 1; i < means.size(); ++i)
        EXPECT_NEAR(means[i] - means[0], 8.0 * static_cast<double>(i), 8) << i;
}

TEST_F(SpriteSheetTest, aFilmOfOnePictureShowsItTwentyFiveTimes) {
    const auto sheet = makeSpriteSheet(film("64x36", 1));
    ASSERT_TRUE(sheet) << sheet.error();
    const std::vector<double> means = brightness(*sheet, 5 * 240, 5 * 135);
    for (const double mean : means)
        EXPECT_NEAR(mean, means[0], 2);
}

TEST_F(SpriteSheetTest, whatIsNoFilmHasNone) {
    const fs::path text = m_dir / "notes.txt";
    std::ofstream(text) << "no film";
    EXPECT_FALSE(makeSpriteSheet(text));
    EXPECT_FALSE(makeSpriteSheet(m_dir / "absent"));
}
