#include "domain/PasswordHasher.h"

#include "base/WorkPool.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <ctime>
#include <future>

using namespace kinora;
using namespace kinora::domain;

namespace {

const Secret pepper("a pepper for tests");
constexpr unsigned Quick = 4; // the least bcrypt knows; the real cost is a constant of the class

} // namespace

TEST(PasswordHasherTest, bcryptAgreesWithItsPublishedVectors) {
    // John the Ripper's and OpenBSD's test vectors for bcrypt, as published with crypt_blowfish.
    EXPECT_TRUE(bcryptMatches("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"));
    EXPECT_TRUE(bcryptMatches("U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"));
    EXPECT_TRUE(bcryptMatches("", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"));
    EXPECT_FALSE(bcryptMatches("U*V", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"));
}

TEST(PasswordHasherTest, theCostIsTwelveOrMore) {
    EXPECT_GE(PasswordHasher::Cost, 12U);
    EXPECT_TRUE(bcryptHash("x", 12).starts_with("$2b$12$"));
}

TEST(PasswordHasherTest, hashesAreSalted) {
    const std::string text = prehash(pepper, "correct horse");
    const std::string hash = bcryptHash(text, Quick);
    EXPECT_NE(hash, bcryptHash(text, Quick));
    EXPECT_TRUE(bcryptMatches(text, hash));
    EXPECT_FALSE(bcryptMatches(prehash(pepper, "correct hors"), hash));
}

TEST(PasswordHasherTest, nothingIsCutAtSeventyTwoBytesNorAtAZero) {
    const std::string long1 = std::string(200, 'x') + "1";
    const std::string long2 = std::string(200, 'x') + "2";
    EXPECT_EQ(prehash(pepper, long1).size(), 64U);
    EXPECT_FALSE(bcryptMatches(prehash(pepper, long2), bcryptHash(prehash(pepper, long1), Quick)));
    EXPECT_NE(prehash(pepper, std::string_view("abc\0def", 7)), prehash(pepper, std::string_view("abc\0xyz", 7)));
}

TEST(PasswordHasherTest, formsThatLookAlikeAreTheSamePassword) {
    EXPECT_EQ(prehash(pepper, "cafe\xcc\x81 au lait"), prehash(pepper, "caf\xc3\xa9 au lait"));
    EXPECT_NE(prehash(pepper, "Password1"), prehash(pepper, "password1"));
}

TEST(PasswordHasherTest, thePepperMatters) {
    EXPECT_NE(prehash(pepper, "correct horse"), prehash(Secret("another pepper"), "correct horse"));
}

TEST(PasswordHasherTest, knowsWhichHashesAreOfToday) {
    WorkPool pool("hash", 1, 1);
    const PasswordHasher hasher(pepper, pool, Quick);
    EXPECT_TRUE(hasher.isCurrent(bcryptHash("x", Quick)));
    EXPECT_FALSE(hasher.isCurrent(bcryptHash("x", Quick + 1)));
    EXPECT_FALSE(hasher.isCurrent("$2b$4"));
    EXPECT_FALSE(hasher.isCurrent(""));
}

TEST(PasswordHasherTest, aHashOfALowerCostIsRefusedAfterTheSameWork) {
    constexpr unsigned cost = 9;
    const std::string text = prehash(pepper, "correct horse");
    WorkPool pool("hash", 1, 1);
    const PasswordHasher hasher(pepper, pool, cost);
    const auto workFor = [&](const std::string& stored) {
        boost::asio::io_context context;
        std::optional<bool> matches;
        const std::clock_t before = std::clock(); // processor time: of what else the machine does nothing counts
        boost::asio::co_spawn(
            context, hasher.verify("wrong", stored), [&](const std::exception_ptr& failure, Result<bool> answer) {
                ASSERT_FALSE(failure);
                matches = answer.value();
            });
        context.run();
        EXPECT_EQ(matches, false);
        return static_cast<double>(std::clock() - before);
    };
    const std::string today = bcryptHash(text, cost);
    const std::string older = bcryptHash(text, Quick);
    EXPECT_GT(workFor(older), workFor(today) / 2) << "by itself it would be a thirty-second";
}

TEST(PasswordHasherTest, whenTooManyWaitTheRestIsToldWhenToComeAgain) {
    boost::asio::io_context context;
    WorkPool pool("hash", 1, 1);
    const PasswordHasher hasher(pepper, pool, Quick);
    // Whoever comes finds the only thread at work.
    std::promise<void> begun;
    std::promise<void> mayEnd;
    auto working = [&] {
        begun.set_value();
        mayEnd.get_future().wait();
    };
    boost::asio::co_spawn(context, pool.run(working), boost::asio::detached);
    context.poll();
    begun.get_future().wait();
    constexpr int together = 6;
    int done = 0;
    int refused = 0;
    for (int i = 0; i < together; ++i)
        boost::asio::co_spawn(context, hasher.verify("correct horse", std::nullopt),
            [&](const std::exception_ptr& failure, Result<bool> answer) {
                ASSERT_FALSE(failure);
                ++done;
                if (answer)
                    return;
                EXPECT_EQ(answer.error().code, Code::Unavailable);
                EXPECT_GT(answer.error().retryAfter.value_or(std::chrono::seconds(0)).count(), 0);
                ++refused;
            });
    context.poll();
    EXPECT_EQ(done, refused);
    EXPECT_EQ(refused, together - 1) << "one may wait";
    mayEnd.set_value();
    context.run();
    EXPECT_EQ(done, together);
    EXPECT_EQ(refused, together - 1);
}
