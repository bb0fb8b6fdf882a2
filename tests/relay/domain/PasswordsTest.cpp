#include "AccountsEnvironment.h"

using namespace kinora;
using namespace kinora::domain;

namespace {

class PasswordsTest : public test::AccountsEnvironment {
protected:
    Result<SignedIn> change(const SignedIn& whose, std::string current, std::string wanted) {
        PasswordChange change;
        change.current = std::move(current);
        change.wanted = std::move(wanted);
        return run(passwords.change(principalOf(whose), std::move(change), as(whose.user)));
    }

    Result<SignedIn> reset(std::string email, std::string code, std::string wanted = "a better horse") {
        PasswordReset reset;
        reset.email = std::move(email);
        reset.code = std::move(code);
        reset.wanted = std::move(wanted);
        return run(passwords.reset(std::move(reset), from()));
    }

    std::string codeFor(const User& user) {
        return std::string(run(passwords.issueReset(user.id, as(ann.user)))->code.reveal());
    }

    static std::string fieldOf(const Result<SignedIn>& answer) {
        return answer || answer.error().fields.empty()
                   ? ""
                   : answer.error().fields.front().field + " " + answer.error().fields.front().code;
    }

    SignedIn ann = signUp("ann@example.org");
    SignedIn bob = signUp("bob@example.org");
};

} // namespace

TEST_F(PasswordsTest, aNewPasswordEndsAllSessionsAndOpensOne) {
    const auto other = logIn("ann@example.org", "correct horse");
    bool ended = false;
    const auto watching =
        watch.watch(principalOf(*other).sessionId, context.get_executor(), [&ended] { ended = true; });
    const auto changed = change(ann, "correct horse", "a better horse");
    ASSERT_TRUE(changed) << changed.error().detail;
    EXPECT_TRUE(run(sessions.authenticate(changed->accessToken)));
    EXPECT_TRUE(run(sessions.refresh(changed->refreshToken, from())));
    for (const SignedIn& old : {ann, *other}) {
        EXPECT_FALSE(run(sessions.authenticate(old.accessToken)));
        EXPECT_FALSE(run(sessions.refresh(old.refreshToken, from())));
    }
    context.restart();
    context.poll();
    EXPECT_TRUE(ended);
    EXPECT_FALSE(logIn("ann@example.org", "correct horse"));
    EXPECT_TRUE(logIn("ann@example.org", "a better horse"));
    EXPECT_TRUE(run(sessions.authenticate(bob.accessToken)));
    EXPECT_EQ(audited("auth.password_changed"), 1);
}

TEST_F(PasswordsTest, theCurrentOneIsNeededAndGuessingIsLimited) {
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(change(ann, "wrong horse", "a better horse").error().code, Code::InvalidCredentials);
    EXPECT_EQ(change(ann, "correct horse", "a better horse").error().code, Code::RateLimited);
    EXPECT_TRUE(logIn("ann@example.org", "correct horse")) << "whoever has that session cannot lock out its owner";
}

TEST_F(PasswordsTest, theNewOneHasToBeGood) {
    EXPECT_EQ(fieldOf(change(ann, "correct horse", "short")), "newPassword too_short");
    EXPECT_EQ(fieldOf(change(ann, "correct horse", "password123")), "newPassword guessable");
    EXPECT_EQ(fieldOf(change(ann, "correct horse", "ann@example.org")), "newPassword guessable");
}

TEST_F(PasswordsTest, aCodeIsGoodOnce) {
    const std::string code = codeFor(bob.user);
    EXPECT_EQ(reset("ann@example.org", code).error().code, Code::InvalidCredentials) << "for its own account only";
    EXPECT_EQ(fieldOf(reset("bob@example.org", code, "password123")), "newPassword guessable");
    const auto in = reset("BOB@example.org", code);
    ASSERT_TRUE(in) << in.error().detail;
    EXPECT_FALSE(run(sessions.authenticate(bob.accessToken)));
    EXPECT_TRUE(run(sessions.authenticate(in->accessToken)));
    EXPECT_EQ(reset("bob@example.org", code).error().code, Code::InvalidCredentials);
    EXPECT_TRUE(logIn("bob@example.org", "a better horse"));
    EXPECT_EQ(audited("user.reset_code_issued"), 1);
    EXPECT_EQ(audited("auth.password_reset"), 1);
}

TEST_F(PasswordsTest, aNewCodeAndANewPasswordReplaceTheOldCode) {
    const std::string first = codeFor(bob.user);
    const std::string second = codeFor(bob.user);
    EXPECT_FALSE(reset("bob@example.org", first));
    EXPECT_TRUE(change(bob, "correct horse", "a better horse"));
    EXPECT_FALSE(reset("bob@example.org", second));
    const std::string third = codeFor(bob.user);
    run(pool.query("UPDATE password_resets SET expires_at = now() - interval '1 second'"));
    EXPECT_FALSE(reset("bob@example.org", third));
    EXPECT_EQ(run(passwords.issueReset(serverId, as(ann.user))).error().code, Code::NotFound);
}

TEST_F(PasswordsTest, aCodeLetsInWhoHasToWait) {
    for (int i = 0; i < 11; ++i)
        static_cast<void>(logIn("bob@example.org", "wrong horse"));
    EXPECT_FALSE(logIn("bob@example.org", "correct horse"));
    EXPECT_TRUE(reset("bob@example.org", codeFor(bob.user)));
    EXPECT_TRUE(logIn("bob@example.org", "a better horse"));
}

TEST_F(PasswordsTest, wrongCodesFromOneAddressAreLimited) {
    for (int i = 0; i < 30; ++i)
        EXPECT_EQ(reset("bob@example.org", "ABCD").error().code, Code::InvalidCredentials);
    const auto limited = reset("bob@example.org", codeFor(bob.user));
    EXPECT_EQ(limited.error().code, Code::RateLimited);
    EXPECT_EQ(limited.error().limit->name, "resetAttemptsFromAddress");
}

// Somebody who knows the old password changes it in the moment in which its owner resets it.
TEST_F(PasswordsTest, aChangeThatAnotherOvertakesIsRefused) {
    PasswordChange late;
    late.current = "correct horse";
    late.wanted = "a worse horse, by a thief";
    const auto end = [this](pg::Connection& connection) -> Task<> {
        const auto ended = co_await store::endSessionsOf(connection, bob.user.id, store::SessionEnd::Password);
        EXPECT_FALSE(ended.empty());
    };
    const auto answer = overtaken(passwords.change(principalOf(bob), std::move(late), as(bob.user)), bob.user.id, end);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Code::Unauthorized);
    EXPECT_FALSE(logIn("bob@example.org", "a worse horse, by a thief"));
}

TEST_F(PasswordsTest, aCodeDoesNotOpenAnAccountThatIsClosed) {
    const std::string code = codeFor(bob.user);
    run(pool.query("UPDATE users SET status = 'disabled' WHERE id = $1", bob.user.id));
    EXPECT_EQ(reset("bob@example.org", code).error().code, Code::Forbidden);
    run(pool.query("UPDATE users SET status = 'pending' WHERE id = $1", bob.user.id));
    EXPECT_EQ(reset("bob@example.org", code).error().code, Code::AccountPending);
}
