#include "domain/Accounts.h"

#include <gtest/gtest.h>

#include <regex>

using namespace kinora;
using namespace kinora::domain;

TEST(SetupCodeTest, isStableAndReadable) {
    const Secret secret("0123456789abcdef0123456789abcdef");
    const Secret code = makeSetupCode(secret, "server-a");
    EXPECT_TRUE(std::regex_match(std::string(code.reveal()), std::regex("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")));
    EXPECT_EQ(code.reveal(), makeSetupCode(secret, "server-a").reveal());
    EXPECT_NE(code.reveal(), makeSetupCode(secret, "server-b").reveal());
}
