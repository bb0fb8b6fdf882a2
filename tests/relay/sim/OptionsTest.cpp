#include "sim/Options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace kinora::sim {
namespace {

Invocation parse(
    const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment = {}) {
    return parseOptions(arguments, [&](const std::string& name) {
        const auto found = environment.find(name);
        return found == environment.end() ? std::nullopt : std::optional(found->second);
    });
}

TEST(OptionsTest, readsAllFlags) {
    const Invocation invocation =
        parse({"--listen", "127.0.0.1:0", "--job-seconds", "1.5", "--seed=7", "--quick", "--inline", "--dir", "/tmp/x"},
            {{"KINORA_SIM_TOKEN", "t"}});
    ASSERT_TRUE(invocation.options);
    EXPECT_EQ(invocation.options->host, "127.0.0.1");
    EXPECT_EQ(invocation.options->port, 0);
    EXPECT_EQ(invocation.options->jobDuration, std::chrono::milliseconds(1500));
    EXPECT_EQ(invocation.options->seed, 7U);
    EXPECT_EQ(invocation.options->folder, "/tmp/x");
    EXPECT_TRUE(invocation.options->quick);
    EXPECT_TRUE(invocation.options->inlineResults);
    EXPECT_EQ(invocation.options->token.reveal(), "t");
}

TEST(OptionsTest, hasDefaults) {
    const Invocation invocation = parse({"--listen", "[::1]:9000"});
    ASSERT_TRUE(invocation.options);
    EXPECT_EQ(invocation.options->host, "::1");
    EXPECT_EQ(invocation.options->port, 9000);
    EXPECT_EQ(invocation.options->jobDuration, std::chrono::seconds(20));
    EXPECT_FALSE(invocation.options->folder);
    EXPECT_FALSE(invocation.options->quick);
    EXPECT_TRUE(invocation.options->token.empty());
}

TEST(OptionsTest, takesTheJobSecondsOfTheEnvironmentAsAFallback) {
    const std::map<std::string, std::string> environment{{"KINORA_SIM_JOB_SECONDS", "3"}};
    EXPECT_EQ(parse({"--listen", "h:1"}, environment).options->jobDuration, std::chrono::seconds(3));
    EXPECT_EQ(
        parse({"--listen", "h:1", "--job-seconds", "5"}, environment).options->jobDuration, std::chrono::seconds(5));
    EXPECT_EQ(parse({"--listen", "h:1"}, {{"KINORA_SIM_JOB_SECONDS", "soon"}}).exitCode, 2);
}

TEST(OptionsTest, saysWhatIsWrong) {
    using ::testing::HasSubstr;
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases{{{}, "--listen"},
        {{"--listen"}, "--listen wants"}, {{"--listen", "nowhere"}, "nowhere"}, {{"--listen", "h:70000"}, "70000"},
        {{"--listen", ":1"}, ":1"}, {{"--listen", "h:1", "--job-seconds", "-1"}, "--job-seconds wants"},
        {{"--listen", "h:1", "--seed", "x"}, "--seed wants"}, {{"--listen", "h:1", "--dir", ""}, "--dir wants"},
        {{"--listen", "h:1", "--colour", "red"}, "--colour"}, {{"more"}, "more"}};
    for (const auto& [arguments, words] : cases) {
        const Invocation invocation = parse(arguments);
        EXPECT_FALSE(invocation.options);
        EXPECT_EQ(invocation.exitCode, 2);
        EXPECT_THAT(invocation.output, HasSubstr(words));
    }
}

TEST(OptionsTest, printsHelpAndVersion) {
    EXPECT_EQ(parse({"--help"}).exitCode, 0);
    EXPECT_THAT(parse({"--help"}).output, ::testing::HasSubstr("--job-seconds"));
    EXPECT_THAT(parse({"--version"}).output, ::testing::StartsWith("kinora-sim "));
}

} // namespace
} // namespace kinora::sim
