// The real relay is started again with another upstream, another key, or none: nothing is asked at the wrong place.
#include "relay/jobs/Studio.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

using namespace kinora::test;
using namespace std::chrono_literals;

namespace {

class ConfigurationChangeTest : public testing::Test {
protected:
    // The relay of the same folder and database, told something else.
    std::unique_ptr<RelayProcess> restarted(HttpClient& client, const Process::Environment& changed) {
        Process::Environment environment = changed;
        environment.insert(m_studio.environment.begin(), m_studio.environment.end());
        auto relay = std::make_unique<RelayProcess>(m_studio.folder / "relay", environment);
        client.setBase(relay->url());
        return relay;
    }

    std::string waitForMessage(HttpClient& client, const std::string& id) {
        const auto limit = std::chrono::steady_clock::now() + 60s;
        std::string message;
        while (message.empty() && std::chrono::steady_clock::now() < limit) {
            std::this_thread::sleep_for(100ms);
            message = text(m_studio.job(client, id), "message");
        }
        return message;
    }

    Studio m_studio{Dialect::Videos, 3, Database::Shared,
        {{"KINORA_ACCOUNT_GRACE_SECONDS", "4"}, {"KINORA_LATE_SECONDS", "1"}, {"KINORA_ABSENCE_SECONDS", "0.5"}}};
};

} // namespace

TEST_F(ConfigurationChangeTest, anotherKeyDoesNotAskAboutWhatTheFirstOneMade) {
    HttpClient client = m_studio.signUp("ada");
    const std::string id = text(m_studio.submit(client, "a slow river"), "id");
    m_studio.waitForStage(client, id, "generating");
    m_studio.relay.kill();
    {
        const auto relay = restarted(client, {{"SORA_API_TOKEN", "another"}});
        EXPECT_EQ(waitForMessage(client, id), "the relay no longer has the key this was sent with") << relay->log();
        EXPECT_EQ(text(m_studio.job(client, id), "status"), "processing");
        // What is new is refused by the upstream, and the catalogue says so.
        const std::string next = text(m_studio.submit(client, "with the wrong key"), "id");
        EXPECT_EQ(errorCode(m_studio.waitForEnd(client, next)), "no_access");
        EXPECT_EQ(client.get("/api/v1/models").json().at("items").at(0).at("availability"), "degraded");
    }
    m_studio.startRelayAgain(client);
    const auto job = m_studio.waitForEnd(client, id);
    EXPECT_EQ(text(job, "status"), "completed") << boost::json::serialize(job) << m_studio.relay.log();
    EXPECT_EQ(client.get("/api/v1/models").json().at("items").at(0).at("availability"), "ready");
    EXPECT_EQ(m_studio.ledger().size(), 1U);
}

TEST_F(ConfigurationChangeTest, whatTheUpstreamNoLongerServesCanBeCanceled) {
    HttpClient client = m_studio.signUp("ada");
    const std::string id = text(m_studio.submit(client, "a slow river"), "id");
    m_studio.waitForStage(client, id, "generating");
    m_studio.fault("rate_limited", 100);
    const std::string waiting = text(m_studio.submit(client, "never sent"), "id");
    m_studio.waitForStage(client, waiting, "held");
    m_studio.relay.kill();
    const std::string file = m_studio.folder / "other.toml";
    std::ofstream(file) << "[[upstream]]\nname = \"Elsewhere\"\nbase_url = \"http://127.0.0.1:9/v1\"\n";
    Process::Environment elsewhere = m_studio.environment;
    elsewhere.erase("SORA_API_URL");
    elsewhere["KINORA_CONFIG"] = file;
    const RelayProcess relay(m_studio.folder / "relay", elsewhere);
    client.setBase(relay.url());
    const auto gone = m_studio.waitForEnd(client, waiting);
    EXPECT_EQ(errorCode(gone), "upstream_gone") << boost::json::serialize(gone) << relay.log();
    EXPECT_EQ(text(gone, "charged"), "no");
    EXPECT_EQ(waitForMessage(client, id), "the upstream this was sent to is no longer configured") << relay.log();
    EXPECT_EQ(client.post("/api/v1/jobs/" + id + "/cancel").status, 202);
    const auto canceled = m_studio.waitForEnd(client, id);
    EXPECT_EQ(text(canceled, "status"), "canceled");
    EXPECT_EQ(text(canceled, "charged"), "yes") << "it was accepted";
}
