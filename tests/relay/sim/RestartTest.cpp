// Everything goes on from --dir, whatever ended the program.
#include "SimFixture.h"

#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

using boost::json::object;

class RestartTest : public SimFixture {
protected:
    RestartTest()
        : SimFixture({"--quick", "--job-seconds", "2"}) {}

    void restart(test::SimProcess& sim) {
        sim.start();
        m_client.setBase(sim.url());
    }
};

TEST_F(RestartTest, goesOnAfterKill) {
    const std::string id = create({{"prompt", "killed at 40 %"}});
    ASSERT_TRUE(eventually([&] { return show(id).at("progress").as_int64() >= 40; }));
    m_sim.kill();
    restart(m_sim);
    EXPECT_GE(show(id).at("progress").as_int64(), 40) << "progress goes by the clock on the wall";
    EXPECT_EQ(waitForEnd(id).at("status"), "completed");
    const boost::json::array entries = ledger();
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(textOf(entries[0].at("upstreamId")), id);
    EXPECT_EQ(textOf(entries[0].at("sha256")), sha256Of(m_client.get("/v1/videos/" + id + "/content").body));
}

TEST_F(RestartTest, rendersAgainWhatWasKilledHalfway) {
    test::SimProcess painting(m_folder / "painting", {"--job-seconds", "1"});
    m_client.setBase(painting.url());
    std::vector<std::string> ids;
    for (int i = 0; i < 4; ++i) {
        ids.push_back(create({{"prompt", "clip " + std::to_string(i)}}));
    }
    painting.kill();
    restart(painting);
    for (const std::string& id : ids) {
        EXPECT_EQ(waitForEnd(id).at("status"), "completed");
    }
    EXPECT_EQ(ledger().size(), 4U);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(m_folder.path())) {
        EXPECT_EQ(entry.path().string().find(".part"), std::string::npos) << entry.path();
    }
}

TEST_F(RestartTest, keepsWhatWasMadeAndDeleted) {
    const std::string kept = create({{"prompt", "kept"}});
    const std::string deleted = create({{"prompt", "deleted"}});
    (void)waitForEnd(kept);
    (void)waitForEnd(deleted);
    const std::string bytes = m_client.get("/v1/videos/" + kept + "/content").body;
    EXPECT_EQ(m_client.request("DELETE", "/v1/videos/" + deleted, std::nullopt).status, 200);
    EXPECT_EQ(m_sim.terminate().code, 0);
    restart(m_sim);
    EXPECT_EQ(show(kept).at("status"), "completed");
    EXPECT_EQ(m_client.get("/v1/videos/" + kept + "/content").body, bytes);
    EXPECT_EQ(m_client.get("/v1/videos/" + deleted).status, 404);
}

} // namespace
} // namespace kinora::sim
