// Storms of small jobs, and runs that can be had again.
#include "SimFixture.h"

#include <gtest/gtest.h>

#include <set>

namespace kinora::sim {
namespace {

using boost::json::object;

class QuickTest : public SimFixture {
protected:
    QuickTest()
        : SimFixture({"--job-seconds", "0.2", "--quick", "--seed", "5"}) {}

    /// What a run of these requests leaves behind: of every job its prompt, hash and status.
    std::vector<std::string> run(const std::vector<std::string>& prompts) {
        std::vector<std::string> outcome;
        for (const std::string& prompt : prompts) {
            const test::HttpAnswer answer = m_client.post("/v1/videos", object{{"prompt", prompt}});
            if (answer.status == 200) {
                (void)waitForEnd(std::string(answer.json().at("id").as_string()));
            }
            outcome.push_back(prompt + " " + std::to_string(answer.status));
        }
        for (const auto& entry : ledger()) {
            outcome.push_back(textOf(entry.at("prompt")) + " " + textOf(entry.at("sha256")));
        }
        return outcome;
    }
};

TEST_F(QuickTest, makesCompleteFilmsWithHashesOfTheirOwn) {
    std::vector<std::string> ids;
    constexpr int count = 100;
    for (int i = 0; i < count; ++i) {
        ids.push_back(create({{"prompt", i % 2 == 0 ? "the same words" : "job " + std::to_string(i)}}));
    }
    for (const std::string& id : ids) {
        EXPECT_EQ(waitForEnd(id).at("status"), "completed");
    }
    std::set<std::string> hashes;
    for (const auto& entry : ledger()) {
        hashes.insert(textOf(entry.at("sha256")));
    }
    EXPECT_EQ(hashes.size(), count);
    EXPECT_EQ(hashes.count(""), 0U);

    const std::string bytes = m_client.get("/v1/videos/" + ids.back() + "/content").body;
    EXPECT_TRUE(hashes.contains(sha256Of(bytes)));
    const MediaFacts facts = probe(bytes, m_folder.path());
    EXPECT_EQ(facts.video, "h264,90,160,yuv420p,bt709");
    EXPECT_EQ(facts.audio, "aac");
    EXPECT_NEAR(facts.seconds, 4, 0.05);
    EXPECT_GT(bytes.size(), 10'000U) << "there must be something to cut";
}

TEST_F(QuickTest, givesTheSameFilmsToTheSameRequestsWithTheSameSeed) {
    const std::vector<std::string> prompts{"a fox", "an owl", "a fox", "a hare"};
    const auto faults = [this] {
        addFault({{"kind", "busy"}, {"match", "owl"}});
        addFault({{"kind", "moderation"}, {"match", "hare"}});
    };
    faults();
    const std::vector<std::string> once = run(prompts);
    EXPECT_NE(once[4], once[5]) << "another take is another film";

    test::SimProcess again(m_folder / "again", {"--job-seconds", "0.2", "--quick", "--seed", "5"});
    m_client.setBase(again.url());
    faults();
    EXPECT_EQ(run(prompts), once);

    test::SimProcess other(m_folder / "other", {"--job-seconds", "0.2", "--quick", "--seed", "6"});
    m_client.setBase(other.url());
    faults();
    EXPECT_NE(run(prompts), once);
}

TEST_F(QuickTest, losesNothingToKills) {
    std::vector<std::string> ids;
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 10; ++i) {
            ids.push_back(create({{"prompt", "round " + std::to_string(round) + ", job " + std::to_string(i)}}));
        }
        m_sim.kill();
        m_sim.start();
        m_client.setBase(m_sim.url());
    }
    ASSERT_EQ(ledger().size(), ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        EXPECT_EQ(textOf(ledger()[i].at("upstreamId")), ids[i]) << "in the order of acceptance";
        EXPECT_EQ(waitForEnd(ids[i]).at("status"), "completed");
    }
}

} // namespace
} // namespace kinora::sim
