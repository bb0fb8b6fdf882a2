// Cameos, pictures and what is not wanted, from the request to what the upstream is sent.
#include "relay/jobs/Studio.h"
#include "support/Pictures.h"

#include <gtest/gtest.h>

#include <filesystem>

using namespace kinora::test;
namespace json = boost::json;

namespace {

class CameoJobsTest : public testing::TestWithParam<Dialect> {
protected:
    static std::string upload(HttpClient& client, std::string_view picture) {
        const HttpAnswer added =
            client.request("POST", "/api/v1/uploads", std::string(picture), {{"Content-Type", "image/png"}});
        EXPECT_EQ(added.status, 201) << added.body;
        return text(added.json().as_object(), "id");
    }

    static std::string cameo(HttpClient& client, json::object body) {
        const HttpAnswer made = client.post("/api/v1/cameos", std::move(body));
        EXPECT_EQ(made.status, 201) << made.body;
        return text(made.json().as_object(), "id");
    }

    static json::object ask(HttpClient& client, json::object wish, const std::string& key) {
        const HttpAnswer accepted = client.post("/api/v1/jobs", std::move(wish), {{"Idempotency-Key", key}});
        EXPECT_EQ(accepted.status, 202) << accepted.body;
        return accepted.json().at("items").at(0).as_object();
    }
    /// The stand-in keeps what its films begin with.
    static int picturesAtTheUpstream(const Studio& studio) {
        int found = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(studio.folder.path()))
            if (entry.path().extension() == ".reference")
                ++found;
        return found;
    }
};

} // namespace

TEST_P(CameoJobsTest, theirLooksAndTheirPictureGoAlong) {
    Studio studio(GetParam());
    HttpClient client = studio.signUp("ada");
    const std::string maya =
        cameo(client, {{"handle", "maya"}, {"name", "Maya"}, {"description", "A woman in a red raincoat."},
                          {"imageId", upload(client, RedPng)}});
    const std::string prompt = "@maya walks through the rain";
    const json::object asked{{"prompt", prompt}, {"cameos", {maya}}};
    const json::object made = ask(client, asked, "one");
    EXPECT_EQ(text(made, "prompt"), prompt) << "the user's own words";
    EXPECT_EQ(made.at("cameos").at(0).as_string(), maya);
    EXPECT_FALSE(made.contains("referenceId")) << "the picture is the cameo's";
    const auto job = studio.waitForEnd(client, text(made, "id"));
    ASSERT_EQ(text(job, "status"), "completed") << json::serialize(job) << studio.relay.log();
    const std::string sent = text(studio.ledger().back().as_object(), "prompt");
    EXPECT_TRUE(sent.starts_with("Maya walks through the rain\n\nMaya: A woman in a red raincoat.")) << sent;
    const auto video = client.get("/api/v1/videos/" + text(job, "videoId")).json().as_object();
    EXPECT_EQ(text(video, "prompt"), prompt);
    EXPECT_FALSE(video.at("settings").as_object().contains("referenceId"));
    EXPECT_EQ(client.get("/api/v1/me/stats").json().at("cameos"), 1);
    EXPECT_EQ(picturesAtTheUpstream(studio), 1);
    // The cameo may go; the job keeps what it was given.
    EXPECT_EQ(client.request("DELETE", "/api/v1/cameos/" + maya, std::nullopt).status, 204);
    EXPECT_EQ(text(studio.job(client, text(made, "id")), "prompt"), prompt);
}

TEST_P(CameoJobsTest, aPictureOfOnesOwn) {
    Studio studio(GetParam());
    HttpClient client = studio.signUp("ada");
    const std::string picture = upload(client, BluePng);
    const json::object asked{{"prompt", "a kite"}, {"referenceId", picture}};
    const json::object made = ask(client, asked, "one");
    EXPECT_EQ(text(made, "referenceId"), picture);
    const auto job = studio.waitForEnd(client, text(made, "id"));
    EXPECT_EQ(text(job, "status"), "completed") << json::serialize(job) << studio.relay.log();
    const auto video = client.get("/api/v1/videos/" + text(job, "videoId")).json().as_object();
    EXPECT_EQ(text(video.at("settings").as_object(), "referenceId"), picture);
    // It is in use, so that it does not go by itself.
    EXPECT_EQ(studio.number("SELECT count(*) FROM uploads u JOIN job_inputs i ON i.reference_id = u.id"), 1);
    studio.fault("moderation");
    const json::object refused{{"prompt", "a refused kite"}, {"referenceId", picture}};
    const auto failed = studio.waitForEnd(client, text(ask(client, refused, "two"), "id"));
    ASSERT_EQ(errorCode(failed), "moderation_blocked");
    const HttpAnswer again =
        client.post("/api/v1/jobs/" + text(failed, "id") + "/retry", json::object(), {{"Idempotency-Key", "again"}});
    ASSERT_EQ(again.status, 202) << again.body;
    EXPECT_EQ(text(again.json().at("items").at(0).as_object(), "referenceId"), picture);
}

TEST_P(CameoJobsTest, whatIsNotThereOrNotOffered) {
    Studio studio(GetParam());
    HttpClient client = studio.signUp("ada");
    HttpClient stranger = studio.signUp("bob");
    const std::string theirs = cameo(stranger, {{"handle", "maya"}});
    const std::string picture = upload(stranger, RedPng);
    const auto code = [&client](json::object wish) {
        const HttpAnswer refused = client.post("/api/v1/jobs", std::move(wish), {{"Idempotency-Key", "k"}});
        EXPECT_EQ(refused.status, 400) << refused.body;
        return std::string(refused.json().at("errors").at(0).at("code").as_string());
    };
    EXPECT_EQ(code({{"prompt", "x"}, {"cameos", {theirs}}}), "unknown");
    EXPECT_EQ(code({{"prompt", "x"}, {"cameos", {"nonsense"}}}), "unknown");
    EXPECT_EQ(code({{"prompt", "x"}, {"cameos", {theirs, theirs, theirs, theirs}}}), "out_of_range");
    EXPECT_EQ(code({{"prompt", "x"}, {"referenceId", picture}}), "unknown");
    EXPECT_EQ(code({{"prompt", "x"}, {"seed", 1}}), "not_offered");
    EXPECT_EQ(code({{"prompt", "x"}, {"negativePrompt", "blur"}}), "not_offered");
}

INSTANTIATE_TEST_SUITE_P(Dialects, CameoJobsTest, testing::Values(Dialect::Videos, Dialect::ChatStream),
    [](const auto& dialect) { return dialect.param == Dialect::Videos ? "videos" : "chatStream"; });
