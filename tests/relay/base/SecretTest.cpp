#include "base/Secret.h"

#include <boost/json.hpp>
#include <fmt/core.h>
#include <fmt/ostream.h>
#include <gtest/gtest.h>

#include <concepts>
#include <cstdlib>
#include <functional>
#include <ostream>
#include <string>
#include <utility>

using namespace kinora;

template <class T>
concept Streamable = requires(std::ostream& out, const T& value) { out << value; };

template <class T, class Other>
concept Comparable = requires(const T& one, const Other& other) { one == other; };

template <class T>
concept Hashable = requires(const T& value) { std::hash<T>{}(value); };

// The point of the type: a careless log line does not compile.
static_assert(!Streamable<Secret>);
static_assert(!fmt::is_formattable<Secret>::value);
static_assert(!std::convertible_to<Secret, std::string>);
static_assert(!std::convertible_to<Secret, std::string_view>);
static_assert(!std::convertible_to<Secret, bool>);
static_assert(!Comparable<Secret, Secret>);
static_assert(!Comparable<Secret, std::string_view>);
static_assert(!Comparable<Secret, std::string>);
static_assert(!Hashable<Secret>);
static_assert(!std::constructible_from<boost::json::value, Secret>);
static_assert(!boost::json::has_value_from<Secret>::value);

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

TEST(SecretTest, isTakenOutOfWhatOthersSay) {
    EXPECT_EQ(
        withoutSecret("key sk-live-abc is wrong (sk-live-abc)", "sk-live-abc"), "key [secret] is wrong ([secret])");
    EXPECT_EQ(withoutSecret("nothing here", "sk-live-abc"), "nothing here");
    EXPECT_EQ(withoutSecret("a key", "key"), "a key") << "too short to be told from a word";
}

TEST(SecretTest, variablesAreWipedWhereTheyLie) {
    ::setenv("KINORA_TEST_SECRET", "sk-live-abc", 1);
    const char* value = std::getenv("KINORA_TEST_SECRET");
    forgetVariables({"KINORA_TEST_SECRET", "KINORA_TEST_ABSENT"});
    EXPECT_EQ(std::getenv("KINORA_TEST_SECRET"), nullptr);
    EXPECT_EQ(*value, '\0') << "its memory stays readable from outside";
}
