#include "sim/VideosRequest.h"

#include <gtest/gtest.h>

namespace kinora::sim {
namespace {

constexpr std::string_view jsonType = "application/json";

TEST(VideosRequestTest, hasTheDefaultsOfTheOriginal) {
    const auto request = readVideosRequest(jsonType, R"({"prompt":"a fox"})");
    ASSERT_TRUE(request);
    EXPECT_EQ(*request, (VideosRequest{.prompt = "a fox"}));
}

TEST(VideosRequestTest, readsJson) {
    const auto request = readVideosRequest(jsonType,
        R"({"prompt":"狐狸","model":"sora-2-pro","seconds":"12","size":"1792x1024","input_reference":{"file_id":"f"}})");
    ASSERT_TRUE(request);
    EXPECT_EQ(*request, (VideosRequest{.prompt = "狐狸",
                            .model = "sora-2-pro",
                            .width = 1792,
                            .height = 1024,
                            .seconds = 12,
                            .microUsdPerSecond = 500'000}));
}

TEST(VideosRequestTest, readsAFormAsTheOfficialClientsSendIt) {
    const std::string body = "--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\na fox\r\n"
                             "--b\r\nContent-Disposition: form-data; name=\"size\"\r\n\r\n1280x720\r\n"
                             "--b\r\nContent-Disposition: form-data; name=\"seconds\"\r\n\r\n8\r\n"
                             "--b\r\nContent-Disposition: form-data; name=\"input_reference\"; filename=\"a.png\"\r\n"
                             "Content-Type: image/png\r\n\r\n\x89PNG\r\n--b--\r\n";
    const auto request = readVideosRequest("multipart/form-data; boundary=b", body);
    ASSERT_TRUE(request);
    EXPECT_EQ(*request,
        (VideosRequest{.prompt = "a fox", .width = 1280, .height = 720, .seconds = 8, .reference = "\x89PNG"}));
}

TEST(VideosRequestTest, takesWhatSelfHostedServersTake) {
    const auto request = readVideosRequest(jsonType,
        R"({"prompt":"a fox","seed":7,"negative_prompt":"blur","input_reference":{"image_url":"data:image/png;base64,YWJj"}})");
    ASSERT_TRUE(request);
    EXPECT_EQ(*request, (VideosRequest{.prompt = "a fox", .seed = 7, .reference = "abc"}));
}

struct Wrong {
    std::string body;
    std::string param;
    std::string code;
};

TEST(VideosRequestTest, isAsStrictAsTheOriginal) {
    const std::vector<Wrong> cases{
        {"", "", "invalid_json"},
        {"[]", "", "invalid_json"},
        {"{}", "prompt", "missing_required_parameter"},
        {R"({"prompt":"  "})", "prompt", "invalid_value"},
        {R"({"prompt":7})", "prompt", "invalid_type"},
        {R"({"prompt":"a","seconds":4})", "seconds", "invalid_type"},
        {R"({"prompt":"a","seconds":"5"})", "seconds", "invalid_value"},
        {R"({"prompt":"a","size":"640x480"})", "size", "invalid_value"},
        {R"({"prompt":"a","size":"1024x1792"})", "size", "invalid_value"},
        {R"({"prompt":"a","model":"sora-9"})", "model", "invalid_value"},
        {R"({"prompt":"a","seed":"x"})", "seed", "invalid_value"},
        {R"({"prompt":"a","n":2})", "n", "unknown_parameter"},
        {R"({"prompt":"a","input_reference":"url"})", "input_reference", "invalid_type"},
    };
    for (const Wrong& wrong : cases) {
        const auto request = readVideosRequest(jsonType, wrong.body);
        ASSERT_FALSE(request) << wrong.body;
        EXPECT_EQ(request.error().status, 400);
        EXPECT_EQ(request.error().param, wrong.param) << wrong.body;
        EXPECT_EQ(request.error().code, wrong.code) << wrong.body;
    }
}

TEST(VideosRequestTest, refusesAReferenceThatIsNoImage) {
    const std::string body = "--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\na fox\r\n"
                             "--b\r\nContent-Disposition: form-data; name=\"input_reference\"; filename=\"a.txt\"\r\n"
                             "Content-Type: text/plain\r\n\r\nhello\r\n--b--\r\n";
    const auto request = readVideosRequest("multipart/form-data; boundary=b", body);
    ASSERT_FALSE(request);
    EXPECT_EQ(request.error().code, "unsupported_mimetype");
}

} // namespace
} // namespace kinora::sim
