#include "domain/JobRequest.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace kinora;
using domain::JobRequest;
using domain::ModelCatalog;

namespace {

ModelCatalog catalog() {
    upstreams::Model videos;
    videos.id = "sora-2";
    videos.sizes = {{"portrait", {"720x1280", "1024x1792"}}, {"landscape", {"1280x720"}}};
    videos.seconds = {4, 8, 12};
    videos.pricePerSecondMicroUsd = 100000;
    videos.sizePricesMicroUsd = {{"1024x1792", 250000}};
    videos.maxPromptChars = 10;
    videos.referenceImage = true;
    videos.negativePrompt = true;
    videos.seed = true;
    videos.maxCameos = 2;
    upstreams::Model chat;
    chat.id = "chat";
    chat.orientations = {"landscape"};
    chat.maxCameos = 0;
    return ModelCatalog({videos, chat});
}

Result<JobRequest> read(std::string_view body) {
    static const ModelCatalog offered = catalog();
    return domain::readJobRequest(json::parse(body).as_object(), offered);
}

std::string firstError(std::string_view body) {
    const auto request = read(body);
    if (request || request.error().fields.empty())
        return "";
    return request.error().fields.front().field + " " + request.error().fields.front().code;
}

} // namespace

TEST(JobRequestTest, fillsInWhatIsLeftOut) {
    const auto request = read(R"({"prompt":"  rain  "})");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->prompt, "rain");
    EXPECT_EQ(request->orientation, "portrait");
    EXPECT_EQ(request->model->id, "sora-2");
    EXPECT_EQ(request->seconds, 4);
    EXPECT_EQ(request->size, "720x1280");
    EXPECT_EQ(request->count, 1);
    EXPECT_EQ(request->priceMicroUsd, 400000);
}

TEST(JobRequestTest, aSizeIsOneOfThoseInThatOrientationAndHasItsPrice) {
    const auto large = read(R"({"prompt":"rain","size":"1024x1792","seconds":8})");
    ASSERT_TRUE(large);
    EXPECT_EQ(large->size, "1024x1792");
    EXPECT_EQ(large->priceMicroUsd, 2'000'000);
    EXPECT_EQ(firstError(R"({"prompt":"rain","size":"1280x720"})"), "size out_of_range") << "that one is landscape";
    EXPECT_TRUE(read(R"({"prompt":"rain","size":"1280x720","orientation":"landscape"})"));
    EXPECT_EQ(firstError(R"({"prompt":"rain","model":"chat","size":"1280x720"})"), "size not_offered");
}

TEST(JobRequestTest, followsTheModel) {
    const auto request = read(R"({"prompt":"rain","model":"chat"})");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->orientation, "landscape");
    EXPECT_FALSE(request->seconds);
    EXPECT_FALSE(request->size);
    EXPECT_FALSE(request->priceMicroUsd);
    EXPECT_EQ(firstError(R"({"prompt":"rain","model":"chat","orientation":"portrait"})"), "orientation invalid");
    EXPECT_EQ(firstError(R"({"prompt":"rain","model":"chat","seconds":4})"), "seconds not_offered");
}

TEST(JobRequestTest, cameosPicturesAndWhatIsNotWantedWhereTheModelTakesThem) {
    const std::string one = "0190a3b4-0002-7000-8000-000000000001";
    const std::string two = "0190a3b4-0002-7000-8000-000000000002";
    const auto request = read(R"({"prompt":"rain","negativePrompt":" blur ","seed":7,"referenceId":")" + one +
                              R"(","cameos":[")" + two + R"(",")" + two + R"("]})");
    ASSERT_TRUE(request) << request.error().detail;
    EXPECT_EQ(request->negativePrompt, "blur");
    EXPECT_EQ(request->seed, 7);
    EXPECT_EQ(request->referenceId, one);
    EXPECT_EQ(request->cameos, std::vector<std::string>{two}) << "each once";
    EXPECT_FALSE(read(R"({"prompt":"rain","negativePrompt":"  ","cameos":[]})")->negativePrompt);
    EXPECT_EQ(firstError(R"({"prompt":"rain","negativePrompt":"12345678901"})"), "negativePrompt too_long");
    EXPECT_EQ(firstError(R"({"prompt":"rain","seed":-1})"), "seed out_of_range");
    EXPECT_EQ(firstError(R"({"prompt":"rain","seed":4294967296})"), "seed out_of_range");
    EXPECT_EQ(firstError(R"({"prompt":"rain","referenceId":"x"})"), "referenceId unknown");
    EXPECT_EQ(firstError(R"({"prompt":"rain","cameos":["a","b","c"]})"), "cameos out_of_range");
    const std::string chat = R"({"prompt":"rain","model":"chat",)";
    EXPECT_EQ(firstError(chat + R"("negativePrompt":"blur"})"), "negativePrompt not_offered");
    EXPECT_EQ(firstError(chat + R"("seed":7})"), "seed not_offered");
    EXPECT_EQ(firstError(chat + R"("referenceId":")" + one + R"("})"), "referenceId not_offered");
    EXPECT_EQ(firstError(chat + R"("cameos":[")" + one + R"("]})"), "cameos not_offered");
}

TEST(JobRequestTest, promptIsCountedInCodePointsAfterNormalising) {
    EXPECT_TRUE(read(R"({"prompt":"纸船纸船纸船纸船🚤🚤"})"));
    EXPECT_EQ(firstError(R"({"prompt":"纸船纸船纸船纸船🚤🚤🚤"})"), "prompt too_long");
    // Ten letters e with a combining accent are ten characters.
    std::string accents;
    for (int i = 0; i < 10; ++i)
        accents += "e\\u0301";
    const auto request = read("{\"prompt\":\"" + accents + "\"}");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->prompt.substr(0, 2), "é");
}

TEST(JobRequestTest, everyWrongFieldIsNamed) {
    EXPECT_EQ(firstError("{}"), "prompt required");
    EXPECT_EQ(firstError(R"({"prompt":"   "})"), "prompt too_short");
    EXPECT_EQ(firstError(R"({"prompt":7})"), "prompt wrong_type");
    EXPECT_EQ(firstError("{\"prompt\":\"a\\u0001b\"}"), "prompt invalid");
    EXPECT_EQ(firstError(R"({"prompt":"a","model":"none"})"), "model unknown_model");
    EXPECT_EQ(firstError(R"({"prompt":"a","orientation":"square"})"), "orientation invalid");
    EXPECT_EQ(firstError(R"({"prompt":"a","seconds":5})"), "seconds out_of_range");
    EXPECT_EQ(firstError(R"({"prompt":"a","size":"1x1"})"), "size out_of_range");
    EXPECT_EQ(firstError(R"({"prompt":"a","count":9})"), "count out_of_range");
    EXPECT_EQ(firstError(R"({"prompt":"a","loop":true})"), "loop unknown");
    const auto request = read(R"({"prompt":"","seconds":5,"count":0,"colour":"red"})");
    ASSERT_FALSE(request);
    EXPECT_EQ(request.error().fields.size(), 4U);
}

TEST(JobRequestTest, fingerprintIsOfTheMeaning) {
    const auto print = [](std::string_view body) {
        return domain::requestFingerprint("jobs", json::parse(body).as_object());
    };
    EXPECT_EQ(print(R"({"prompt":"a","seconds":4})"), print(R"({ "seconds": 4.0, "prompt": "a" })"));
    EXPECT_NE(print(R"({"prompt":"a","seconds":4})"), print(R"({"prompt":"a","seconds":8})"));
    EXPECT_NE(print(R"({"prompt":"a"})"), print(R"({"prompt":"a","seconds":4})"));
    EXPECT_NE(domain::requestFingerprint("jobs", {}), domain::requestFingerprint("retry x", {}));
}

TEST(JobRequestTest, idempotencyKeys) {
    EXPECT_EQ(domain::checkIdempotencyKey("").error().code, Code::IdempotencyKeyRequired);
    EXPECT_TRUE(domain::checkIdempotencyKey("0190a3b4-0002-7000-8000-000000000001"));
    EXPECT_TRUE(domain::checkIdempotencyKey(std::string(255, 'k')));
    EXPECT_FALSE(domain::checkIdempotencyKey(std::string(256, 'k')));
    EXPECT_FALSE(domain::checkIdempotencyKey("with space"));
    EXPECT_FALSE(domain::checkIdempotencyKey("schlüssel"));
}

TEST(JobRequestTest, aPriceCanBeAskedForWithoutWords) {
    const ModelCatalog offered = catalog();
    const auto read = [&](std::string_view body) {
        return domain::readJobRequest(json::parse(body).as_object(), offered, domain::Prompt::Optional);
    };
    for (const char* body : {"{}", R"({"prompt":null})", R"({"prompt":"  "})"})
        EXPECT_EQ(read(body).value().priceMicroUsd, 400000) << body;
    EXPECT_FALSE(read(R"({"prompt":"more than ten characters"})")) << "one that is there is looked at";
    EXPECT_EQ(firstError("{}"), "prompt required");
    EXPECT_EQ(firstError(R"({"prompt":"  "})"), "prompt too_short");
}
