#include "upstreams/VideosReply.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

using namespace kinora::upstreams;

TEST(VideosReplyTest, theOriginalShape) {
    const auto reply =
        readVideo(R"({"id":"video_ab12","object":"video","status":"in_progress","progress":41,"model":"sora-2",)"
                  R"("created_at":1790000000,"seconds":"8","size":"1280x720","prompt":null,"quality":"standard"})");
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->id, "video_ab12");
    EXPECT_EQ(reply->observation.phase, Phase::Running);
    EXPECT_EQ(reply->observation.progress, 41);
    EXPECT_EQ(reply->seconds, "8");
    EXPECT_EQ(reply->createdAt, 1790000000);
    EXPECT_TRUE(reply->prompt.empty());
    EXPECT_EQ(reply->observation.state.at("upstreamId"), "video_ab12");
}

TEST(VideosReplyTest, timesHowsoever) {
    const auto createdAt = [](const std::string& time) {
        return readVideo(R"({"id":"a","created_at":)" + time + "}")->createdAt;
    };
    EXPECT_EQ(createdAt("1790000000"), 1790000000);
    EXPECT_EQ(createdAt("1790000000.75"), 1790000000);
    EXPECT_EQ(createdAt("1.79e9"), 1790000000);
    for (const char* none : {"-1", "1e300", "9223372036854775807", "18446744073709551615", "null", "\"today\""})
        EXPECT_FALSE(createdAt(none)) << none;
}

TEST(VideosReplyTest, progressHowsoever) {
    const auto percent = [](std::string_view text) {
        return readPercent(boost::json::parse(text));
    };
    EXPECT_EQ(percent("41"), 41);
    EXPECT_EQ(percent("0.41"), 41);
    EXPECT_EQ(percent("41.7"), 41);
    EXPECT_EQ(percent("\"41%\""), 41);
    EXPECT_EQ(percent("0"), 0);
    EXPECT_EQ(percent("1"), 1);
    EXPECT_EQ(percent("250"), 100);
    EXPECT_FALSE(percent("-1"));
    EXPECT_FALSE(percent("\"soon\""));
    EXPECT_FALSE(percent("null"));
}

TEST(VideosReplyTest, progressReachesTheEndOnlyWithTheResult) {
    EXPECT_EQ(readVideo(R"({"id":"a","status":"in_progress","progress":100})")->observation.progress, 99);
    EXPECT_EQ(readVideo(R"({"id":"a","status":"completed","progress":0})")->observation.progress, 100);
}

TEST(VideosReplyTest, failuresInBand) {
    const auto reply =
        readVideo(R"({"id":"a","status":"failed","error":{"code":"content_policy_violation","message":"No."}})");
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->observation.failure->code, FailureCode::ModerationBlocked);
    EXPECT_EQ(readVideo(R"({"id":"a","status":"failed","error":{"code":500}})")->observation.failure->code,
        FailureCode::UpstreamRejected);
    EXPECT_EQ(readVideo(R"({"id":"a","status":"FAILED","error":"busy"})")->observation.failure->code,
        FailureCode::UpstreamBusy);
}

TEST(VideosReplyTest, aFailureIsToldInFewWords) {
    const std::string status = "failed" + std::string(1000, '-');
    EXPECT_EQ(
        readVideo(R"({"id":"a","status":")" + status + R"("})")->observation.failure->detail, status.substr(0, 500));
}

TEST(VideosReplyTest, otherServersShapes) {
    const auto xai = readVideo(R"({"request_id":"r1"})");
    ASSERT_TRUE(xai);
    EXPECT_EQ(xai->observation.phase, Phase::Queued);
    const auto done = readVideo(R"({"id":"r1","status":"done","video":{"url":"https://cdn.example/a.mp4"}})");
    EXPECT_EQ(done->observation.phase, Phase::Done);
    EXPECT_EQ(done->observation.state.at("resultUrl"), "https://cdn.example/a.mp4");
    EXPECT_FALSE(readVideo(R"({"status":"queued"})"));
    EXPECT_FALSE(readVideo("<html>"));
    EXPECT_FALSE(readVideo(""));
}

TEST(VideosReplyTest, lists) {
    const auto list =
        readVideoList(R"({"object":"list","data":[{"id":"b"},{"id":"a"}],"has_more":true,"last_id":"a"})");
    ASSERT_TRUE(list);
    EXPECT_EQ(list->videos.size(), 2U);
    EXPECT_EQ(list->hasMore, true);
    EXPECT_FALSE(isLastPage(*list, 2));
    EXPECT_EQ(list->lastId, "a");
    const auto bare = readVideoList(R"({"data":[{"id":"b"}]})");
    EXPECT_FALSE(bare->hasMore.has_value());
    EXPECT_TRUE(isLastPage(*bare, 2));
    EXPECT_FALSE(isLastPage(*bare, 1)) << "a full page that does not say may not be the last";
    EXPECT_EQ(bare->lastId, "b");
    EXPECT_FALSE(readVideoList(R"({"detail":"Not Found"})"));
}

TEST(VideosReplyTest, aListWithAHoleIsNone) {
    EXPECT_FALSE(readVideoList(R"({"data":[{"id":"b"},{"status":"queued"}]})"));
    EXPECT_FALSE(readVideoList(R"({"data":[{"id":"b"},null]})"));
}

TEST(VideosReplyTest, onlyWhatIsNewestFirstReachesBack) {
    const auto page = [](const std::string& times) {
        std::string body;
        for (const char time : times)
            body += std::string(body.empty() ? "" : ",") + R"({"id":")" + time + R"(","created_at":)" + time + "}";
        return *readVideoList(R"({"data":[)" + body + "]}");
    };
    EXPECT_TRUE(reachesBack(page("953"), 4));
    EXPECT_FALSE(reachesBack(page("955"), 4));
    EXPECT_FALSE(reachesBack(page("359"), 4)) << "oldest first: the newest are on a page to come";
    EXPECT_FALSE(reachesBack(page("123"), 4));
    EXPECT_FALSE(reachesBack(page("3"), 4)) << "one alone shows no order";
    EXPECT_FALSE(reachesBack(*readVideoList(R"({"data":[{"id":"a","created_at":9},{"id":"b"}]})"), 4));
}

TEST(VideosReplyTest, errorBodies) {
    EXPECT_EQ(readError(R"({"error":{"message":"m","type":"t","code":"c"}})").code, "c");
    EXPECT_EQ(readError(R"({"error":{"message":"m","type":"t","code":null}})").code, "t");
    EXPECT_EQ(readError(R"({"error":"m"})").message, "m");
    EXPECT_EQ(readError(R"({"detail":"Invalid API key"})").message, "Invalid API key");
    EXPECT_TRUE(readError(R"({"detail":[{"loc":["x"]}]})").fromApi);
    EXPECT_FALSE(readError("<html>503</html>").fromApi);
}
