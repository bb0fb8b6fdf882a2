#include "AccountsEnvironment.h"
#include "base/IoThreads.h"
#include "domain/Invites.h"

#include <boost/asio/use_future.hpp>

#include <future>

using namespace kinora;
using namespace kinora::domain;

namespace {

class AccountsTest : public test::AccountsEnvironment {
protected:
    /// With Ann, the administrator.
    Accounts inMode(RegistrationMode mode) {
        RegistrationPolicy policy = openPolicy();
        policy.mode = mode;
        Accounts all = accounts(policy);
        annId = run(all.registerUser(registration("ann@example.org"), from()))->user.id;
        return all;
    }

    domain::Actor ann() {
        Actor actor = from();
        actor.kind = Actor::Kind::User;
        actor.userId = annId;
        return actor;
    }

    json::object invite(InviteWish wish = {}) { return run(invites.create(std::move(wish), ann())); }

    static std::string codeOf(const json::object& invite) { return json::value_to<std::string>(invite.at("code")); }

    static Registration invited(std::string email, std::string code) {
        Registration made = registration(std::move(email));
        made.inviteCode = std::move(code);
        return made;
    }

    Invites invites{pool};
    std::string annId;
};

std::string fieldOf(const Result<Registered>& result) {
    return result || result.error().fields.empty()
               ? ""
               : result.error().fields.front().field + " " + result.error().fields.front().code;
}

} // namespace

TEST_F(AccountsTest, theFirstIsAdminTheOthersAreMembers) {
    Accounts all = accounts();
    EXPECT_TRUE(run(all.info(true)).firstAccount);
    const auto first = run(all.registerUser(registration("Ann.Smith@Example.org"), from()));
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_EQ(first->user.role, store::Role::Admin);
    EXPECT_EQ(first->user.email, "Ann.Smith@Example.org");
    EXPECT_EQ(first->user.handle, "ann_smith");
    EXPECT_EQ(first->user.displayName, "Ann.Smith");
    const auto second = run(all.registerUser(registration("bob@example.org"), from()));
    ASSERT_TRUE(second);
    EXPECT_EQ(second->user.role, store::Role::Member);
    EXPECT_FALSE(run(all.info(true)).firstAccount);
    EXPECT_EQ(run(all.find(second->user.id))->email, "bob@example.org");
    EXPECT_EQ(run(all.find(serverId)).error().code, Code::NotFound);
}

TEST_F(AccountsTest, manyWhoComeFirstTogetherMakeOneAdmin) {
    IoThreads threads(2);
    threads.start();
    pg::Pool shared(conninfo);
    SessionWatch sharedWatch(threads.next(), shared);
    Attempts sharedAttempts(shared, false);
    Sessions sharedSessions(shared, hasher, accessTokens, refreshTokens, sharedWatch, sharedAttempts);
    Accounts all(shared, hasher, sharedSessions, sharedAttempts, openPolicy());
    std::vector<std::future<Result<Registered>>> answers;
    answers.reserve(10);
    for (int i = 0; i < 10; ++i)
        answers.push_back(boost::asio::co_spawn(threads.next(),
            all.registerUser(registration("ann@host" + std::to_string(i) + ".org"), from()), boost::asio::use_future));
    int admins = 0;
    std::set<std::string> handles;
    for (auto& answer : answers) {
        const auto signedIn = answer.get();
        ASSERT_TRUE(signedIn) << signedIn.error().detail;
        admins += signedIn->user.role == store::Role::Admin ? 1 : 0;
        handles.insert(signedIn->user.handle);
    }
    EXPECT_EQ(admins, 1);
    EXPECT_EQ(handles.size(), 10U);
    boost::asio::co_spawn(threads.next(), shared.close(), boost::asio::use_future).get();
    threads.stop();
    threads.join();
}

TEST_F(AccountsTest, oneAddressOneAccount) {
    Accounts all = accounts();
    ASSERT_TRUE(run(all.registerUser(registration("ann@example.org"), from())));
    const auto again = run(all.registerUser(registration(" ANN@example.org "), from()));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Code::Conflict);
    EXPECT_EQ(fieldOf(again), "email taken");
}

TEST_F(AccountsTest, aChosenHandleIsTakenOrGiven) {
    Accounts all = accounts();
    Registration chosen = registration("ann@example.org");
    chosen.handle = "director";
    EXPECT_EQ(run(all.registerUser(chosen, from()))->user.handle, "director");
    chosen.email = "bob@example.org";
    EXPECT_EQ(fieldOf(run(all.registerUser(chosen, from()))), "handle taken");
}

TEST_F(AccountsTest, everyWrongFieldIsNamed) {
    Accounts all = accounts();
    Registration wrong = registration("ann", "short");
    wrong.handle = "A";
    wrong.displayName = std::string(81, 'x');
    const auto answer = run(all.registerUser(wrong, from()));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Code::ValidationFailed);
    EXPECT_EQ(answer.error().fields.size(), 4U);
    EXPECT_TRUE(run(all.info(true)).firstAccount);
}

TEST_F(AccountsTest, fromElsewhereTheFirstAccountNeedsTheCode) {
    RegistrationPolicy policy = openPolicy();
    policy.plainLoopback = false;
    policy.mode = RegistrationMode::Invite;
    Accounts all = accounts(policy);
    EXPECT_TRUE(run(all.info(true)).setupCodeRequired);
    Registration first = registration("ann@example.org");
    auto answer = run(all.registerUser(first, from()));
    EXPECT_EQ(answer.error().code, Code::Forbidden);
    EXPECT_EQ(fieldOf(answer), "setupCode required");
    first.setupCode = "ABCD-EFGH-JKMM";
    EXPECT_EQ(fieldOf(run(all.registerUser(first, from()))), "setupCode invalid");
    first.setupCode = "abcdefgh jkmn";
    answer = run(all.registerUser(first, from()));
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->user.role, store::Role::Admin);
    EXPECT_FALSE(run(all.info(true)).setupCodeRequired);
    first.email = "bob@example.org";
    EXPECT_EQ(fieldOf(run(all.registerUser(first, from()))), "inviteCode required") << "the code is good once";
}

TEST_F(AccountsTest, aForwardedRequestIsNotLocal) {
    Accounts all = accounts();
    Registration forwarded = registration("ann@example.org");
    forwarded.direct = false;
    EXPECT_EQ(fieldOf(run(all.registerUser(forwarded, from()))), "setupCode required");
    EXPECT_TRUE(run(all.info(false)).setupCodeRequired);
}

TEST_F(AccountsTest, closedMeansClosed) {
    RegistrationPolicy policy = openPolicy();
    policy.mode = RegistrationMode::Closed;
    Accounts all = accounts(policy);
    ASSERT_TRUE(run(all.registerUser(registration("ann@example.org"), from()))) << "the first may always come";
    EXPECT_EQ(run(all.registerUser(registration("bob@example.org"), from())).error().code, Code::Forbidden);
}

TEST_F(AccountsTest, anInvitationLetsInAsManyAsItSays) {
    Accounts all = inMode(RegistrationMode::Invite);
    InviteWish wish;
    wish.maxUses = 2;
    wish.role = store::Role::Admin;
    const std::string code = codeOf(invite(wish));
    EXPECT_EQ(fieldOf(run(all.registerUser(registration("bob@example.org"), from()))), "inviteCode required");
    const auto bob = run(all.registerUser(invited("bob@example.org", code), from()));
    ASSERT_TRUE(bob) << bob.error().detail;
    EXPECT_EQ(bob->user.role, store::Role::Admin);
    EXPECT_TRUE(bob->session);
    EXPECT_EQ(run(all.registerUser(invited("bob@example.org", code), from())).error().code, Code::Conflict)
        << "and what did not come about does not use it up";
    std::string typed = code;
    std::ranges::replace(typed, '-', ' ');
    std::ranges::transform(typed, typed.begin(), [](unsigned char c) { return std::tolower(c); });
    EXPECT_TRUE(run(all.registerUser(invited("cid@example.org", typed), from())));
    EXPECT_EQ(fieldOf(run(all.registerUser(invited("dan@example.org", code), from()))), "inviteCode invalid");
    EXPECT_EQ(fieldOf(run(all.registerUser(invited("dan@example.org", "ABCD-EFGH-JKMN-PQRS"), from()))),
        "inviteCode invalid");
}

TEST_F(AccountsTest, whatIsRevokedOrExpiredLetsNobodyIn) {
    Accounts all = inMode(RegistrationMode::Invite);
    const json::object revoked = invite();
    const auto id = json::value_to<std::string>(revoked.at("id"));
    EXPECT_TRUE(run(invites.revoke(id, ann())));
    EXPECT_TRUE(run(invites.revoke(id, ann()))) << "may be repeated";
    EXPECT_EQ(run(invites.revoke(serverId, ann())).error().code, Code::NotFound);
    EXPECT_EQ(run(invites.revoke("nonsense", ann())).error().code, Code::NotFound);
    EXPECT_EQ(
        fieldOf(run(all.registerUser(invited("bob@example.org", codeOf(revoked)), from()))), "inviteCode invalid");
    const json::object expired = invite();
    run(pool.query("UPDATE invites SET expires_at = now() - interval '1 second' WHERE revoked_at IS NULL"));
    EXPECT_EQ(
        fieldOf(run(all.registerUser(invited("bob@example.org", codeOf(expired)), from()))), "inviteCode invalid");
    const auto page = run(invites.list(std::nullopt, std::nullopt));
    ASSERT_TRUE(page);
    const json::array& items = page->at("items").as_array();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].at("state"), "expired");
    EXPECT_EQ(items[1].at("state"), "revoked");
    EXPECT_EQ(items[1].at("createdBy"), "ann");
    EXPECT_FALSE(items[0].as_object().contains("code")) << "shown once";
}

TEST_F(AccountsTest, theLastUseGoesToOneOfThoseWhoComeTogether) {
    Accounts ann = inMode(RegistrationMode::Invite);
    const std::string code = codeOf(invite());
    IoThreads threads(2);
    threads.start();
    pg::Pool shared(conninfo);
    SessionWatch sharedWatch(threads.next(), shared);
    Attempts sharedAttempts(shared, false);
    Sessions sharedSessions(shared, hasher, accessTokens, refreshTokens, sharedWatch, sharedAttempts);
    RegistrationPolicy policy = openPolicy();
    policy.mode = RegistrationMode::Invite;
    Accounts all(shared, hasher, sharedSessions, sharedAttempts, policy);
    std::vector<std::future<Result<Registered>>> answers;
    answers.reserve(8);
    for (int i = 0; i < 8; ++i)
        answers.push_back(boost::asio::co_spawn(threads.next(),
            all.registerUser(invited("guest" + std::to_string(i) + "@host.org", code), from()),
            boost::asio::use_future));
    int in = 0;
    for (auto& answer : answers)
        in += answer.get() ? 1 : 0;
    EXPECT_EQ(in, 1);
    boost::asio::co_spawn(threads.next(), shared.close(), boost::asio::use_future).get();
    threads.stop();
    threads.join();
}

TEST_F(AccountsTest, approvalMakesAnAccountThatWaits) {
    Accounts all = inMode(RegistrationMode::Approval);
    const auto bob = run(all.registerUser(registration("bob@example.org"), from()));
    ASSERT_TRUE(bob) << bob.error().detail;
    EXPECT_EQ(bob->user.status, store::UserStatus::Pending);
    EXPECT_FALSE(bob->session);
    EXPECT_EQ(logIn("bob@example.org", "correct horse").error().code, Code::AccountPending);
    const auto cid = run(all.registerUser(invited("cid@example.org", codeOf(invite())), from()));
    EXPECT_EQ(cid->user.status, store::UserStatus::Active) << "who is invited need not wait";
}

TEST_F(AccountsTest, closedIsClosedToTheInvitedToo) {
    Accounts all = inMode(RegistrationMode::Closed);
    EXPECT_EQ(
        run(all.registerUser(invited("bob@example.org", codeOf(invite())), from())).error().code, Code::Forbidden);
}

TEST_F(AccountsTest, accountsFromOneAddressAreLimited) {
    Accounts all = accounts();
    for (int i = 0; i < 30; ++i)
        ASSERT_TRUE(run(all.registerUser(registration("user" + std::to_string(i) + "@example.org"), from()))) << i;
    const auto limited = run(all.registerUser(registration("more@example.org"), from()));
    ASSERT_FALSE(limited);
    EXPECT_EQ(limited.error().code, Code::RateLimited);
    EXPECT_EQ(limited.error().limit->name, "registrationsFromAddress");
    EXPECT_TRUE(run(all.registerUser(registration("more@example.org"), from("203.0.113.8"))));
}

TEST_F(AccountsTest, whatIsWrongWithAWishForAnInvitationIsNamed) {
    const json::object wrong{
        {"role", "owner"}, {"maxUses", 0}, {"expiresInHours", 9000}, {"note", std::string(201, 'x')}, {"more", 1}};
    const auto wish = readInviteWish(wrong);
    ASSERT_FALSE(wish);
    EXPECT_EQ(wish.error().fields.size(), 5U);
    const auto plain = readInviteWish({});
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->maxUses, 1);
    EXPECT_EQ(plain->lifetime, std::chrono::hours(168));
    EXPECT_EQ(plain->role, store::Role::Member);
}
