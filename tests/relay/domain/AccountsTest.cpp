#include "AccountsEnvironment.h"
#include "base/IoThreads.h"

#include <boost/asio/use_future.hpp>

#include <future>

using namespace kinora;
using namespace kinora::domain;

namespace {

class AccountsTest : public test::AccountsEnvironment {};

std::string fieldOf(const Result<SignedIn>& result) {
    return result || result.error().fields.empty()
               ? ""
               : result.error().fields.front().field + " " + result.error().fields.front().code;
}

} // namespace

TEST_F(AccountsTest, theFirstIsAdminTheOthersAreMembers) {
    Accounts all = accounts();
    EXPECT_TRUE(run(all.info(true)).firstAccount);
    const auto first = run(all.registerUser(registration("Ann.Smith@Example.org")));
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_EQ(first->user.role, store::Role::Admin);
    EXPECT_EQ(first->user.email, "Ann.Smith@Example.org");
    EXPECT_EQ(first->user.handle, "ann_smith");
    EXPECT_EQ(first->user.displayName, "Ann.Smith");
    const auto second = run(all.registerUser(registration("bob@example.org")));
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
    Sessions sharedSessions(shared, hasher, accessTokens, refreshTokens, sharedWatch);
    Accounts all(shared, hasher, sharedSessions, openPolicy());
    std::vector<std::future<Result<SignedIn>>> answers;
    for (int i = 0; i < 10; ++i)
        answers.push_back(boost::asio::co_spawn(threads.next(),
            all.registerUser(registration("ann@host" + std::to_string(i) + ".org")), boost::asio::use_future));
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
    ASSERT_TRUE(run(all.registerUser(registration("ann@example.org"))));
    const auto again = run(all.registerUser(registration(" ANN@example.org ")));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Code::Conflict);
    EXPECT_EQ(fieldOf(again), "email taken");
}

TEST_F(AccountsTest, aChosenHandleIsTakenOrGiven) {
    Accounts all = accounts();
    Registration chosen = registration("ann@example.org");
    chosen.handle = "director";
    EXPECT_EQ(run(all.registerUser(chosen))->user.handle, "director");
    chosen.email = "bob@example.org";
    EXPECT_EQ(fieldOf(run(all.registerUser(chosen))), "handle taken");
}

TEST_F(AccountsTest, everyWrongFieldIsNamed) {
    Accounts all = accounts();
    Registration wrong = registration("ann", "short");
    wrong.handle = "A";
    wrong.displayName = std::string(81, 'x');
    const auto answer = run(all.registerUser(wrong));
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
    auto answer = run(all.registerUser(first));
    EXPECT_EQ(answer.error().code, Code::Forbidden);
    EXPECT_EQ(fieldOf(answer), "setupCode required");
    first.setupCode = "ABCD-EFGH-JKMM";
    EXPECT_EQ(fieldOf(run(all.registerUser(first))), "setupCode invalid");
    first.setupCode = "abcdefgh jkmn";
    answer = run(all.registerUser(first));
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->user.role, store::Role::Admin);
    EXPECT_FALSE(run(all.info(true)).setupCodeRequired);
    first.email = "bob@example.org";
    EXPECT_EQ(fieldOf(run(all.registerUser(first))), "inviteCode required") << "the code is good once";
}

TEST_F(AccountsTest, aForwardedRequestIsNotLocal) {
    Accounts all = accounts();
    Registration forwarded = registration("ann@example.org");
    forwarded.direct = false;
    EXPECT_EQ(fieldOf(run(all.registerUser(forwarded))), "setupCode required");
    EXPECT_TRUE(run(all.info(false)).setupCodeRequired);
}

TEST_F(AccountsTest, closedMeansClosed) {
    RegistrationPolicy policy = openPolicy();
    policy.mode = RegistrationMode::Closed;
    Accounts all = accounts(policy);
    ASSERT_TRUE(run(all.registerUser(registration("ann@example.org")))) << "the first may always come";
    EXPECT_EQ(run(all.registerUser(registration("bob@example.org"))).error().code, Code::Forbidden);
}
