#include "AccountsEnvironment.h"
#include "base/IoThreads.h"

#include <boost/asio/use_future.hpp>

#include <future>

using namespace kinora;
using namespace kinora::domain;

namespace {

class SessionsTest : public test::AccountsEnvironment {
protected:
    SessionsTest() {
        Accounts all = accounts();
        signedIn = *run(all.registerUser(registration("ann@example.org")))->session;
    }

    std::int64_t generation() { return refreshTokens.read(signedIn.refreshToken)->generation; }

    SignedIn signedIn;
};

} // namespace

TEST_F(SessionsTest, logInFindsTheAccountWhateverTheCase) {
    const auto again = logIn(" ANN@example.org", "correct horse");
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(again->user.id, signedIn.user.id);
    const auto principal = run(sessions.authenticate(again->accessToken));
    ASSERT_TRUE(principal);
    EXPECT_EQ(principal->userId, signedIn.user.id);
    EXPECT_TRUE(principal->isAdmin());
}

TEST_F(SessionsTest, unknownAndWrongAnswerAlike) {
    const auto wrong = logIn("ann@example.org", "wrong horse");
    const auto unknown = logIn("bob@example.org", "wrong horse");
    ASSERT_FALSE(wrong || unknown);
    EXPECT_EQ(wrong.error().code, Code::InvalidCredentials);
    EXPECT_EQ(unknown.error().code, wrong.error().code);
    EXPECT_EQ(unknown.error().detail, wrong.error().detail);
    EXPECT_EQ(logIn("not an address", "x").error().code, Code::InvalidCredentials);
}

TEST_F(SessionsTest, passwordAttemptsAreLimitedPerAccount) {
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(logIn("ann@example.org", "wrong").error().code, Code::InvalidCredentials) << i;
    const auto limited = logIn("ANN@example.org", "correct horse");
    ASSERT_FALSE(limited);
    EXPECT_EQ(limited.error().code, Code::RateLimited);
    ASSERT_TRUE(limited.error().retryAfter);
    EXPECT_GT(limited.error().retryAfter->count(), 0);
    EXPECT_LE(limited.error().retryAfter->count(), 900);
    EXPECT_EQ(logIn("bob@example.org", "wrong").error().code, Code::InvalidCredentials) << "others are not limited";
}

TEST_F(SessionsTest, aGoodPasswordClearsTheWindow) {
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 8; ++i)
            EXPECT_EQ(logIn("ann@example.org", "wrong").error().code, Code::InvalidCredentials);
        EXPECT_TRUE(logIn("ann@example.org", "correct horse"));
    }
}

TEST_F(SessionsTest, refreshAdvancesAndRepeatsForTheOneBefore) {
    const std::string first = signedIn.refreshToken;
    const auto second = run(sessions.refresh(first));
    ASSERT_TRUE(second);
    EXPECT_NE(second->refreshToken, first);
    const auto repeated = run(sessions.refresh(first));
    ASSERT_TRUE(repeated) << "its answer may have been lost";
    EXPECT_EQ(repeated->refreshToken, second->refreshToken);
    const auto third = run(sessions.refresh(second->refreshToken));
    ASSERT_TRUE(third);
    EXPECT_TRUE(run(sessions.authenticate(third->accessToken)));
}

TEST_F(SessionsTest, anOlderTokenEndsTheSession) {
    const std::string first = signedIn.refreshToken;
    const auto second = run(sessions.refresh(first));
    const auto third = run(sessions.refresh(second->refreshToken));
    bool ended = false;
    const auto principal = run(sessions.authenticate(third->accessToken));
    const auto subscription = watch.watch(principal->sessionId, context.get_executor(), [&] { ended = true; });
    EXPECT_EQ(run(sessions.refresh(first)).error().code, Code::Unauthorized);
    EXPECT_FALSE(run(sessions.refresh(third->refreshToken))) << "also for the thief, whoever of the two that is";
    EXPECT_FALSE(run(sessions.authenticate(third->accessToken)));
    context.restart();
    context.poll();
    EXPECT_TRUE(ended);
}

TEST_F(SessionsTest, twentyAtOnceAllSucceedAndAdvanceOnce) {
    IoThreads threads(2);
    threads.start();
    pg::Pool shared(conninfo);
    SessionWatch sharedWatch(threads.next(), shared);
    Sessions many(shared, hasher, accessTokens, refreshTokens, sharedWatch);
    std::vector<std::future<Result<SignedIn>>> answers;
    for (int i = 0; i < 20; ++i)
        answers.push_back(
            boost::asio::co_spawn(threads.next(), many.refresh(signedIn.refreshToken), boost::asio::use_future));
    std::set<std::string> tokens;
    for (auto& answer : answers) {
        const auto refreshed = answer.get();
        ASSERT_TRUE(refreshed) << refreshed.error().detail;
        tokens.insert(refreshed->refreshToken);
    }
    EXPECT_EQ(tokens.size(), 1U);
    EXPECT_EQ(refreshTokens.read(*tokens.begin())->generation, generation() + 1);
    boost::asio::co_spawn(threads.next(), shared.close(), boost::asio::use_future).get();
    threads.stop();
    threads.join();
}

TEST_F(SessionsTest, sixtyRefreshesAMinuteAndNoMore) {
    std::string token = signedIn.refreshToken;
    for (int i = 0; i < 60; ++i) {
        const auto refreshed = run(sessions.refresh(token));
        ASSERT_TRUE(refreshed) << i << refreshed.error().detail;
        token = refreshed->refreshToken;
    }
    const auto limited = run(sessions.refresh(token));
    ASSERT_FALSE(limited);
    EXPECT_EQ(limited.error().code, Code::RateLimited);
    EXPECT_LE(limited.error().retryAfter->count(), 60);
    const auto other = logIn("ann@example.org", "correct horse");
    EXPECT_TRUE(run(sessions.refresh(other->refreshToken))) << "another session of the same user is not limited";
}

TEST_F(SessionsTest, foreignAndBrokenTokensAreRefused) {
    EXPECT_EQ(run(sessions.refresh("")).error().code, Code::Unauthorized);
    EXPECT_EQ(run(sessions.refresh("x.1.y")).error().code, Code::Unauthorized);
    RefreshToken unknown;
    unknown.sessionId = serverId;
    unknown.generation = 1;
    EXPECT_EQ(run(sessions.refresh(refreshTokens.issue(unknown))).error().code, Code::Unauthorized);
}

TEST_F(SessionsTest, logOutEndsTheSessionOfEitherToken) {
    const auto other = logIn("ann@example.org", "correct horse");
    run(sessions.logOut(signedIn.refreshToken, std::nullopt));
    EXPECT_FALSE(run(sessions.authenticate(signedIn.accessToken)));
    EXPECT_FALSE(run(sessions.refresh(signedIn.refreshToken)));
    EXPECT_TRUE(run(sessions.authenticate(other->accessToken))) << "one session, not all";
    run(sessions.logOut(std::nullopt, other->accessToken));
    EXPECT_FALSE(run(sessions.refresh(other->refreshToken)));
    run(sessions.logOut("nonsense", "nonsense"));
}

TEST_F(SessionsTest, aDisabledUserIsOutAtOnce) {
    run(pool.query("UPDATE users SET status = 'disabled'"));
    EXPECT_EQ(run(sessions.authenticate(signedIn.accessToken)).error().code, Code::Unauthorized);
    EXPECT_EQ(run(sessions.refresh(signedIn.refreshToken)).error().code, Code::Unauthorized);
    EXPECT_EQ(logIn("ann@example.org", "correct horse").error().code, Code::Forbidden);
    EXPECT_EQ(logIn("ann@example.org", "wrong horse").error().code, Code::InvalidCredentials)
        << "only its owner learns that";
}

TEST_F(SessionsTest, whoWaitsForApprovalIsToldSo) {
    run(pool.query("UPDATE users SET status = 'pending'"));
    EXPECT_EQ(logIn("ann@example.org", "correct horse").error().code, Code::AccountPending);
    EXPECT_EQ(logIn("ann@example.org", "wrong horse").error().code, Code::InvalidCredentials);
    EXPECT_EQ(run(sessions.authenticate(signedIn.accessToken)).error().code, Code::Unauthorized);
    EXPECT_EQ(run(sessions.refresh(signedIn.refreshToken)).error().code, Code::Unauthorized);
}

TEST_F(SessionsTest, aSessionThatIsNotRefreshedExpires) {
    run(pool.query("UPDATE sessions SET expires_at = now() - interval '1 second'"));
    EXPECT_FALSE(run(sessions.authenticate(signedIn.accessToken)));
    EXPECT_FALSE(run(sessions.refresh(signedIn.refreshToken)));
}
