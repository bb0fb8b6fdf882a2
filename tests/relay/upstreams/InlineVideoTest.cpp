#include "upstreams/InlineVideo.h"

#include "base/Crypto.h"

#include <gtest/gtest.h>

using namespace kinora;
using namespace kinora::upstreams;

namespace {

struct Reader {
    std::string video;
    std::string text;
    InlineVideo inlined;

    explicit Reader(std::uint64_t limit = 1 << 20)
        : inlined(
              [this](std::string_view bytes) {
                  video += bytes;
                  return true;
              },
              limit) {}
    void feed(std::string_view piece) { text += inlined.feed(piece); }
    void finish(bool whole = true) { text += inlined.finish(whole); }
};

std::string film() {
    std::string bytes;
    for (int i = 0; i < 1000; ++i)
        bytes += static_cast<char>(i * 7);
    return bytes;
}

} // namespace

TEST(InlineVideoTest, isTakenOutWhereverItIsCut) {
    const std::string whole = "<video src='data:video/mp4;base64," + toBase64(film()) + "' controls></video> done";
    for (std::size_t at = 0; at <= whole.size(); ++at) {
        Reader reader;
        reader.feed(std::string_view(whole).substr(0, at));
        reader.feed(std::string_view(whole).substr(at));
        reader.finish();
        ASSERT_EQ(reader.video, film()) << at;
        ASSERT_EQ(reader.text, "<video src='' controls></video> done") << at;
        ASSERT_EQ(reader.inlined.state(), InlineVideo::State::Complete) << at;
    }
}

TEST(InlineVideoTest, leavesOtherTextAlone) {
    for (const std::string_view text :
        {"data:", "data:video/mp4,plain text", "data:image/png;base64,AAAA", "the dat", "data:video/ and so on"}) {
        Reader reader;
        for (const char c : text)
            reader.feed(std::string_view(&c, 1));
        reader.finish();
        EXPECT_EQ(reader.text, text);
        EXPECT_EQ(reader.inlined.state(), InlineVideo::State::None);
    }
}

TEST(InlineVideoTest, isCompleteOnlyIfItsTextIs) {
    const std::string open = "data:video/webm;base64," + toBase64(film());
    Reader whole;
    whole.feed(open);
    whole.finish(true);
    EXPECT_EQ(whole.inlined.state(), InlineVideo::State::Complete);
    Reader cut;
    cut.feed(open);
    cut.finish(false);
    EXPECT_EQ(cut.inlined.state(), InlineVideo::State::Arriving);
}

TEST(InlineVideoTest, hasALimit) {
    Reader reader(500);
    reader.feed("data:video/mp4;base64," + toBase64(film()) + "\n");
    EXPECT_EQ(reader.inlined.state(), InlineVideo::State::TooLarge);
}

TEST(InlineVideoTest, takesTheFirstOfSeveral) {
    Reader reader;
    reader.feed("data:video/mp4;base64,QUJD) and data:video/mp4;base64,REVG)");
    EXPECT_EQ(reader.video, "ABC");
    EXPECT_EQ(reader.text, ") and )");
}

TEST(InlineVideoTest, anEmptyOneIsNone) {
    Reader reader;
    reader.feed("<video src='data:video/mp4;base64,a'>");
    EXPECT_EQ(reader.inlined.state(), InlineVideo::State::None);
    reader.feed("<video src='data:video/mp4;base64,QUJD'>");
    EXPECT_EQ(reader.inlined.state(), InlineVideo::State::Complete);
    EXPECT_EQ(reader.video, "ABC");
}

TEST(InlineVideoTest, manyBeginningsAreNoBurden) {
    std::string text;
    for (int i = 0; i < 200'000; ++i)
        text += "data:video/ ddata:";
    Reader reader;
    reader.feed(text);
    reader.finish();
    EXPECT_TRUE(reader.text == text);
}
