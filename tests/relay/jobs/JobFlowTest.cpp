#include "base/Crypto.h"
#include "relay/jobs/Studio.h"

#include <gtest/gtest.h>

using namespace kinora::test;

namespace {

class JobFlowTest : public testing::TestWithParam<Dialect> {};

std::string sha256Of(const std::string& bytes) {
    return kinora::toHex(kinora::sha256(bytes));
}

} // namespace

TEST_P(JobFlowTest, bothOrientationsEndToEnd) {
    Studio studio(GetParam());
    HttpClient client = studio.signUp("ada");
    for (const std::string orientation : {"portrait", "landscape"}) {
        const auto made = studio.submit(client, "A lighthouse, " + orientation, orientation);
        EXPECT_EQ(text(made, "status"), "pending");
        const auto job = studio.waitForEnd(client, text(made, "id"));
        ASSERT_EQ(text(job, "status"), "completed") << boost::json::serialize(job) << studio.relay.log();
        EXPECT_EQ(job.at("progress"), 100);
        EXPECT_EQ(text(job, "charged"), "yes");
        EXPECT_EQ(job.at("attempts"), 1);

        const std::string path = "/api/v1/videos/" + text(job, "videoId");
        const auto video = client.get(path).json().as_object();
        const bool upright = video.at("height").as_int64() > video.at("width").as_int64();
        EXPECT_EQ(upright, orientation == "portrait");
        EXPECT_EQ(text(video, "orientation"), orientation);
        EXPECT_EQ(video.at("jobId"), job.at("id"));

        // The upstream's file byte for byte, as the upstream's own ledger knows it.
        const HttpAnswer content = client.get(path + "/content");
        EXPECT_EQ(content.status, 200);
        EXPECT_EQ(content.header("etag"), "\"" + text(video, "sha256") + "\"");
        EXPECT_EQ(sha256Of(content.body), text(video, "sha256"));
        EXPECT_EQ(text(studio.ledger().back().as_object(), "sha256"), text(video, "sha256"));
        const HttpAnswer poster = client.get(path + "/poster");
        EXPECT_EQ(poster.header("content-type"), "image/jpeg");
        EXPECT_TRUE(poster.body.starts_with("\xFF\xD8\xFF"));
    }
    EXPECT_EQ(studio.ledger().size(), 2U);
    const auto stats = client.get("/api/v1/me/stats").json();
    EXPECT_EQ(stats.at("videos"), 2);
}

INSTANTIATE_TEST_SUITE_P(Dialects, JobFlowTest, testing::Values(Dialect::Videos, Dialect::ChatStream),
    [](const auto& dialect) { return dialect.param == Dialect::Videos ? "videos" : "chatStream"; });
