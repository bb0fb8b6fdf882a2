#include "base/Secret.h"

#include <fmt/core.h>
#include <fmt/ostream.h>
#include <gtest/gtest.h>

#include <concepts>
#include <ostream>
#include <string>
#include <utility>

using namespace kinora;

template <class T>
concept Streamable = requires(std::ostream& out, const T& value) { out << value; };

// The point of the type: a careless log line does not compile.
static_assert(!Streamable<Secret>);
static_assert(!fmt::is_formattable<Secret>::value);
static_assert(!std::convertible_to<Secret, std::string>);
static_assert(!std::convertible_to<Secret, std::string_view>);

TEST(SecretTest, isRevealedOnlyByName) {
    const Secret secret("sk-live-abc");
    EXPECT_EQ(secret.reveal(), "sk-live-abc");
    EXPECT_FALSE(secret.empty());
    EXPECT_TRUE(Secret().empty());
}

TEST(SecretTest, testFailuresDoNotShowItEither) {
    const Secret secret("short");
    EXPECT_EQ(::testing::PrintToString(secret).find("short"), std::string::npos);
}

TEST(SecretTest, copiesAndMoves) {
    Secret first("one");
    Secret copy = first;
    Secret moved = std::move(first);
    EXPECT_EQ(copy.reveal(), "one");
    EXPECT_EQ(moved.reveal(), "one");
    EXPECT_TRUE(first.empty()); // NOLINT(bugprone-use-after-move): a moved-from secret must hold nothing
    copy = Secret("two");
    moved = copy;
    EXPECT_EQ(moved.reveal(), "two");
}
