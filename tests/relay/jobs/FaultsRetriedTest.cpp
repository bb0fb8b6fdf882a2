#include "relay/jobs/Studio.h"

#include <gtest/gtest.h>

#include <memory>

using namespace kinora::test;

namespace {

class FaultsRetriedTest : public testing::Test {
protected:
    static void SetUpTestSuite() { shared = std::make_unique<SharedStudio>(Dialect::Videos, 0.3, Database::Shared); }
    static void TearDownTestSuite() { shared.reset(); }
    void SetUp() override { shared->studio.clearFaults(); }

    static inline std::unique_ptr<SharedStudio> shared;
};

} // namespace

TEST_F(FaultsRetriedTest, whatWasSurelyNotAcceptedIsSentAgain) {
    auto& [studio, client] = *shared;
    const std::size_t before = studio.ledger().size();
    for (const std::string fault : {"busy", "rate_limited"}) {
        studio.fault(fault, 1);
        const auto job = studio.waitForEnd(client, text(studio.submit(client, "after " + fault), "id"));
        EXPECT_EQ(text(job, "status"), "completed") << fault << boost::json::serialize(job) << studio.relay.log();
        EXPECT_EQ(job.at("attempts"), 2) << fault;
    }
    EXPECT_EQ(studio.ledger().size() - before, 2U);
}

TEST_F(FaultsRetriedTest, aCutDownloadIsFetchedAgain) {
    auto& [studio, client] = *shared;
    const std::size_t before = studio.ledger().size();
    studio.fault("cut_result", 1);
    const auto job = studio.waitForEnd(client, text(studio.submit(client, "a long road"), "id"));
    EXPECT_EQ(text(job, "status"), "completed") << boost::json::serialize(job) << studio.relay.log();
    EXPECT_EQ(studio.ledger().size() - before, 1U);
}

TEST_F(FaultsRetriedTest, aFailedJobCanBeTriedAgain) {
    auto& [studio, client] = *shared;
    studio.fault("moderation", 1);
    const std::string id = text(studio.submit(client, "a paper boat"), "id");
    ASSERT_EQ(text(studio.waitForEnd(client, id), "status"), "failed");
    const auto answer =
        client.request("POST", "/api/v1/jobs/" + id + "/retry", std::nullopt, {{"Idempotency-Key", "again"}});
    ASSERT_EQ(answer.status, 202) << answer.body;
    const auto retried = answer.json().at("items").at(0).as_object();
    EXPECT_EQ(text(retried, "retryOf"), id);
    EXPECT_EQ(text(studio.waitForEnd(client, text(retried, "id")), "status"), "completed");
    EXPECT_EQ(text(studio.job(client, id), "status"), "failed") << "the old one stays what it is";
}

TEST_F(FaultsRetriedTest, cancelSaysWhatIsTrue) {
    auto& [studio, client] = *shared;
    const std::size_t before = studio.ledger().size();
    studio.fault("server_error", 1000, "poll"); // nobody learns meanwhile that it is done
    const std::string running = text(studio.submit(client, "under way"), "id");
    studio.waitForStage(client, running, "generating");
    studio.fault("rate_limited", 100);
    const std::string waiting = text(studio.submit(client, "told to wait"), "id");
    studio.waitForStage(client, waiting, "held");
    const auto canceled = client.post("/api/v1/jobs/" + waiting + "/cancel");
    EXPECT_EQ(canceled.status, 200) << canceled.body;
    EXPECT_EQ(text(canceled.json().as_object(), "status"), "canceled");
    EXPECT_EQ(text(canceled.json().as_object(), "charged"), "no");
    const auto asked = client.post("/api/v1/jobs/" + running + "/cancel");
    EXPECT_EQ(asked.status, 202);
    EXPECT_EQ(asked.json().at("cancelRequested"), true);
    studio.clearFaults();
    const auto job = studio.waitForEnd(client, running);
    EXPECT_EQ(text(job, "charged"), "yes");
    EXPECT_EQ(studio.ledger().size() - before, 1U);
}
