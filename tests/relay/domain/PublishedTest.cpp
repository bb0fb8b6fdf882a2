// What people show each other: the pages, the files behind them, and who likes them.
#include "domain/People.h"
#include "relay/domain/LibraryEnvironment.h"

#include <vector>

using namespace kinora;
using namespace kinora::domain;

namespace {

class PublishedTest : public test::LibraryEnvironment {
protected:
    std::string film(const SignedIn& whose, const std::string& prompt) {
        return LibraryEnvironment::film(whose, prompt, prompt);
    }
    void become(const SignedIn& whose, const std::string& id, const char* state) {
        EXPECT_TRUE(run(library.edit(principalOf(whose), id, *readVideoEdit({{"state", state}}))));
    }
    std::string shown(const SignedIn& whose, const std::string& prompt) {
        const std::string id = film(whose, prompt);
        become(whose, id, "published");
        return id;
    }

    static std::string promptsOf(const Result<json::object>& page) {
        EXPECT_TRUE(page) << page.error().detail;
        std::string prompts;
        for (const json::value& item : page->at("items").as_array())
            prompts += std::string(prompts.empty() ? "" : " ") + std::string(item.at("prompt").as_string());
        return prompts;
    }
    std::string of(const SignedIn& by, const std::string& handle) {
        return promptsOf(run(people.videos(principalOf(by), handle, std::nullopt, std::nullopt)));
    }
    std::string feed(const SignedIn& by) {
        return promptsOf(run(people.feed(principalOf(by), std::nullopt, std::nullopt)));
    }
    Code fileRefusal(const SignedIn& by, const std::string& id) {
        const auto file = run(videos.file(principalOf(by), id, VideoFile::Content));
        return file ? Code{} : file.error().code;
    }

    People people{pool};
    SignedIn ann = signUp("ann@example.org");
    SignedIn bob = signUp("bob@example.org");
    SignedIn eve = signUp("eve@example.org");
};

} // namespace

TEST_F(PublishedTest, theLastPublishedComesFirstAndNothingElse) {
    const std::string first = film(ann, "first");
    const std::string second = film(ann, "second");
    film(ann, "draft");
    become(ann, second, "published");
    become(ann, first, "published");
    EXPECT_EQ(of(bob, "ann"), "first second");
    const auto page = run(people.videos(principalOf(bob), "ann", "1", std::nullopt));
    const std::string cursor(page->at("nextCursor").as_string());
    EXPECT_EQ(promptsOf(run(people.videos(principalOf(bob), "ann", "1", cursor))), "second");
    const json::object one = page->at("items").at(0).as_object();
    EXPECT_EQ(one.at("owner").at("handle"), "ann");
    EXPECT_EQ(one.at("seconds"), 1.5);
    for (const char* name : {"favorite", "rating", "tags", "chargedMicroUsd", "jobId", "seq", "settings"})
        EXPECT_FALSE(one.contains(name)) << name;
    EXPECT_EQ(
        run(people.videos(principalOf(bob), "nobody_here", std::nullopt, std::nullopt)).error().code, Code::NotFound);
    // An edit of something else does not bring it to the front, nor does the trash and back.
    EXPECT_TRUE(run(library.edit(principalOf(ann), second, *readVideoEdit({{"title", "New"}}))));
    become(ann, second, "trashed");
    EXPECT_EQ(of(bob, "ann"), "first");
    become(ann, second, "published");
    EXPECT_EQ(of(bob, "ann"), "first second");
    become(ann, second, "draft");
    become(ann, second, "published");
    EXPECT_EQ(of(bob, "ann"), "second first");
}

TEST_F(PublishedTest, filesAreSeenForAsLongAsTheVideoIsShown) {
    const std::string id = film(ann, "kite");
    EXPECT_EQ(fileRefusal(bob, id), Code::NotFound);
    become(ann, id, "published");
    const auto file = run(videos.file(principalOf(bob), id, VideoFile::Content));
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_FALSE(file->ofOneself);
    EXPECT_TRUE(run(videos.file(principalOf(ann), id, VideoFile::Content))->ofOneself);
    EXPECT_TRUE(run(videos.file(principalOf(bob), id, VideoFile::Poster)));
    // What its owner thinks of it stays theirs, and so does the changing.
    EXPECT_EQ(run(videos.get(principalOf(bob), id)).error().code, Code::NotFound);
    EXPECT_EQ(
        run(library.edit(principalOf(bob), id, *readVideoEdit({{"title", "Mine"}}))).error().code, Code::NotFound);
    become(ann, id, "draft");
    EXPECT_EQ(fileRefusal(bob, id), Code::NotFound);
    become(ann, id, "published");
    run(pool.query("UPDATE users SET status = 'disabled' WHERE id = $1", ann.user.id));
    EXPECT_EQ(fileRefusal(bob, id), Code::NotFound);
    EXPECT_EQ(run(people.videos(principalOf(bob), "ann", std::nullopt, std::nullopt)).error().code, Code::NotFound);
}

TEST_F(PublishedTest, theFeedIsOfThoseOneFollows) {
    shown(ann, "of_ann");
    shown(bob, "of_bob");
    shown(eve, "of_eve");
    EXPECT_EQ(feed(eve), "");
    EXPECT_TRUE(run(people.follow(principalOf(eve), "ann")));
    EXPECT_TRUE(run(people.follow(principalOf(eve), "bob")));
    EXPECT_EQ(feed(eve), "of_bob of_ann");
    run(pool.query("UPDATE users SET status = 'disabled' WHERE id = $1", bob.user.id));
    EXPECT_EQ(feed(eve), "of_ann");
    EXPECT_TRUE(run(people.unfollow(principalOf(eve), "ann")));
    EXPECT_EQ(feed(eve), "");
}

TEST_F(PublishedTest, likesMayBeRepeatedAndAreCountedOnce) {
    const std::string id = shown(ann, "kite");
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(run(people.like(principalOf(bob), id))->at("likes"), 1);
    EXPECT_EQ(run(people.like(principalOf(ann), id))->at("likes"), 2) << "one's own too";
    EXPECT_EQ(
        run(people.videos(principalOf(eve), "ann", std::nullopt, std::nullopt))->at("items").at(0).at("liked"), false);
    run(pool.query("UPDATE users SET status = 'disabled' WHERE id = $1", ann.user.id));
    EXPECT_EQ(run(people.like(principalOf(bob), id)).error().code, Code::NotFound);
    run(pool.query("UPDATE users SET status = 'active' WHERE id = $1", ann.user.id));
    for (int i = 0; i < 2; ++i) {
        const auto left = run(people.unlike(principalOf(bob), id));
        EXPECT_EQ(left->at("likes"), 1);
        EXPECT_EQ(left->at("liked"), false);
    }
    become(ann, id, "draft");
    for (const std::string& absent : {id, newId(), std::string("nonsense")}) {
        EXPECT_EQ(run(people.like(principalOf(bob), absent)).error().code, Code::NotFound) << absent;
        EXPECT_EQ(run(people.unlike(principalOf(bob), absent)).error().code, Code::NotFound) << absent;
    }
    EXPECT_EQ(run(pool.query("SELECT count(*) AS n FROM likes")).front().get<std::int64_t>("n"), 1);
}
