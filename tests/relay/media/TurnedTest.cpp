// Films that lie on their side in the file, and a matrix beside them says how they are shown.
#include "media/Poster.h"
#include "media/Probe.h"
#include "media/SpriteSheet.h"
#include "support/TempDir.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>

namespace fs = std::filesystem;

namespace {

constexpr int Width = 320;
constexpr int Height = 180;

struct Matrix {
    std::string name;
    std::array<std::int32_t, 4> turn; ///< a, b, c, d
    bool isSideways = false;
};

void PrintTo(const Matrix& matrix, std::ostream* out) { // NOLINT(readability-identifier-naming): GoogleTest's name
    *out << matrix.name;
}

class TurnedTest : public testing::TestWithParam<Matrix> {
protected:
    static void ffmpeg(const std::string& arguments) {
        const std::string command = "ffmpeg -nostdin -loglevel error -y " + arguments;
        ASSERT_EQ(std::system(command.c_str()), 0) << command; // NOLINT(cert-env33-c)
    }

    static std::string contentOf(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    /// A film with another colour in each corner, and this matrix in the head of its track.
    fs::path film() const {
        fs::path path = m_dir / "film.mp4";
        ffmpeg("-f lavfi -i color=red:size=160x90:rate=24 -f lavfi -i color=lime:size=160x90:rate=24 "
               "-f lavfi -i color=blue:size=160x90:rate=24 -f lavfi -i color=white:size=160x90:rate=24 "
               "-filter_complex '[0][1]hstack[a];[2][3]hstack[b];[a][b]vstack' -frames:v 25 -c:v libx264 -qp 4 "
               "-pix_fmt yuv420p '" +
               path.string() + "'");
        std::string bytes = contentOf(path);
        const std::size_t head = bytes.find("tkhd");
        EXPECT_NE(head, std::string::npos);
        constexpr std::size_t toMatrix = 44;
        constexpr std::array<std::size_t, 4> places{0, 1, 3, 4};
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto value = static_cast<std::uint32_t>(GetParam().turn.at(i)) << 16U;
            for (std::size_t byte = 0; byte < 4; ++byte)
                bytes.at(head + toMatrix + 4 * places.at(i) + byte) =
                    static_cast<char>(static_cast<unsigned char>(value >> (24 - 8 * byte)));
        }
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }

    /// The first picture as ffmpeg shows it, 2 by 2 pixels of three colours.
    std::string corners(const fs::path& picture, const std::string& crop = {}) const {
        const fs::path raw = m_dir / "corners.rgb";
        ffmpeg("-i '" + picture.string() + "' -frames:v 1 -vf '" + crop +
               "scale=2:2:flags=area' -f rawvideo -pix_fmt rgb24 '" + raw.string() + "'");
        return contentOf(raw);
    }

    std::string sizeOf(const fs::path& picture) const {
        const fs::path ppm = m_dir / "size.ppm";
        ffmpeg("-i '" + picture.string() + "' '" + ppm.string() + "'");
        std::ifstream file(ppm, std::ios::binary);
        std::string kind;
        std::string width;
        std::string height;
        file >> kind >> width >> height;
        return width + "x" + height;
    }

    static void expectAlike(const std::string& shown, const std::string& wanted) {
        constexpr int rounding = 24;
        ASSERT_EQ(shown.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i)
            EXPECT_NEAR(static_cast<unsigned char>(shown[i]), static_cast<unsigned char>(wanted[i]), rounding) << i;
    }

    fs::path written(const std::string& jpeg) const {
        fs::path path = m_dir / "picture.jpg";
        std::ofstream(path, std::ios::binary) << jpeg;
        return path;
    }

    kinora::test::TempDir m_dir;
};

} // namespace

TEST_P(TurnedTest, sizeAndPicturesAreAsShown) {
    const fs::path path = film();
    const auto facts = kinora::media::probe(path);
    ASSERT_TRUE(facts) << facts.error();
    EXPECT_EQ(facts->width, GetParam().isSideways ? Height : Width);
    EXPECT_EQ(facts->height, GetParam().isSideways ? Width : Height);

    const std::string wanted = corners(path);
    const auto poster = kinora::media::makePoster(path);
    ASSERT_TRUE(poster) << poster.error();
    const fs::path still = written(*poster);
    expectAlike(corners(still), wanted);
    EXPECT_EQ(sizeOf(still), GetParam().isSideways ? "180x320" : "320x180");

    const auto sheet = kinora::media::makeSpriteSheet(path);
    ASSERT_TRUE(sheet) << sheet.error();
    const fs::path sheetPath = written(*sheet);
    expectAlike(corners(sheetPath, "crop=iw/5:ih/5:0:0,"), wanted);
    EXPECT_EQ(sizeOf(sheetPath), GetParam().isSideways ? "675x1200" : "1200x675");
}

INSTANTIATE_TEST_SUITE_P(Matrices, TurnedTest,
    testing::Values(Matrix{"none", {1, 0, 0, 1}}, Matrix{"quarter", {0, 1, -1, 0}, true},
        Matrix{"half", {-1, 0, 0, -1}}, Matrix{"threeQuarters", {0, -1, 1, 0}, true}, Matrix{"mirrored", {-1, 0, 0, 1}},
        Matrix{"upsideDown", {1, 0, 0, -1}}, Matrix{"mirroredQuarter", {0, 1, 1, 0}, true},
        Matrix{"mirroredThreeQuarters", {0, -1, -1, 0}, true}),
    [](const auto& matrix) { return matrix.param.name; });
