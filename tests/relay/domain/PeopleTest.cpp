#include "domain/People.h"

#include "domain/Videos.h"
#include "media/ContentStore.h"
#include "relay/domain/AccountsEnvironment.h"
#include "support/TempDir.h"

using namespace kinora;
using namespace kinora::domain;

namespace {

class PeopleTest : public test::AccountsEnvironment {
protected:
    json::object seen(const SignedIn& by, const std::string& handle) {
        const auto person = run(people.get(principalOf(by), handle));
        EXPECT_TRUE(person) << person.error().detail;
        return person.value_or(json::object());
    }

    void disable(const SignedIn& whom) {
        run(pool.query("UPDATE users SET status = 'disabled' WHERE id = $1", whom.user.id));
    }

    People people{pool};
    SignedIn ann = signUp("ann@example.org");
    SignedIn bob = signUp("bob@example.org");
    SignedIn eve = signUp("eve@example.org");
};

} // namespace

TEST_F(PeopleTest, followAndUnfollowMayBeRepeated) {
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(run(people.follow(principalOf(ann), "bob"))->at("followed"), true);
    EXPECT_TRUE(run(people.follow(principalOf(eve), "bob")));
    EXPECT_TRUE(run(people.follow(principalOf(bob), "eve")));
    const json::object bobs = seen(ann, "bob");
    EXPECT_EQ(bobs.at("followers"), 2);
    EXPECT_EQ(bobs.at("following"), 1);
    EXPECT_FALSE(bobs.contains("email"));
    EXPECT_EQ(seen(ann, "eve").at("followed"), false);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(run(people.unfollow(principalOf(ann), "bob"))->at("followed"), false);
    EXPECT_EQ(seen(ann, "bob").at("followers"), 1);
}

TEST_F(PeopleTest, nobodyFollowsThemselves) {
    EXPECT_EQ(run(people.follow(principalOf(ann), "ann")).error().code, Code::Conflict);
}

TEST_F(PeopleTest, whoIsNotActiveIsNotThere) {
    EXPECT_TRUE(run(people.follow(principalOf(ann), "bob")));
    EXPECT_TRUE(run(people.follow(principalOf(eve), "ann")));
    disable(bob);
    disable(eve);
    for (const char* handle : {"bob", "nobody_here", ""}) {
        EXPECT_EQ(run(people.get(principalOf(ann), handle)).error().code, Code::NotFound) << handle;
        EXPECT_EQ(run(people.follow(principalOf(ann), handle)).error().code, Code::NotFound) << handle;
        EXPECT_EQ(run(people.unfollow(principalOf(ann), handle)).error().code, Code::NotFound) << handle;
    }
    const json::object anns = seen(ann, "ann");
    EXPECT_EQ(anns.at("followers"), 0);
    EXPECT_EQ(anns.at("following"), 0);
    const test::TempDir folder;
    media::ContentStore content(folder / "media");
    Videos videos(pool, content, {work, work});
    const json::object stats = run(videos.stats(principalOf(ann)));
    EXPECT_EQ(stats.at("followers"), 0);
    EXPECT_EQ(stats.at("following"), 0);
}

TEST_F(PeopleTest, whoLeavesIsFollowedNoMore) {
    EXPECT_TRUE(run(people.follow(principalOf(ann), "bob")));
    run(pool.query("DELETE FROM users WHERE id = $1", bob.user.id));
    EXPECT_EQ(seen(ann, "ann").at("following"), 0);
}
