// Videos made from videos: what is asked for, what the upstream is sent, and what becomes of it when something is gone.
#include "relay/jobs/Studio.h"

#include <gtest/gtest.h>

using namespace kinora::test;
namespace json = boost::json;

namespace {

Studio::Gateway gatewayOf(Dialect dialect) {
    if (dialect == Dialect::ChatStream)
        return {.path = "/v1/chat/completions", .portrait = "sora-2", .landscape = "sora-2", .model = "remix = true\n"};
    return {.path = "/v1/videos",
        .portrait = "sora-2",
        .landscape = "sora-2",
        .dialect = "videos",
        .model = "sizes = { portrait = \"720x1280\", landscape = \"1280x720\" }\nseconds = [4, 8, 12]\n"
                 "price_per_second = 0.10\nseed = true\nnegative_prompt = true\nremix = true\n"};
}

class RemixTest : public testing::TestWithParam<Dialect> {
protected:
    HttpAnswer ask(json::object wish) {
        return client.post("/api/v1/jobs", std::move(wish), {{"Idempotency-Key", "r" + std::to_string(++m_keys)}});
    }

    std::string remix(const std::string& videoId, const std::string& prompt) {
        const HttpAnswer accepted = ask({{"prompt", prompt}, {"remixOf", videoId}});
        EXPECT_EQ(accepted.status, 202) << accepted.body;
        return text(accepted.json().at("items").at(0).as_object(), "id");
    }

    /// A finished film, landscape; the id of its video.
    std::string film() {
        const auto job = studio.waitForEnd(client, text(studio.submit(client, "a slow river", "landscape"), "id"));
        EXPECT_EQ(text(job, "status"), "completed") << json::serialize(job) << studio.relay.log();
        return text(job, "videoId");
    }

    json::object video(const std::string& id) { return client.get("/api/v1/videos/" + id).json().as_object(); }
    std::string atTheUpstream(std::size_t place) { return text(studio.ledger().at(place).as_object(), "upstreamId"); }
    std::string remixedAtTheUpstream(std::size_t place) {
        return text(studio.ledger().at(place).as_object(), "remixOf");
    }

    /// The code of the first wrong field; "" if it was accepted.
    std::string refusal(json::object wish, int status = 400) {
        const HttpAnswer refused = ask(std::move(wish));
        EXPECT_EQ(refused.status, status) << refused.body;
        const json::value body = refused.json();
        const auto* errors = body.as_object().if_contains("errors");
        return errors == nullptr ? "" : std::string(errors->as_array().at(0).at("code").as_string());
    }

    Studio studio{gatewayOf(GetParam()), 0.3, {{"KINORA_RETRY_SECONDS", "0.3"}, {"KINORA_ABSENCE_SECONDS", "0.5"}}};
    HttpClient client = studio.signUp("ada");

private:
    int m_keys = 0;
};

class RemixOfVideosTest : public RemixTest {};

} // namespace

TEST_P(RemixTest, isMadeFromTheVideoAndSaysSo) {
    EXPECT_EQ(client.get("/api/v1/models").json().at("items").at(0).at("remix"), true);
    const std::string parent = film();
    const std::string id = remix(parent, "the same by night");
    EXPECT_EQ(text(studio.job(client, id), "remixOf"), parent);
    const auto job = studio.waitForEnd(client, id);
    ASSERT_EQ(text(job, "status"), "completed") << json::serialize(job) << studio.relay.log();
    EXPECT_EQ(text(job, "orientation"), "landscape");
    const auto made = video(text(job, "videoId"));
    EXPECT_EQ(text(made, "remixOf"), parent);
    EXPECT_EQ(text(made, "orientation"), "landscape");
    EXPECT_EQ(text(made, "prompt"), "the same by night");
    ASSERT_EQ(studio.ledger().size(), 2U);
    EXPECT_EQ(remixedAtTheUpstream(1), atTheUpstream(0));
    // And one of that one.
    const auto next = studio.waitForEnd(client, remix(text(job, "videoId"), "and in the rain"));
    ASSERT_EQ(text(next, "status"), "completed") << json::serialize(next);
    EXPECT_EQ(remixedAtTheUpstream(2), atTheUpstream(1));
}

TEST_P(RemixTest, whatCannotBeRemixedIsSaid) {
    const std::string parent = film();
    EXPECT_EQ(refusal({{"prompt", "x"}, {"remixOf", "nonsense"}}), "unknown");
    EXPECT_EQ(refusal({{"prompt", "x"}, {"remixOf", "0190a3b4-0000-7000-8000-00000000ffff"}}), "unknown");
    EXPECT_EQ(refusal({{"prompt", "x"}, {"remixOf", 7}}), "wrong_type");
    for (const auto& [name, value] : json::object{{"orientation", "portrait"}, {"seconds", 25}, {"size", "1x1"},
             {"seed", 7}, {"negativePrompt", "blur"}, {"referenceId", parent}, {"cameos", {parent}}})
        EXPECT_EQ(refusal({{"prompt", "x"}, {"remixOf", parent}, {name, value}}), "not_offered") << name;
    HttpClient stranger = studio.signUp("bob");
    const HttpAnswer foreign =
        stranger.post("/api/v1/jobs", {{"prompt", "x"}, {"remixOf", parent}}, {{"Idempotency-Key", "mine"}});
    EXPECT_EQ(foreign.status, 400);
    EXPECT_EQ(foreign.json().at("errors").at(0).at("code"), "unknown") << "as one that is not there";
    ASSERT_GE(studio.number("WITH gone AS (DELETE FROM jobs RETURNING 1) SELECT count(*) FROM gone"), 1);
    EXPECT_EQ(refusal({{"prompt", "x"}, {"remixOf", parent}}, 409), "not_remixable");
    EXPECT_EQ(client.request("DELETE", "/api/v1/videos/" + parent + "?forever=true", std::nullopt).status, 204);
    EXPECT_EQ(refusal({{"prompt", "x"}, {"remixOf", parent}}), "unknown");
    EXPECT_EQ(studio.ledger().size(), 1U) << "nothing was sent";
}

TEST_P(RemixTest, goesOnWithoutItsParentAndOverARestart) {
    const std::string parent = film();
    studio.fault("rate_limited", 1000);
    const std::string id = remix(parent, "the same by night");
    studio.waitForStage(client, id, "held");
    EXPECT_EQ(client.request("DELETE", "/api/v1/videos/" + parent + "?forever=true", std::nullopt).status, 204);
    studio.relay.kill();
    studio.clearFaults();
    studio.startRelayAgain(client);
    const auto job = studio.waitForEnd(client, id);
    ASSERT_EQ(text(job, "status"), "completed") << json::serialize(job) << studio.relay.log();
    EXPECT_EQ(text(video(text(job, "videoId")), "remixOf"), parent) << "named, though it is gone";
    ASSERT_EQ(studio.ledger().size(), 2U);
    EXPECT_EQ(remixedAtTheUpstream(1), atTheUpstream(0));
}

TEST_P(RemixTest, isPartOfWhatAKeyStandsFor) {
    const std::string parent = film();
    const json::object wish{{"prompt", "the same"}, {"remixOf", parent}};
    const auto with = [this](const json::object& body) {
        return client.post("/api/v1/jobs", body, {{"Idempotency-Key", "one"}});
    };
    const HttpAnswer first = with(wish);
    EXPECT_EQ(first.status, 202) << first.body;
    EXPECT_EQ(with(wish).body, first.body);
    EXPECT_EQ(with({{"prompt", "the same"}}).status, 422);
    (void)studio.waitForEnd(client, text(first.json().at("items").at(0).as_object(), "id"));
    EXPECT_EQ(studio.ledger().size(), 2U);
}

TEST_P(RemixOfVideosTest, aLostAnswerIsFoundInTheList) {
    const std::string parent = film();
    studio.fault("drop_after_accept");
    const std::string id = remix(parent, "the same by night");
    const auto job = studio.waitForEnd(client, id);
    EXPECT_EQ(text(job, "status"), "completed") << json::serialize(job) << studio.relay.log();
    ASSERT_EQ(studio.ledger().size(), 2U) << "never sent again by itself";
    EXPECT_EQ(text(video(text(job, "videoId")), "remixOf"), parent);
}

TEST_P(RemixOfVideosTest, costsWhatTheVideoCosts) {
    const json::object large{{"prompt", "waves"}, {"seconds", 8}, {"orientation", "landscape"}};
    const HttpAnswer accepted = ask(large);
    ASSERT_EQ(accepted.status, 202) << accepted.body;
    const auto first = studio.waitForEnd(client, text(accepted.json().at("items").at(0).as_object(), "id"));
    const json::object wish{{"prompt", "higher waves"}, {"remixOf", text(first, "videoId")}};
    const HttpAnswer estimate = client.post("/api/v1/jobs/estimate", wish);
    ASSERT_EQ(estimate.status, 200) << estimate.body;
    EXPECT_EQ(estimate.json().at("priceMicroUsd"), 800'000);
    EXPECT_EQ(estimate.json().at("seconds"), 8);
    const auto job = studio.waitForEnd(client, remix(text(first, "videoId"), "higher waves"));
    EXPECT_EQ(job.at("priceMicroUsd"), 800'000);
    EXPECT_EQ(job.at("size"), "1280x720");
    EXPECT_EQ(studio.ledger().at(1).at("chargedMicroUsd"), 800'000);
    EXPECT_EQ(studio.number("SELECT count(*) FROM ledger_by_job WHERE micro_usd <> expected_micro_usd"), 0);
}

TEST_P(RemixOfVideosTest, anUpstreamWithoutTheVideoIsNotGoneItself) {
    const std::string parent = film();
    HttpClient upstream(studio.sim.url());
    upstream.setToken("sim-token");
    ASSERT_EQ(upstream.request("DELETE", "/v1/videos/" + atTheUpstream(0), std::nullopt).status, 200);
    const auto job = studio.waitForEnd(client, remix(parent, "the same by night"));
    EXPECT_EQ(errorCode(job), "upstream_rejected") << json::serialize(job);
    EXPECT_EQ(text(job, "charged"), "no");
    EXPECT_EQ(client.get("/api/v1/models").json().at("items").at(0).at("availability"), "ready");
    const HttpAnswer again =
        client.post("/api/v1/jobs/" + text(job, "id") + "/retry", json::object(), {{"Idempotency-Key", "again"}});
    ASSERT_EQ(again.status, 202) << again.body;
    EXPECT_EQ(text(again.json().at("items").at(0).as_object(), "remixOf"), parent);
}

INSTANTIATE_TEST_SUITE_P(Dialects, RemixTest, testing::Values(Dialect::Videos, Dialect::ChatStream),
    [](const auto& dialect) { return dialect.param == Dialect::Videos ? "videos" : "chatStream"; });
INSTANTIATE_TEST_SUITE_P(Videos, RemixOfVideosTest, testing::Values(Dialect::Videos));

TEST(RemixNotOfferedTest, unlessTheConfigurationSaysSo) {
    Studio studio;
    HttpClient client = studio.signUp("ada");
    EXPECT_EQ(client.get("/api/v1/models").json().at("items").at(0).at("remix"), false);
    const auto job = studio.waitForEnd(client, text(studio.submit(client, "a slow river"), "id"));
    const json::object wish{{"prompt", "x"}, {"remixOf", text(job, "videoId")}};
    const HttpAnswer refused = client.post("/api/v1/jobs", wish, {{"Idempotency-Key", "k"}});
    EXPECT_EQ(refused.status, 400) << refused.body;
    EXPECT_EQ(refused.json().at("errors").at(0).at("code"), "not_offered");
}
