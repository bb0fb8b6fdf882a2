#include "config/CommandLine.h"

#include "base/Version.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace kinora::config;
using testing::HasSubstr;

TEST(CommandLineTest, modesAndFlags) {
    const auto line = parseCommandLine({"serve", "--listen", "127.0.0.1:0", "--data-dir=/d", "--insecure-http"});
    ASSERT_TRUE(line) << line.error().text;
    EXPECT_EQ(line->mode, Mode::Serve);
    EXPECT_EQ(line->flags,
        (std::map<std::string, std::string>{{"listen", "127.0.0.1:0"}, {"data_dir", "/d"}, {"insecure_http", "true"}}));
    EXPECT_EQ(parseCommandLine({"check"})->mode, Mode::Check);
}

TEST(CommandLineTest, helpAndVersionEndWell) {
    const auto version = parseCommandLine({"--version"});
    ASSERT_FALSE(version);
    EXPECT_EQ(version.error().exitCode, 0);
    EXPECT_EQ(version.error().text, "kinora-relay " + std::string(kinora::version()) + "\n");
    for (const auto& arguments : {std::vector<std::string>{"--help"}, std::vector<std::string>{"serve", "--help"}}) {
        const auto help = parseCommandLine(arguments);
        ASSERT_FALSE(help);
        EXPECT_EQ(help.error().exitCode, 0);
        EXPECT_THAT(help.error().text, HasSubstr("serve"));
    }
    EXPECT_THAT(parseCommandLine({"serve", "--help"}).error().text, HasSubstr("--data-dir"));
}

TEST(CommandLineTest, mistakesEndWithTwo) {
    const auto nothing = parseCommandLine({});
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().exitCode, 2);
    const auto typo = parseCommandLine({"serve", "--listn", "x"});
    ASSERT_FALSE(typo);
    EXPECT_EQ(typo.error().exitCode, 2);
    EXPECT_THAT(typo.error().text, HasSubstr("Did you mean --listen?"));
    EXPECT_EQ(parseCommandLine({"serve", "--listen"}).error().exitCode, 2);
}
