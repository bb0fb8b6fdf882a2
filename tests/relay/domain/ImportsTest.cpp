#include "domain/Imports.h"

#include "base/Crypto.h"
#include "base/Ids.h"
#include "base/Time.h"
#include "domain/Videos.h"
#include "pg/DatabaseError.h"
#include "relay/domain/AccountsEnvironment.h"
#include "support/TempDir.h"

#include <boost/asio/detached.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace kinora;
using namespace kinora::domain;

namespace {

std::string encoded(const json::object& wish) {
    return toBase64Url(json::serialize(wish));
}

class ImportsTest : public test::AccountsEnvironment {
protected:
    ImportsTest() { EXPECT_TRUE(content.prepare()); }

    /// The stand-in upstream needs the ffmpeg program anyway, so the tests may use it.
    std::string filmBytes() {
        const auto path = folder / "film.mp4";
        const std::string command = "ffmpeg -nostdin -loglevel error -y -f lavfi -i testsrc=size=64x36:duration=1 "
                                    "-pix_fmt yuv420p '" +
                                    path.string() + "'";
        EXPECT_EQ(std::system(command.c_str()), 0); // NOLINT(cert-env33-c)
        std::ifstream file(path, std::ios::binary);
        return std::string((std::istreambuf_iterator<char>(file)), {});
    }

    ArrivedFile arrived(const std::string& bytes) {
        ArrivedFile file;
        file.path = content.newIncoming();
        file.sha256 = toHex(sha256(bytes));
        file.bytes = bytes.size();
        std::ofstream(file.path, std::ios::binary) << bytes;
        return file;
    }

    Result<Imports::Imported> add(const SignedIn& whose, const std::string& bytes, const json::object& wish = {}) {
        return run(imports.add(principalOf(whose), *readImportWish(encoded(wish)), arrived(bytes)));
    }

    std::int64_t count(const std::string& from) {
        return run(pool.query("SELECT count(*) AS n FROM " + from)).front().get<std::int64_t>("n");
    }

    test::TempDir folder;
    media::ContentStore content{folder / "media"};
    WorkPool files{"media", 1, 16};
    jobs::EventHub hub;
    jobs::Announcer announcer{context.get_executor(), pool, hub, "relay"};
    Library::Parts parts{pool, content, {files, files}, hub, announcer};
    Imports imports{parts};
    Library library{parts};
    Videos videos{pool, content, {files, files}};
    SignedIn ann = signUp("ann@example.org");
    SignedIn bob = signUp("bob@example.org");
};

} // namespace

TEST_F(ImportsTest, aFilmComesWithWhatIsKnownOfIt) {
    const std::string bytes = filmBytes();
    const auto made = add(ann, bytes,
        {{"prompt", " A kite "}, {"title", "Kite"}, {"model", "sora-1"}, {"tags", {"sky"}},
            {"createdAt", "2025-01-02T03:04:05.678Z"}});
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_TRUE(made->isNew);
    const json::object& video = made->video;
    EXPECT_EQ(video.at("prompt"), "A kite");
    EXPECT_EQ(video.at("title"), "Kite");
    EXPECT_EQ(video.at("model"), "sora-1");
    EXPECT_EQ(video.at("tags"), json::value(json::array{"sky"}));
    EXPECT_EQ(video.at("createdAt"), "2025-01-02T03:04:05.678Z");
    EXPECT_EQ(video.at("source"), "import");
    EXPECT_EQ(video.at("settings"), nullptr);
    EXPECT_EQ(video.at("orientation"), "landscape");
    EXPECT_EQ(video.at("bytes"), bytes.size());
    EXPECT_EQ(video.at("sha256").as_string(), toHex(sha256(bytes)));
    const std::string id(video.at("id").as_string());
    EXPECT_EQ(run(videos.get(principalOf(ann), id)), video);
    EXPECT_EQ(
        run(library.changes(principalOf(ann), "0", std::nullopt))->at("changes").at(0).at("video"), json::value(video));
    for (const VideoFile which : {VideoFile::Content, VideoFile::Poster, VideoFile::Sprite})
        EXPECT_TRUE(run(videos.file(principalOf(ann), id, which)));
    EXPECT_EQ(run(videos.stats(principalOf(ann))).at("bytes"), bytes.size());
}

TEST_F(ImportsTest, aFilmComesWithWhatItWasMadeWith) {
    const std::string parent = newId();
    const json::object wish{{"upstream", "studio"}, {"chargedMicroUsd", 400000}, {"remixOf", parent},
        {"batchId", newId()}, {"demo", true},
        {"settings",
            {{"seconds", 4}, {"size", "720x1280"}, {"negativePrompt", "rain"}, {"seed", -7}, {"cameos", {"ada"}}}}};
    const auto made = add(ann, filmBytes(), wish);
    ASSERT_TRUE(made) << made.error().detail;
    for (const auto& [name, value] : wish)
        EXPECT_EQ(made->video.at(name), value) << name;
    const std::string id(made->video.at("id").as_string());
    EXPECT_EQ(run(videos.get(principalOf(ann), id)), made->video);
    // What is not told of settings is as in those of a job; a picture that it began with is none of this relay's.
    const auto some = readImportWish(encoded({{"settings", {{"seed", 7}, {"referenceId", newId()}}}}));
    ASSERT_TRUE(some) << some.error().detail;
    EXPECT_EQ(some->settings, (json::object{{"seconds", nullptr}, {"size", nullptr}, {"negativePrompt", nullptr},
                                  {"seed", 7}, {"cameos", json::array()}}));
}

TEST_F(ImportsTest, longPromptsComeWhole) {
    std::string prompt;
    for (int i = 0; i < 20000; ++i)
        prompt += "\xF0\x9F\x9A\xA4";
    EXPECT_EQ(readImportWish(encoded({{"prompt", prompt}}))->prompt, prompt);
    EXPECT_EQ(readImportWish(encoded({{"prompt", prompt + "x"}})).error().code, Code::ValidationFailed);
}

TEST_F(ImportsTest, refusesFactsThatAreNone) {
    const std::vector<std::pair<std::string, json::value>> wrong{{"upstream", json::string(101, 'x')},
        {"chargedMicroUsd", -1}, {"remixOf", "no id"}, {"batchId", "no id"}, {"demo", "yes"}, {"settings", 7},
        {"settings", json::object{{"seconds", -1}}}, {"settings", json::object{{"size", json::string(21, 'x')}}},
        {"settings", json::object{{"cameos", json::array{7}}}}, {"settings", json::object{{"other", 1}}}};
    for (const auto& [name, value] : wrong)
        EXPECT_EQ(readImportWish(encoded({{name, value}})).error().code, Code::ValidationFailed)
            << name << json::serialize(value);
}

TEST_F(ImportsTest, theSameBytesAreOneVideoOfEachUser) {
    const std::string bytes = filmBytes();
    const auto first = add(ann, bytes, {{"title", "First"}});
    ASSERT_TRUE(first) << first.error().detail;
    const auto again = add(ann, bytes, {{"title", "Again"}});
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_FALSE(again->isNew);
    EXPECT_EQ(again->video, first->video);
    EXPECT_TRUE(add(bob, bytes)->isNew);
    EXPECT_EQ(count("videos"), 2);
    EXPECT_EQ(count("blobs"), 3) << "film, poster and sheet";
    // Who leaves takes nothing of the other's along.
    EXPECT_TRUE(run(library.remove(principalOf(ann), std::string(first->video.at("id").as_string()))));
    EXPECT_TRUE(content.open(toHex(sha256(bytes))));
    EXPECT_TRUE(add(ann, bytes)->isNew) << "what was removed for ever may come again";
}

TEST_F(ImportsTest, theSameBytesAtTheSameTimeAreOneVideo) {
    const std::string bytes = filmBytes();
    const Principal principal = principalOf(ann);
    int isNew = 0;
    int left = 4;
    const auto bring = [&]() -> Task<> {
        ArrivedFile file = arrived(bytes);
        ImportWish wish;
        const auto made = co_await imports.add(principal, std::move(wish), std::move(file));
        EXPECT_TRUE(made);
        isNew += made && made->isNew ? 1 : 0;
        --left;
    };
    for (int i = 1; i < 4; ++i)
        boost::asio::co_spawn(context, bring(), boost::asio::detached);
    run(bring());
    while (left > 0)
        count("videos");
    EXPECT_EQ(isNew, 1);
    EXPECT_EQ(count("videos"), 1);
    EXPECT_TRUE(content.open(toHex(sha256(bytes))));
}

TEST_F(ImportsTest, whatIsNoVideoIsNotKept) {
    const std::string bytes = filmBytes();
    for (const std::string& wrong : {std::string(), std::string("no film"), bytes.substr(0, bytes.size() / 2)})
        EXPECT_EQ(add(ann, wrong).error().code, Code::InvalidVideo) << wrong.size();
    EXPECT_EQ(count("videos"), 0);
    EXPECT_EQ(count("blobs"), 0);
    EXPECT_TRUE(content.entries().empty());
}

TEST_F(ImportsTest, leavesNoFileOfWhatCannotBeEntered) {
    run(pool.query("ALTER TABLE videos ADD CONSTRAINT none_more CHECK (false) NOT VALID"));
    EXPECT_THROW((void)add(ann, filmBytes()), pg::DatabaseError);
    EXPECT_EQ(count("blobs"), 0);
    EXPECT_TRUE(content.entries().empty());
}

TEST_F(ImportsTest, takesNoTimeThatNobodyCanHaveMeant) {
    for (const char* time : {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2200-01-01T00:00:00Z"}) {
        const auto wish = readImportWish(encoded({{"createdAt", time}}));
        ASSERT_FALSE(wish) << time;
        EXPECT_EQ(wish.error().fields.front().code, "out_of_range") << time;
    }
    EXPECT_EQ(readImportWish(encoded({{"createdAt", "9999-01-01T00:00:00Z"}})).error().fields.front().code, "invalid");
    EXPECT_TRUE(readImportWish(encoded({{"createdAt", "1970-01-02T00:00:00Z"}})));
}

TEST_F(ImportsTest, whatIsSaidOfItIsReadStrictly) {
    EXPECT_TRUE(readImportWish(""));
    EXPECT_EQ(readImportWish("?").error().code, Code::BadRequest);
    EXPECT_EQ(readImportWish(toBase64Url("[]")).error().code, Code::BadRequest);
    const auto wrong = readImportWish(encoded({{"prompt", std::string(20001, 'x')}, {"title", "a\nb"}, {"tags", {""}},
        {"createdAt", "yesterday"}, {"seq", 1}}));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().fields.size(), 5U);
}
