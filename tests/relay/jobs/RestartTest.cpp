#include "relay/jobs/Studio.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

using namespace kinora::test;
using namespace std::chrono_literals;

namespace {

std::string upstreamIdOf(const boost::json::value& entry) {
    return text(entry.as_object(), "upstreamId");
}

} // namespace

TEST(RestartTest, aRelayKilledHalfWayGoesOnWithTheSameTask) {
    Studio studio(Dialect::Videos, 4);
    HttpClient client = studio.signUp("ada");
    const std::string id = text(studio.submit(client, "a slow river"), "id");
    studio.waitForProgress(client, id, 40);
    const auto before = studio.ledger();
    studio.relay.kill();
    studio.startRelayAgain(client);
    EXPECT_GE(studio.job(client, id).at("progress").as_int64(), 40) << "what was shown is not taken back";
    const auto job = studio.waitForEnd(client, id);
    EXPECT_EQ(text(job, "status"), "completed") << boost::json::serialize(job) << studio.relay.log();
    EXPECT_EQ(job.at("attempts"), 1);
    const auto after = studio.ledger();
    ASSERT_EQ(after.size(), 1U) << "one create";
    EXPECT_EQ(upstreamIdOf(after[0]), upstreamIdOf(before.at(0)));
}

TEST(RestartTest, aLostAnswerIsFoundInTheUpstreamsList) {
    Studio studio(Dialect::Videos, 1);
    HttpClient client = studio.signUp("ada");
    studio.fault("drop_after_accept");
    const auto job = studio.waitForEnd(client, text(studio.submit(client, "a letter that never came"), "id"));
    EXPECT_EQ(text(job, "status"), "completed") << boost::json::serialize(job) << studio.relay.log();
    EXPECT_EQ(studio.ledger().size(), 1U) << "never sent again by itself";
}

TEST(RestartTest, aStreamThatBreaksCannotBeTakenUpAgain) {
    Studio studio(Dialect::ChatStream, 6);
    HttpClient client = studio.signUp("ada");
    const std::string id = text(studio.submit(client, "a slow river"), "id");
    studio.waitForProgress(client, id, 20);
    studio.relay.kill();
    studio.startRelayAgain(client);
    const auto job = studio.waitForEnd(client, id);
    EXPECT_EQ(text(job, "status"), "failed");
    EXPECT_EQ(errorCode(job), "interrupted");
    EXPECT_EQ(text(job, "charged"), "yes");
    EXPECT_EQ(studio.ledger().size(), 1U);
}

TEST(RestartTest, aKilledDatabaseLosesNothing) {
    Studio studio(Dialect::Videos, 4, Database::Private);
    HttpClient client = studio.signUp("ada");
    const std::string id = text(studio.submit(client, "a slow river"), "id");
    studio.waitForProgress(client, id, 30);
    pid_t postmaster = 0;
    std::ifstream(studio.folder.path() / "relay" / "postgres" / "data" / "postmaster.pid") >> postmaster;
    ASSERT_GT(postmaster, 1);
    ::kill(postmaster, SIGKILL);
    const auto job = studio.waitForEnd(client, id);
    EXPECT_EQ(text(job, "status"), "completed") << boost::json::serialize(job) << studio.relay.log();
    EXPECT_EQ(studio.ledger().size(), 1U);
}

TEST(RestartTest, anOrderlyStopHandsTheWorkBack) {
    Studio studio(Dialect::Videos, 4);
    HttpClient client = studio.signUp("ada");
    const std::string id = text(studio.submit(client, "a slow river"), "id");
    studio.waitForProgress(client, id, 20);
    SseReader stream(client, "/api/v1/events");
    ASSERT_TRUE(stream.nextNamed("snapshot"));
    const auto begun = std::chrono::steady_clock::now();
    const auto status = studio.relay.terminate();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);
    EXPECT_EQ(status.code, 0);
    EXPECT_TRUE(stream.nextNamed("going-away", 5s));
    studio.startRelayAgain(client);
    const auto job = studio.waitForEnd(client, id);
    EXPECT_EQ(text(job, "status"), "completed");
    EXPECT_EQ(studio.ledger().size(), 1U);
}

TEST(RestartTest, anOrderlyStopLetsAStreamComeToItsEnd) {
    Studio studio(Dialect::ChatStream, 2);
    HttpClient client = studio.signUp("ada");
    // The stand-in encodes its first film of a size, which takes a busy machine longer than a stop may take.
    studio.waitForEnd(client, text(studio.submit(client, "a quick brook"), "id"));
    const std::string id = text(studio.submit(client, "a slow river"), "id");
    // Well on its way, so that also on a busy machine the rest fits into what a stop may take.
    studio.waitForProgress(client, id, 80);
    EXPECT_EQ(studio.relay.terminate().code, 0);
    studio.startRelayAgain(client);
    const auto job = studio.waitForEnd(client, id);
    EXPECT_EQ(text(job, "status"), "completed") << boost::json::serialize(job) << studio.relay.log();
    EXPECT_EQ(studio.ledger().size(), 2U);
}

TEST(RestartTest, anOrderlyStopCutsAStreamThatTakesTooLong) {
    Studio studio(Dialect::ChatStream, 60);
    HttpClient client = studio.signUp("ada");
    const std::string id = text(studio.submit(client, "a slow river"), "id");
    studio.waitForStage(client, id, "generating");
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(studio.relay.terminate().code, 0) << studio.relay.log();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);
    EXPECT_EQ(studio.number("SELECT count(*) FROM jobs WHERE claim_token IS NOT NULL"), 0) << "handed back";
    studio.startRelayAgain(client);
    const auto job = studio.waitForEnd(client, id);
    EXPECT_EQ(errorCode(job), "interrupted");
    EXPECT_EQ(text(job, "charged"), "yes");
    EXPECT_EQ(studio.ledger().size(), 1U) << "never sent again by itself";
}
