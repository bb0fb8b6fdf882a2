#include "domain/ApiKeys.h"

#include "AccountsEnvironment.h"

using namespace kinora;
using namespace kinora::domain;

namespace {

class ApiKeysTest : public test::AccountsEnvironment {
protected:
    Result<json::object> create(const SignedIn& whose, std::string password = "correct horse") {
        ApiKeyWish wish;
        wish.name = "Storyboard";
        wish.scopes = {Scope::JobsRead, Scope::VideosRead};
        wish.password = std::move(password);
        return run(keys.create(principalOf(whose), std::move(wish), as(whose.user)));
    }

    static std::string text(const json::object& object, const char* name) {
        return json::value_to<std::string>(object.at(name));
    }

    ApiKeys keys{pool, passwords, watch};
    SignedIn ann = signUp("ann@example.org");
    SignedIn bob = signUp("bob@example.org");
};

} // namespace

TEST_F(ApiKeysTest, aKeyMayWhatItsScopesSayAndNoMore) {
    const auto made = create(ann);
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_TRUE(ApiKeys::isKey(text(*made, "key")));
    EXPECT_FALSE(ApiKeys::isKey(ann.accessToken));
    const auto principal = run(keys.authenticate(text(*made, "key")));
    ASSERT_TRUE(principal);
    EXPECT_EQ(principal->userId, ann.user.id);
    EXPECT_FALSE(principal->isAdmin()) << "though Ann is one";
    EXPECT_TRUE(principal->may(Scope::JobsRead));
    EXPECT_TRUE(principal->may(Scope::VideosRead));
    EXPECT_FALSE(principal->may(Scope::JobsWrite));
    EXPECT_FALSE(principal->may(std::nullopt));
    EXPECT_TRUE(principalOf(ann).may(std::nullopt)) << "a person may all";
    EXPECT_EQ(run(keys.authenticate(text(*made, "key") + "x")).error().code, Code::Unauthorized);
    EXPECT_EQ(run(keys.authenticate("kinora_")).error().code, Code::Unauthorized);
    EXPECT_EQ(audited("api_key.created"), 1);
}

TEST_F(ApiKeysTest, itIsShownOnceAndKeptAsADigest) {
    const auto made = create(ann);
    const auto page = run(keys.list(principalOf(ann), std::nullopt, std::nullopt));
    ASSERT_TRUE(page);
    const json::object& item = page->at("items").at(0).as_object();
    EXPECT_EQ(item.at("name"), "Storyboard");
    EXPECT_TRUE(item.at("lastUsedAt").is_null());
    EXPECT_FALSE(item.contains("key"));
    const auto rows = run(pool.query("SELECT to_jsonb(k)::text AS text FROM api_keys k"));
    EXPECT_EQ(rows.front().get<std::string>("text").find(text(*made, "key")), std::string::npos);
    EXPECT_TRUE(run(keys.authenticate(text(*made, "key"))));
    const auto used = run(keys.list(principalOf(ann), std::nullopt, std::nullopt));
    EXPECT_TRUE(used->at("items").at(0).at("lastUsedAt").is_string());
    EXPECT_TRUE(run(keys.list(principalOf(bob), std::nullopt, std::nullopt))->at("items").as_array().empty());
}

TEST_F(ApiKeysTest, itTakesThePassword) {
    EXPECT_EQ(create(ann, "wrong horse").error().code, Code::InvalidCredentials);
    for (int i = 0; i < 10; ++i)
        static_cast<void>(create(ann, "wrong horse"));
    EXPECT_EQ(create(ann).error().code, Code::RateLimited);
}

TEST_F(ApiKeysTest, fiftyAtMost) {
    for (int i = 0; i < 50; ++i)
        ASSERT_TRUE(create(ann)) << i;
    EXPECT_EQ(create(ann).error().code, Code::Conflict);
    EXPECT_TRUE(create(bob));
}

TEST_F(ApiKeysTest, revokedExpiredOrDisabledItIsGoodForNothing) {
    const auto revoked = create(ann);
    EXPECT_EQ(run(keys.revoke(principalOf(bob), text(*revoked, "id"), as(bob.user))).error().code, Code::NotFound)
        << "somebody else's";
    EXPECT_TRUE(run(keys.authenticate(text(*revoked, "key"))));
    EXPECT_TRUE(run(keys.revoke(principalOf(ann), text(*revoked, "id"), as(ann.user))));
    EXPECT_EQ(run(keys.revoke(principalOf(ann), text(*revoked, "id"), as(ann.user))).error().code, Code::NotFound);
    EXPECT_FALSE(run(keys.authenticate(text(*revoked, "key"))));
    EXPECT_TRUE(run(keys.list(principalOf(ann), std::nullopt, std::nullopt))->at("items").as_array().empty());

    const auto other = create(bob);
    run(pool.query("UPDATE api_keys SET expires_at = now() - interval '1 second'"));
    EXPECT_FALSE(run(keys.authenticate(text(*other, "key"))));
    run(pool.query("UPDATE api_keys SET expires_at = NULL"));
    EXPECT_TRUE(run(keys.authenticate(text(*other, "key"))));
    run(pool.query("UPDATE users SET status = 'disabled' WHERE id = $1", bob.user.id));
    EXPECT_FALSE(run(keys.authenticate(text(*other, "key"))));
}

TEST_F(ApiKeysTest, whoWatchesHearsThatItIsRevoked) {
    const auto made = create(ann);
    const auto principal = run(keys.authenticate(text(*made, "key")));
    bool ended = false;
    const auto watching = watch.watch(principal->credentialId(), context.get_executor(), [&ended] { ended = true; });
    const auto lease = run(pool.acquire());
    EXPECT_TRUE(run(store::findEndedSessions(*lease, {principal->credentialId()})).empty()) << "another relay asks";
    EXPECT_TRUE(run(keys.revoke(principalOf(ann), text(*made, "id"), as(ann.user))));
    context.restart();
    context.poll();
    EXPECT_TRUE(ended);
    EXPECT_EQ(run(store::findEndedSessions(*lease, {principal->credentialId()})).size(), 1U);
}

TEST_F(ApiKeysTest, whatIsWrongWithAWishIsNamed) {
    const json::object wrong{{"name", " "}, {"scopes", {"everything"}}, {"expiresInDays", 0}, {"more", 1}};
    EXPECT_EQ(readApiKeyWish(wrong).error().fields.size(), 5U);
    EXPECT_FALSE(readApiKeyWish({{"name", "x"}, {"scopes", json::array()}, {"password", "p"}}));
    const auto good = readApiKeyWish({{"name", "x"}, {"scopes", {"jobs:read", "jobs:read"}}, {"password", "p"}});
    ASSERT_TRUE(good);
    EXPECT_EQ(good->scopes.size(), 1U);
    EXPECT_FALSE(good->lifetime);
}
