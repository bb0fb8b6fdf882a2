#include "base/Code.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

using namespace kinora;

namespace {

// Walks the enumeration by value: it starts at 1 and has no gaps.
constexpr int lastCode = static_cast<int>(Code::Unavailable);

} // namespace

TEST(CodeTest, startsAtOneSoThatZeroIsNoError) {
    EXPECT_EQ(static_cast<int>(Code::BadRequest), 1);
}

TEST(CodeTest, everyCodeHasAUniqueNameAStatusAndATitle) {
    std::set<std::string_view> names;
    for (int number = 1; number <= lastCode; ++number) {
        const auto code = static_cast<Code>(number);
        EXPECT_TRUE(names.insert(codeName(code)).second) << codeName(code);
        EXPECT_GE(codeStatus(code), 400);
        EXPECT_LT(codeStatus(code), 600);
        EXPECT_FALSE(codeTitle(code).empty());
        EXPECT_EQ(codeFromName(codeName(code)), code);
    }
    EXPECT_EQ(codeFromName("no_such_code"), std::nullopt);
}

TEST(CodeTest, statusesAreThoseOfTheContract) {
    EXPECT_EQ(codeStatus(Code::ValidationFailed), 400);
    EXPECT_EQ(codeStatus(Code::IdempotencyKeyRequired), 400);
    EXPECT_EQ(codeStatus(Code::InvalidCredentials), 401);
    EXPECT_EQ(codeStatus(Code::Unauthorized), 401);
    EXPECT_EQ(codeStatus(Code::Forbidden), 403);
    EXPECT_EQ(codeStatus(Code::AccountPending), 403);
    EXPECT_EQ(codeStatus(Code::BudgetExhausted), 403);
    EXPECT_EQ(codeStatus(Code::NotFound), 404);
    EXPECT_EQ(codeStatus(Code::Conflict), 409);
    EXPECT_EQ(codeStatus(Code::RequestInProgress), 409);
    EXPECT_EQ(codeStatus(Code::ResyncRequired), 410);
    EXPECT_EQ(codeStatus(Code::IdempotencyKeyReused), 422);
    EXPECT_EQ(codeStatus(Code::RateLimited), 429);
    EXPECT_EQ(codeStatus(Code::QueueFull), 429);
    EXPECT_EQ(codeStatus(Code::StorageFull), 503);
    EXPECT_EQ(codeStatus(Code::Unavailable), 503);
}
