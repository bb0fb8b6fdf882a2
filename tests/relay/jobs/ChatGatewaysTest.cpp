// Every family of chat gateways, from the sentence to the file, and what becomes of a job when its stream breaks.
#include "relay/jobs/Studio.h"

#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string>
#include <vector>

using namespace kinora::test;

namespace {

struct Family {
    const char* name;
    const char* path;
    const char* portrait;
    const char* landscape;
    bool inlineResults = false;
    /// The gateway names a task that can be asked about.
    bool hasTask = false;
};

void PrintTo(const Family& family, std::ostream* stream) {
    *stream << family.name;
}

class ChatGatewaysTest : public testing::TestWithParam<Family> {
protected:
    static void TearDownTestSuite() { studios.clear(); }

    /// Its family's, with nothing wrong.
    static SharedStudio& shared() {
        const Family& family = GetParam();
        const Studio::Gateway gateway{.path = family.path,
            .portrait = family.portrait,
            .landscape = family.landscape,
            .inlineResults = family.inlineResults};
        SharedStudio& found = studios.try_emplace(family.name, gateway, 0.3).first->second;
        found.studio.clearFaults();
        return found;
    }

    /// What the upstream has accepted since `before`.
    static std::vector<boost::json::value> acceptedSince(std::size_t before, Studio& studio) {
        const auto ledger = studio.ledger();
        return {ledger.begin() + static_cast<std::ptrdiff_t>(before), ledger.end()};
    }

private:
    static inline std::map<std::string, SharedStudio> studios;
};

std::string hashOf(const boost::json::value& entry) {
    return text(entry.as_object(), "sha256");
}

} // namespace

TEST_P(ChatGatewaysTest, makesVideos) {
    auto& [studio, client] = shared();
    const std::size_t before = studio.ledger().size();
    const auto portrait = studio.waitForEnd(client, text(studio.submit(client, "a paper boat"), "id"));
    ASSERT_EQ(text(portrait, "status"), "completed") << boost::json::serialize(portrait) << studio.relay.log();
    const auto landscape = studio.waitForEnd(client, text(studio.submit(client, "a paper boat", "landscape"), "id"));
    ASSERT_EQ(text(landscape, "status"), "completed") << boost::json::serialize(landscape) << studio.relay.log();
    const auto ledger = acceptedSince(before, studio);
    ASSERT_EQ(ledger.size(), 2U);
    const auto first = client.get("/api/v1/videos/" + text(portrait, "videoId")).json();
    const auto second = client.get("/api/v1/videos/" + text(landscape, "videoId")).json();
    EXPECT_EQ(text(first.as_object(), "sha256"), hashOf(ledger[0]));
    EXPECT_EQ(text(second.as_object(), "sha256"), hashOf(ledger[1]));
    EXPECT_LT(first.at("width").as_int64(), first.at("height").as_int64());
    EXPECT_GT(second.at("width").as_int64(), second.at("height").as_int64());
}

TEST_P(ChatGatewaysTest, saysWhyNot) {
    struct Case {
        const char* fault;
        const char* code;
        const char* charged;
        std::size_t entries;
    };
    auto& [studio, client] = shared();
    std::size_t before = studio.ledger().size();
    for (const Case& one : {Case{"moderation", "moderation_blocked", "yes", 1},
             Case{"invite_full", "upstream_full", "no", 0}, Case{"garbage", "outcome_unknown", "unknown", 1},
             Case{"gone", "upstream_gone", "no", 0}, Case{"truncate", "result_invalid", "yes", 1}}) {
        studio.fault(one.fault, std::string_view(one.fault) == "truncate" ? 2 : 1);
        const auto job = studio.waitForEnd(client, text(studio.submit(client, one.fault), "id"));
        EXPECT_EQ(errorCode(job), one.code) << boost::json::serialize(job) << studio.relay.log();
        EXPECT_EQ(text(job, "charged"), one.charged) << one.fault;
        const std::size_t after = studio.ledger().size();
        EXPECT_EQ(after - before, one.entries) << one.fault << ": at most one create";
        before = after;
    }
}

TEST_P(ChatGatewaysTest, followsATaskWhoseStreamBrokeWhereItCan) {
    auto& [studio, client] = shared();
    const std::size_t before = studio.ledger().size();
    studio.fault("gone", 1, "poll");
    const auto job = studio.waitForEnd(client, text(studio.submit(client, "a paper boat"), "id"));
    EXPECT_EQ(acceptedSince(before, studio).size(), 1U) << "never sent again by itself";
    EXPECT_EQ(text(job, "charged"), "yes");
    if (GetParam().hasTask) {
        EXPECT_EQ(text(job, "status"), "completed") << boost::json::serialize(job) << studio.relay.log();
    } else {
        EXPECT_EQ(errorCode(job), "interrupted") << boost::json::serialize(job) << studio.relay.log();
    }
}

TEST_P(ChatGatewaysTest, followsATaskWhoseRelayDiedWhereItCan) {
    auto& [studio, client] = shared();
    const std::size_t before = studio.ledger().size();
    studio.fault("slow"); // three seconds
    const std::string id = text(studio.submit(client, "a paper boat"), "id");
    studio.waitForProgress(client, id, 20);
    studio.relay.kill();
    studio.startRelayAgain(client);
    const auto job = studio.waitForEnd(client, id);
    EXPECT_EQ(acceptedSince(before, studio).size(), 1U) << "never sent again by itself";
    EXPECT_EQ(text(job, "charged"), "yes");
    if (GetParam().hasTask) {
        EXPECT_EQ(text(job, "status"), "completed") << boost::json::serialize(job) << studio.relay.log();
    } else {
        EXPECT_EQ(errorCode(job), "interrupted") << boost::json::serialize(job) << studio.relay.log();
    }
}

INSTANTIATE_TEST_SUITE_P(Families, ChatGatewaysTest,
    testing::Values(Family{.name = "runner",
                        .path = "/v1/chat/completions",
                        .portrait = "sora_video2-hd-portrait",
                        .landscape = "sora_video2-hd-landscape"},
        Family{.name = "reasoning",
            .path = "/v1/chat/completions",
            .portrait = "sora2-portrait-10s",
            .landscape = "sora2-landscape-10s"},
        Family{.name = "task",
            .path = "/v1/chat/completions",
            .portrait = "sora-2",
            .landscape = "sora-2",
            .hasTask = true},
        Family{.name = "platform",
            .path = "/sora/v1/chat/completions",
            .portrait = "sora2-portrait-10s",
            .landscape = "sora2-landscape-10s"},
        Family{.name = "inlined",
            .path = "/v1/chat/completions",
            .portrait = "sora_video2-hd-portrait",
            .landscape = "sora_video2-hd-landscape",
            .inlineResults = true}),
    [](const auto& one) { return std::string(one.param.name); });
