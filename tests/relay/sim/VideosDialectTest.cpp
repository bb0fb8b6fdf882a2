#include "SimFixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace kinora::sim {
namespace {

using boost::json::object;

class VideosDialectTest : public SimFixture {
protected:
    /// One that is not ready for three seconds.
    std::string createSlow() {
        addFault({{"kind", "slow"}});
        return create({{"prompt", "a snail"}});
    }
};

TEST_F(VideosDialectTest, makesAVideoOfTheSizeThatWasAskedFor) {
    const test::SimProcess painting(m_folder / "painting", {"--job-seconds", "1"});
    m_client.setBase(painting.url());
    for (const std::string size : {"720x1280", "1280x720"}) {
        const object created =
            m_client.post("/v1/videos", object{{"prompt", "a fox in the snow 🦊"}, {"size", size}}).json().as_object();
        const std::string id = textOf(created.at("id"));
        std::vector<std::string> states{textOf(created.at("status"))};
        int percent = 0;
        ASSERT_TRUE(eventually([&] {
            const object video = show(id);
            const std::string state(video.at("status").as_string());
            if (states.back() != state)
                states.push_back(state);
            EXPECT_GE(video.at("progress").as_int64(), percent);
            percent = static_cast<int>(video.at("progress").as_int64());
            return state == "completed";
        }));
        EXPECT_THAT(states, ::testing::ElementsAre("queued", "in_progress", "completed"));
        EXPECT_EQ(percent, 100);

        const test::HttpAnswer content = m_client.get("/v1/videos/" + id + "/content");
        ASSERT_EQ(content.status, 200);
        EXPECT_EQ(content.header("content-type"), "video/mp4");
        const MediaFacts facts = probe(content.body, m_folder.path());
        const std::string dimensions = size == "720x1280" ? "720,1280" : "1280,720";
        EXPECT_EQ(facts.video, "h264," + dimensions + ",yuv420p,bt709");
        EXPECT_EQ(facts.audio, "aac");
        EXPECT_NEAR(facts.seconds, 4, 0.05);
        EXPECT_EQ(textOf(ledger().back().at("sha256")), sha256Of(content.body));
    }
}

TEST_F(VideosDialectTest, honoursTheLength) {
    const std::string id = create({{"prompt", "waves"}, {"seconds", "8"}});
    EXPECT_EQ(waitForEnd(id).at("status"), "completed");
    EXPECT_NEAR(probe(m_client.get("/v1/videos/" + id + "/content").body, m_folder.path()).seconds, 8, 0.05);
    EXPECT_EQ(ledger().back().at("chargedMicroUsd"), 800'000);
}

TEST_F(VideosDialectTest, servesRangesAndPictures) {
    EXPECT_EQ(m_client.get("/v1/videos/" + createSlow() + "/content").status, 404) << "before it is ready";
    const std::string id = create({{"prompt", "hills at noon"}});
    const std::string content = "/v1/videos/" + id + "/content";
    ASSERT_EQ(waitForEnd(id).at("status"), "completed");

    const test::HttpAnswer part = m_client.get(content, {{"Range", "bytes=4-7"}});
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, "ftyp");
    const test::HttpAnswer thumbnail = m_client.get(content + "?variant=thumbnail");
    EXPECT_EQ(thumbnail.status, 200);
    EXPECT_THAT(thumbnail.header("content-type"), ::testing::AnyOf("image/webp", "image/jpeg"));
    const test::HttpAnswer sheet = m_client.get(content + "?variant=spritesheet");
    EXPECT_EQ(sheet.status, 200);
    EXPECT_THAT(sheet.body, ::testing::StartsWith("\xff\xd8"));
    EXPECT_EQ(m_client.get(content + "?variant=hologram").status, 400);
}

TEST_F(VideosDialectTest, asksForTheToken) {
    test::HttpClient stranger(m_sim.url());
    for (const std::string token : {"", "wrong", "sim-token2"}) {
        stranger.setToken(token);
        const test::HttpAnswer answer = stranger.post("/v1/videos", object{{"prompt", "a"}});
        EXPECT_EQ(answer.status, 401);
        EXPECT_EQ(answer.json().at("error").at("code"), "invalid_api_key");
        EXPECT_EQ(stranger.get("/v1/videos").status, 401);
        EXPECT_EQ(stranger.post("/v1/chat/completions", chatBody("a")).status, 401);
    }
    EXPECT_TRUE(ledger().empty());
}

TEST_F(VideosDialectTest, listsPageByPage) {
    std::vector<std::string> ids;
    for (const char* prompt : {"one", "two", "three"}) {
        ids.push_back(create({{"prompt", prompt}}));
    }
    const object first = m_client.get("/v1/videos?limit=2&order=asc").json().as_object();
    EXPECT_EQ(textOf(first.at("first_id")), ids[0]);
    EXPECT_EQ(textOf(first.at("last_id")), ids[1]);
    EXPECT_EQ(first.at("has_more"), true);
    const object second = m_client.get("/v1/videos?limit=2&order=asc&after=" + ids[1]).json().as_object();
    EXPECT_EQ(second.at("data").as_array().size(), 1U);
    EXPECT_EQ(textOf(second.at("data").at(0).at("id")), ids[2]);
    EXPECT_EQ(second.at("has_more"), false);
    EXPECT_EQ(textOf(m_client.get("/v1/videos").json().at("first_id")), ids[2]) << "newest first";
    for (const char* query : {"limit=0", "limit=x", "limit=101", "order=up", "after=video_0"}) {
        EXPECT_EQ(m_client.get(std::string("/v1/videos?") + query).status, 400) << query;
    }
}

TEST_F(VideosDialectTest, deletesWhatIsOver) {
    const std::string slow = createSlow();
    EXPECT_EQ(m_client.request("DELETE", "/v1/videos/" + slow, std::nullopt).status, 400) << "still in progress";
    const std::string id = create({{"prompt", "dunes"}});
    (void)waitForEnd(id);
    const test::HttpAnswer answer = m_client.request("DELETE", "/v1/videos/" + id, std::nullopt);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.json().at("object"), "video.deleted");
    EXPECT_EQ(m_client.get("/v1/videos/" + id).status, 404);
    EXPECT_EQ(m_client.get("/v1/videos").json().at("data").as_array().size(), 1U);
    EXPECT_EQ(ledger().size(), 2U) << "what was charged stays in the ledger";
}

TEST_F(VideosDialectTest, answersStrictlyAndInItsOwnForm) {
    const test::HttpAnswer answer = m_client.post("/v1/videos", object{{"prompt", "a"}, {"seconds", 4}});
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.json().at("error").at("param"), "seconds");
    EXPECT_EQ(answer.json().at("error").at("code"), "invalid_type");
    EXPECT_EQ(m_client.get("/v1/videos/video_0").status, 404);
    EXPECT_EQ(m_client.get("/v1/audio").json().at("error").at("code"), "unknown_url");
    EXPECT_TRUE(ledger().empty());
}

TEST_F(VideosDialectTest, namesItsModels) {
    std::set<std::string> names;
    for (const auto& model : m_client.get("/v1/models").json().at("data").as_array()) {
        names.emplace(model.at("id").as_string());
    }
    EXPECT_TRUE(names.contains("sora-2"));
    EXPECT_TRUE(names.contains("sora_video2-hd-portrait"));
}

} // namespace
} // namespace kinora::sim
