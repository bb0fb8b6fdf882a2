#include "domain/Avatars.h"

#include "AccountsEnvironment.h"
#include "domain/Profile.h"
#include "domain/Render.h"
#include "domain/UnusedFiles.h"
#include "media/ContentStore.h"
#include "support/Pictures.h"
#include "support/TempDir.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <future>

using namespace kinora;
using namespace kinora::domain;

namespace {

class AvatarsTest : public test::AccountsEnvironment {
protected:
    AvatarsTest() { EXPECT_TRUE(content.prepare()); }

    Result<store::User> put(const SignedIn& whose, std::string_view picture) {
        return run(avatars.put(principalOf(whose), std::string(picture), as(whose.user)));
    }

    std::int64_t blobs() { return run(pool.query("SELECT count(*) AS n FROM blobs")).front().get<std::int64_t>("n"); }

    test::TempDir folder;
    media::ContentStore content{folder / "media"};
    WorkPool pictures{"media", 1, 16};
    Avatars avatars{pool, content, {pictures, pictures}};
    SignedIn ann = signUp("ann@example.org");
    SignedIn bob = signUp("bob@example.org");
};

} // namespace

TEST_F(AvatarsTest, aPictureIsPutSeenReplacedAndRemoved) {
    EXPECT_EQ(run(avatars.file("ann")).error().code, Code::NotFound);
    const auto first = put(ann, test::RedPng);
    ASSERT_TRUE(first) << first.error().detail;
    const auto url = json::value_to<std::string>(toJson(*first).at("avatarUrl"));
    EXPECT_TRUE(url.starts_with("/api/v1/users/ann/avatar?v=")) << url;
    const auto seen = run(avatars.file("ann"));
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->contentType, "image/jpeg");
    EXPECT_EQ(seen->sha256, *first->avatarSha256);
    const auto second = put(ann, test::BluePng);
    ASSERT_TRUE(second);
    EXPECT_NE(second->avatarSha256, first->avatarSha256);
    EXPECT_FALSE(content.open(*first->avatarSha256)) << "the old file is gone";
    EXPECT_EQ(blobs(), 1);
    const auto gone = run(avatars.remove(principalOf(ann), as(ann.user)));
    EXPECT_FALSE(gone->avatarSha256);
    EXPECT_TRUE(run(avatars.remove(principalOf(ann), as(ann.user)))) << "may be repeated";
    EXPECT_EQ(run(avatars.file("ann")).error().code, Code::NotFound);
    EXPECT_FALSE(content.open(*second->avatarSha256));
    EXPECT_EQ(blobs(), 0);
}

TEST_F(AvatarsTest, equalPicturesAreOneFileUntilNobodyHasIt) {
    const auto anns = put(ann, test::RedPng);
    const auto bobs = put(bob, test::RedPng);
    EXPECT_EQ(anns->avatarSha256, bobs->avatarSha256);
    EXPECT_EQ(blobs(), 1);
    EXPECT_TRUE(run(avatars.remove(principalOf(ann), as(ann.user))));
    EXPECT_TRUE(content.open(*bobs->avatarSha256));
    EXPECT_TRUE(run(avatars.remove(principalOf(bob), as(bob.user))));
    EXPECT_FALSE(content.open(*bobs->avatarSha256));
}

TEST_F(AvatarsTest, nobodyWaitsInATransactionWhileAFilmIsDecoded) {
    WorkPool decoding("decode", 1, 16);
    Avatars some(pool, content, {decoding, pictures});
    ASSERT_TRUE(run(some.put(principalOf(ann), std::string(test::RedPng), as(ann.user))));
    std::promise<void> decoded;
    const std::shared_future<void> end = decoded.get_future().share();
    bool over = false;
    boost::asio::co_spawn(
        context,
        [&]() -> Task<> {
            auto film = [end] {
                end.wait();
            };
            const Result<> watched = co_await decoding.run(std::move(film));
            over = watched.has_value();
        },
        boost::asio::detached);
    EXPECT_TRUE(run(some.remove(principalOf(ann), as(ann.user))));
    EXPECT_TRUE(content.entries().empty());
    decoded.set_value();
    while (!over)
        blobs();
}

TEST_F(AvatarsTest, whatIsNoPictureChangesNothing) {
    const auto had = put(ann, test::RedPng);
    EXPECT_EQ(put(ann, "<svg/>").error().code, Code::ValidationFailed);
    EXPECT_EQ(run(avatars.file("ann"))->sha256, *had->avatarSha256);
}

TEST_F(AvatarsTest, whoIsDisabledIsNotSeen) {
    ASSERT_TRUE(put(bob, test::RedPng));
    run(pool.query("UPDATE users SET status = 'disabled' WHERE id = $1", bob.user.id));
    EXPECT_EQ(run(avatars.file("bob")).error().code, Code::NotFound);
}

TEST_F(AvatarsTest, goesWithItsOwner) {
    const auto anns = put(ann, test::RedPng);
    const auto bobs = put(bob, test::BluePng);
    Profile profile{pool, passwords, watch, content, pictures};
    ASSERT_TRUE(run(profile.remove(principalOf(bob), "correct horse", as(bob.user))));
    EXPECT_FALSE(content.open(*bobs->avatarSha256));
    EXPECT_TRUE(content.open(*anns->avatarSha256));
    EXPECT_EQ(blobs(), 1);
}

// Somebody lets go of a picture while somebody else is about to have an equal one.
TEST_F(AvatarsTest, aFileThatIsWantedAgainIsNotRemoved) {
    const auto anns = put(ann, test::RedPng);
    const std::string sha256 = *anns->avatarSha256;
    const std::vector<std::string> unused{sha256};
    run(removeUnusedFiles(pool, content, pictures, unused));
    EXPECT_TRUE(content.open(sha256)) << "it has a row again";
    run(pool.query("UPDATE users SET avatar_sha256 = NULL"));
    run(pool.query("DELETE FROM blobs"));
    run(removeUnusedFiles(pool, content, pictures, unused));
    EXPECT_FALSE(content.open(sha256));
    EXPECT_EQ(blobs(), 0) << "and the place of its row is free";
}
