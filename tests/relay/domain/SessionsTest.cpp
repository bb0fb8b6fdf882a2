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
        signedIn = *run(all.registerUser(registration("ann@example.org"), from()))->session;
    }

    std::int64_t generation() { return refreshTokens.read(signedIn.refreshToken)->generation; }

    Task<Result<SignedIn>> signingIn(std::string password) {
        Credentials credentials;
        credentials.email = "ann@example.org";
        credentials.password = std::move(password);
        return sessions.logIn(std::move(credentials), from());
    }

    void useUp(const char* email) {
        for (int i = 0; i < 10; ++i)
            EXPECT_EQ(logIn(email, "wrong").error().code, Code::InvalidCredentials) << i;
    }

    /// As a change of the password leaves it.
    std::function<Task<>(pg::Connection&)> changeTo(std::string password) {
        std::string hash = *run(hasher.hash(std::move(password)));
        return [this, hash = std::move(hash)](pg::Connection& connection) {
            return store::setPasswordHash(connection, signedIn.user.id, hash);
        };
    }

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

TEST_F(SessionsTest, aSignInThatAChangeOfThePasswordOvertakesIsRefused) {
    const auto late = overtaken(signingIn("correct horse"), signedIn.user.id, changeTo("a better horse"));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, Code::InvalidCredentials);
    EXPECT_EQ(run(pool.query("SELECT count(*) AS n FROM sessions")).front().get<std::int64_t>("n"), 1);
    EXPECT_EQ(audited("auth.sign_in_failed"), 1);
    EXPECT_TRUE(logIn("ann@example.org", "a better horse"));
}

TEST_F(SessionsTest, aSignInWhileTheSamePasswordIsHashedAnewSucceeds) {
    const auto late = overtaken(signingIn("correct horse"), signedIn.user.id, changeTo("correct horse"));
    EXPECT_TRUE(late);
}

TEST_F(SessionsTest, aSignInWhileTheAccountIsDisabledIsRefused) {
    const auto disable = [this](pg::Connection& connection) {
        return store::setRoleAndStatus(connection, signedIn.user.id, store::Role::Admin, store::UserStatus::Disabled);
    };
    const auto late = overtaken(signingIn("correct horse"), signedIn.user.id, disable);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, Code::Forbidden);
}

TEST_F(SessionsTest, passwordAttemptsAreLimitedPerAccount) {
    static_cast<void>(signUp("bob@example.org"));
    useUp("ann@example.org");
    EXPECT_FALSE(logIn("ANN@example.org", "correct horse"));
    EXPECT_EQ(audited("auth.signed_in"), 0);
    EXPECT_TRUE(logIn("bob@example.org", "correct horse")) << "others are not limited";
    run(pool.query("UPDATE rate_windows SET hits = ARRAY(SELECT h - interval '15 minutes' FROM unnest(hits) AS h)"));
    EXPECT_TRUE(logIn("ann@example.org", "correct horse")) << "and nobody for ever";
}

// Otherwise a stranger could use up an account, come again and see whether its owner has been there since.
TEST_F(SessionsTest, anAccountWhoseAttemptsAreUsedUpLooksLikeAnyOther) {
    const Error wrong = logIn("ann@example.org", "wrong").error();
    useUp("ann@example.org");
    useUp("nobody@example.org");
    for (const char* password : {"wrong", "correct horse"}) {
        for (const char* email : {"ann@example.org", "nobody@example.org"}) {
            const auto refused = logIn(email, password);
            ASSERT_FALSE(refused) << email;
            EXPECT_EQ(refused.error().code, Code::InvalidCredentials) << email;
            EXPECT_EQ(refused.error().detail, wrong.detail) << email;
            EXPECT_FALSE(refused.error().retryAfter) << email;
            EXPECT_FALSE(refused.error().limit) << email;
        }
    }
    const auto rows = run(pool.query("SELECT count(*) AS n FROM audit_log WHERE details->>'attemptsSpent' = 'true'"));
    EXPECT_GE(rows.front().get<std::int64_t>("n"), 4) << "an administrator sees it";
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
    const auto second = run(sessions.refresh(first, from()));
    ASSERT_TRUE(second);
    EXPECT_NE(second->refreshToken, first);
    const auto repeated = run(sessions.refresh(first, from()));
    ASSERT_TRUE(repeated) << "its answer may have been lost";
    EXPECT_EQ(repeated->refreshToken, second->refreshToken);
    const auto third = run(sessions.refresh(second->refreshToken, from()));
    ASSERT_TRUE(third);
    EXPECT_TRUE(run(sessions.authenticate(third->accessToken)));
}

TEST_F(SessionsTest, anOlderTokenEndsTheSession) {
    const std::string first = signedIn.refreshToken;
    const auto second = run(sessions.refresh(first, from()));
    const auto third = run(sessions.refresh(second->refreshToken, from()));
    bool ended = false;
    const auto principal = run(sessions.authenticate(third->accessToken));
    const auto subscription = watch.watch(principal->sessionId, context.get_executor(), [&] { ended = true; });
    EXPECT_EQ(run(sessions.refresh(first, from())).error().code, Code::Unauthorized);
    EXPECT_FALSE(run(sessions.refresh(third->refreshToken, from())))
        << "also for the thief, whoever of the two that is";
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
    Attempts sharedAttempts(shared, false);
    Sessions many(shared, hasher, accessTokens, refreshTokens, sharedWatch, sharedAttempts);
    std::vector<std::future<Result<SignedIn>>> answers;
    answers.reserve(20);
    for (int i = 0; i < 20; ++i)
        answers.push_back(boost::asio::co_spawn(
            threads.next(), many.refresh(signedIn.refreshToken, from()), boost::asio::use_future));
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
        const auto refreshed = run(sessions.refresh(token, from()));
        ASSERT_TRUE(refreshed) << i << refreshed.error().detail;
        token = refreshed->refreshToken;
    }
    const auto limited = run(sessions.refresh(token, from()));
    ASSERT_FALSE(limited);
    EXPECT_EQ(limited.error().code, Code::RateLimited);
    EXPECT_LE(limited.error().retryAfter->count(), 60);
    const auto other = logIn("ann@example.org", "correct horse");
    EXPECT_TRUE(run(sessions.refresh(other->refreshToken, from())))
        << "another session of the same user is not limited";
}

TEST_F(SessionsTest, foreignAndBrokenTokensAreRefused) {
    EXPECT_EQ(run(sessions.refresh("", from())).error().code, Code::Unauthorized);
    EXPECT_EQ(run(sessions.refresh("x.1.y", from())).error().code, Code::Unauthorized);
    RefreshToken unknown;
    unknown.sessionId = serverId;
    unknown.generation = 1;
    EXPECT_EQ(run(sessions.refresh(refreshTokens.issue(unknown), from())).error().code, Code::Unauthorized);
}

TEST_F(SessionsTest, logOutEndsTheSessionOfEitherToken) {
    const auto other = logIn("ann@example.org", "correct horse");
    run(sessions.logOut(signedIn.refreshToken, std::nullopt, from()));
    EXPECT_FALSE(run(sessions.authenticate(signedIn.accessToken)));
    EXPECT_FALSE(run(sessions.refresh(signedIn.refreshToken, from())));
    EXPECT_TRUE(run(sessions.authenticate(other->accessToken))) << "one session, not all";
    run(sessions.logOut(std::nullopt, other->accessToken, from()));
    EXPECT_FALSE(run(sessions.refresh(other->refreshToken, from())));
    run(sessions.logOut("nonsense", "nonsense", from()));
}

TEST_F(SessionsTest, aDisabledUserIsOutAtOnce) {
    run(pool.query("UPDATE users SET status = 'disabled'"));
    EXPECT_EQ(run(sessions.authenticate(signedIn.accessToken)).error().code, Code::Unauthorized);
    EXPECT_EQ(run(sessions.refresh(signedIn.refreshToken, from())).error().code, Code::Unauthorized);
    EXPECT_EQ(logIn("ann@example.org", "correct horse").error().code, Code::Forbidden);
    EXPECT_EQ(logIn("ann@example.org", "wrong horse").error().code, Code::InvalidCredentials)
        << "only its owner learns that";
}

TEST_F(SessionsTest, whoWaitsForApprovalIsToldSo) {
    run(pool.query("UPDATE users SET status = 'pending'"));
    EXPECT_EQ(logIn("ann@example.org", "correct horse").error().code, Code::AccountPending);
    EXPECT_EQ(logIn("ann@example.org", "wrong horse").error().code, Code::InvalidCredentials);
    EXPECT_EQ(run(sessions.authenticate(signedIn.accessToken)).error().code, Code::Unauthorized);
    EXPECT_EQ(run(sessions.refresh(signedIn.refreshToken, from())).error().code, Code::Unauthorized);
}

TEST_F(SessionsTest, aSessionThatIsNotRefreshedExpires) {
    run(pool.query("UPDATE sessions SET expires_at = now() - interval '1 second'"));
    EXPECT_FALSE(run(sessions.authenticate(signedIn.accessToken)));
    EXPECT_FALSE(run(sessions.refresh(signedIn.refreshToken, from())));
}

TEST_F(SessionsTest, strangersCannotLockOutWhoHasASession) {
    useUp("ann@example.org");
    EXPECT_FALSE(logIn("ann@example.org", "correct horse"));
    EXPECT_TRUE(logIn("ann@example.org", "correct horse", signedIn.refreshToken)) << "the owner's own device";
    const SignedIn bob = signUp("bob@example.org");
    EXPECT_EQ(logIn("ann@example.org", "correct horse", bob.refreshToken).error().code, Code::InvalidCredentials)
        << "a session of somebody else shows nothing";
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(logIn("ann@example.org", "wrong", signedIn.refreshToken).error().code, Code::InvalidCredentials);
    const auto limited = logIn("ann@example.org", "correct horse", signedIn.refreshToken);
    ASSERT_FALSE(limited);
    EXPECT_EQ(limited.error().code, Code::RateLimited) << "no stranger: told how long to wait";
    ASSERT_TRUE(limited.error().limit);
    EXPECT_EQ(limited.error().limit->limit, 10);
    ASSERT_TRUE(limited.error().retryAfter);
    EXPECT_GT(limited.error().retryAfter->count(), 0);
    EXPECT_LE(limited.error().retryAfter->count(), 900);
}

TEST_F(SessionsTest, manyAccountsFromOneAddressAreLimitedToo) {
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(logIn("user" + std::to_string(i) + "@example.org", "wrong").error().code, Code::InvalidCredentials);
    EXPECT_EQ(logIn("ann@example.org", "correct horse").error().code, Code::RateLimited);
    Credentials elsewhere;
    elsewhere.email = "ann@example.org";
    elsewhere.password = "correct horse";
    EXPECT_TRUE(run(sessions.logIn(elsewhere, from("198.51.100.1"))));
}

TEST_F(SessionsTest, aHashOfOtherParametersIsMadeAnew) {
    const auto hashNow = [this] {
        const auto rows = run(pool.query("SELECT password_hash FROM users"));
        return rows.front().get<std::string>("password_hash");
    };
    EXPECT_TRUE(hashNow().starts_with("$2b$04$"));
    PasswordHasher stronger(Secret("pepper"), work, 5);
    Sessions later(pool, stronger, accessTokens, refreshTokens, watch, attempts);
    Credentials wrong;
    wrong.email = "ann@example.org";
    wrong.password = "wrong horse";
    EXPECT_FALSE(run(later.logIn(wrong, from())));
    EXPECT_TRUE(hashNow().starts_with("$2b$04$"));
    wrong.password = "correct horse";
    EXPECT_TRUE(run(later.logIn(wrong, from())));
    EXPECT_TRUE(hashNow().starts_with("$2b$05$"));
    EXPECT_TRUE(run(later.logIn(wrong, from())));
}

TEST_F(SessionsTest, sessionsAreListedAndEnded) {
    Credentials credentials;
    credentials.email = "ann@example.org";
    credentials.password = "correct horse";
    credentials.userAgent = "Kinora/1.0 \x01(test)";
    const auto other = run(sessions.logIn(credentials, from("198.51.100.1")));
    const SignedIn bob = signUp("bob@example.org");
    const Principal ann = principalOf(signedIn);
    const auto page = run(sessions.list(ann, std::nullopt, std::nullopt));
    ASSERT_TRUE(page);
    const json::array& items = page->at("items").as_array();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].at("address"), "198.51.100.1");
    EXPECT_EQ(items[0].at("userAgent"), "Kinora/1.0 (test)");
    EXPECT_EQ(items[0].at("current"), false);
    EXPECT_EQ(items[1].at("current"), true);
    EXPECT_EQ(run(sessions.end(ann, principalOf(bob).sessionId, from())).error().code, Code::NotFound);
    EXPECT_EQ(run(sessions.end(ann, "nonsense", from())).error().code, Code::NotFound);
    EXPECT_TRUE(run(sessions.end(ann, principalOf(*other).sessionId, from())));
    EXPECT_FALSE(run(sessions.authenticate(other->accessToken)));
    EXPECT_TRUE(run(sessions.authenticate(signedIn.accessToken)));
    EXPECT_TRUE(run(sessions.authenticate(bob.accessToken)));
}

TEST_F(SessionsTest, whatMattersIsInTheAuditLog) {
    static_cast<void>(logIn("ann@example.org", "wrong"));
    static_cast<void>(logIn("nobody@example.org", "wrong"));
    EXPECT_EQ(audited("auth.sign_in_failed"), 2);
    const auto again = logIn("ann@example.org", "correct horse");
    EXPECT_EQ(audited("auth.signed_in"), 1);
    run(sessions.logOut(again->refreshToken, std::nullopt, from()));
    run(sessions.logOut(again->refreshToken, std::nullopt, from()));
    EXPECT_EQ(audited("auth.session_ended"), 1) << "what had ended already does not end again";
    const auto second = run(sessions.refresh(signedIn.refreshToken, from()));
    const auto third = run(sessions.refresh(second->refreshToken, from()));
    EXPECT_FALSE(run(sessions.refresh(signedIn.refreshToken, from())));
    EXPECT_EQ(audited("auth.refresh_token_reused"), 1);
}
