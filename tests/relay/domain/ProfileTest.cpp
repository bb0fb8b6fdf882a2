#include "domain/Profile.h"

#include "AccountsEnvironment.h"
#include "base/Crypto.h"
#include "base/Ids.h"
#include "media/ContentStore.h"
#include "support/TempDir.h"

using namespace kinora;
using namespace kinora::domain;

namespace {

class ProfileTest : public test::AccountsEnvironment {
protected:
    ProfileTest() { EXPECT_TRUE(content.prepare()); }

    Result<store::User> change(const SignedIn& whose, ProfileChange wish) {
        return run(profile.change(principalOf(whose), std::move(wish), as(whose.user)));
    }

    Result<> remove(const SignedIn& whose, std::string password = "correct horse") {
        return run(profile.remove(principalOf(whose), std::move(password), as(whose.user)));
    }

    template <class T>
    static std::string refusal(const Result<T>& answer) {
        return answer || answer.error().fields.empty()
                   ? ""
                   : answer.error().fields.front().field + " " + answer.error().fields.front().code;
    }

    std::int64_t count(const std::string& from) {
        return run(pool.query("SELECT count(*) AS n FROM " + from)).front().get<std::int64_t>("n");
    }

    /// A job in this state.
    void job(const User& user, std::string status, std::string stage) {
        const std::string submission = newId();
        const std::string id = newId();
        run(pool.query("INSERT INTO submissions (id, user_id, key, fingerprint, status, answer) VALUES ($1, $2, 'k', "
                       "'', 202, '{}')",
            submission, user.id));
        run(pool.query(R"sql(
            INSERT INTO jobs (id, user_id, submission_id, prompt, orientation, model, upstream, status, stage, slot)
            VALUES ($1, $2, $3, 'A kite', 'portrait', 'm', 'u', $4::job_status, $5::job_stage,
                    CASE WHEN $4 = 'processing' THEN 1 END))sql",
            id, user.id, submission, status, stage));
    }

    /// A film with this content, and no poster of its own.
    void film(const User& user, const std::string& bytes) {
        const auto blob = content.add(bytes, "video/mp4");
        const std::string sha = *fromHex(blob->sha256);
        const pg::Bytes hash{sha};
        const std::string id = newId();
        run(pool.query(
            "INSERT INTO blobs (sha256, bytes, content_type) VALUES ($1, $2, 'video/mp4') ON CONFLICT DO NOTHING", hash,
            bytes.size()));
        run(pool.query(R"sql(
            INSERT INTO videos (id, user_id, seq, prompt, orientation, width, height, duration_ms, model, upstream,
                                content_sha256, poster_sha256)
            VALUES ($1, $2, $4, 'A kite', 'portrait', 2, 2, 1, 'm', 'u', $3, $3))sql",
            id, user.id, hash, ++m_films));
    }

    bool isThere(const std::string& bytes) { return content.open(toHex(sha256(bytes))).has_value(); }

    int m_films = 0;
    test::TempDir folder;
    media::ContentStore content{folder / "media"};
    WorkPool files{"media", 1, 16};
    Profile profile{pool, passwords, watch, content, files};
    SignedIn ann = signUp("ann@example.org");
    SignedIn bob = signUp("bob@example.org");
};

} // namespace

TEST_F(ProfileTest, namesAndAddressesChange) {
    ProfileChange names;
    names.displayName = "Bob Bobson";
    names.handle = "bobson";
    const auto named = change(bob, names);
    ASSERT_TRUE(named) << named.error().detail;
    EXPECT_EQ(named->handle, "bobson");
    ProfileChange address;
    address.email = "Bob@Elsewhere.org";
    address.currentPassword = "wrong horse";
    EXPECT_EQ(change(bob, address).error().code, Code::InvalidCredentials);
    address.currentPassword = "correct horse";
    EXPECT_EQ(change(bob, address)->email, "Bob@Elsewhere.org");
    EXPECT_TRUE(logIn("bob@elsewhere.org", "correct horse"));
    EXPECT_FALSE(logIn("bob@example.org", "correct horse"));
    address.email = "ANN@example.org";
    EXPECT_EQ(refusal(change(bob, address)), "email taken");
    names.handle = "ann";
    EXPECT_EQ(refusal(change(bob, names)), "handle taken");
    EXPECT_EQ(audited("user.profile_changed"), 2);
}

TEST_F(ProfileTest, whatIsWrongWithAWishIsNamed) {
    EXPECT_EQ(
        readProfileChange({{"displayName", " "}, {"handle", "A"}, {"email", "x"}, {"more", 1}}).error().fields.size(),
        5U);
    EXPECT_EQ(readProfileChange({}).error().code, Code::ValidationFailed);
    EXPECT_EQ(readProfileChange({{"displayName", " Bob "}})->displayName, "Bob");
}

TEST_F(ProfileTest, leavingTakesEverythingAlong) {
    job(bob.user, "pending", "queued");
    film(bob.user, "bob's own film");
    film(bob.user, "a film both have");
    film(ann.user, "a film both have");
    bool ended = false;
    const auto watching = watch.watch(principalOf(bob).sessionId, context.get_executor(), [&ended] { ended = true; });
    EXPECT_EQ(remove(bob, "wrong horse").error().code, Code::InvalidCredentials);
    const Result<> removed = remove(bob);
    ASSERT_TRUE(removed) << removed.error().detail;
    for (const char* table : {"users", "sessions", "videos"})
        EXPECT_EQ(count(table), 1) << table << ": Ann's";
    EXPECT_EQ(count("jobs") + count("submissions") + count("api_keys"), 0);
    EXPECT_FALSE(isThere("bob's own film"));
    EXPECT_TRUE(isThere("a film both have"));
    EXPECT_EQ(count("blobs"), 1);
    EXPECT_FALSE(run(sessions.authenticate(bob.accessToken)));
    EXPECT_FALSE(run(sessions.refresh(bob.refreshToken, from())));
    EXPECT_FALSE(logIn("bob@example.org", "correct horse"));
    context.restart();
    context.poll();
    EXPECT_TRUE(ended);
    EXPECT_EQ(audited("user.deleted"), 1);
    EXPECT_TRUE(run(sessions.authenticate(ann.accessToken)));
}

TEST_F(ProfileTest, nobodyLeavesAJobAtTheUpstreamBehind) {
    job(bob.user, "processing", "generating");
    EXPECT_EQ(refusal(remove(bob)), "jobs under_way");
    EXPECT_EQ(count("users"), 2);
    EXPECT_TRUE(run(sessions.authenticate(bob.accessToken)));
}

TEST_F(ProfileTest, theLastAdministratorStays) {
    EXPECT_EQ(refusal(remove(ann)), "role last_admin");
    run(pool.query("UPDATE users SET role = 'admin'"));
    EXPECT_TRUE(remove(ann));
}
