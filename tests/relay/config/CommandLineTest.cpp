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

TEST(CommandLineTest, everyCommandIsUnderstood) {
    for (const CommandRow& row : commands()) {
        std::vector<std::string> words;
        if (!row.group.empty())
            words.emplace_back(row.group);
        words.emplace_back(row.name);
        for (const Argument& argument : row.arguments)
            if (argument.required)
                words.emplace_back("word");
        if (row.json)
            words.emplace_back("--json");
        const auto line = parseCommandLine(words);
        ASSERT_TRUE(line) << line.error().text;
        EXPECT_EQ(line->mode, row.mode) << row.name;
        EXPECT_EQ(line->json, row.json);
        for (const Argument& argument : row.arguments)
            EXPECT_EQ(line->argument(argument.name), argument.required ? "word" : "") << argument.name;
    }
    const auto backup = parseCommandLine({"backup", "/b", "--data-dir", "/d"});
    ASSERT_TRUE(backup);
    EXPECT_EQ(backup->argument("dir"), "/b");
    EXPECT_EQ(backup->flags, (std::map<std::string, std::string>{{"data_dir", "/d"}}));
    EXPECT_EQ(parseCommandLine({"backup"}).error().exitCode, 2) << "a word is missing";
    EXPECT_EQ(parseCommandLine({"backup", "/b", "--listen", "x:1"}).error().exitCode, 2) << "it does not listen";
    EXPECT_EQ(parseCommandLine({"audit"}).error().exitCode, 2);
    EXPECT_THAT(parseCommandLine({"audit", "--help"}).error().text, HasSubstr("verify"));
    EXPECT_THAT(parseCommandLine({"backup", "--help"}).error().text, HasSubstr("--data-dir"));
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
