#include "relay/jobs/Studio.h"

#include "support/PostgresEnvironment.h"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <stdexcept>
#include <vector>

namespace kinora::test {

using namespace std::chrono_literals;

namespace {

constexpr auto Patience = 60s;

// Follows the stream of one job, again after each break, until `enough` says so.
void follow(HttpClient& client, const std::string& id, const std::function<bool(const SseEvent&)>& enough) {
    const auto limit = std::chrono::steady_clock::now() + Patience;
    while (std::chrono::steady_clock::now() < limit) {
        SseReader stream(client, "/api/v1/jobs/" + id + "/events");
        while (const auto event = stream.next(10s))
            if (enough(*event))
                return;
    }
    throw std::runtime_error("the job " + id + " did not get there: " + client.get("/api/v1/jobs/" + id).body);
}

boost::json::object jobIn(const SseEvent& event) {
    const boost::json::value data = event.json();
    if (event.name == "snapshot")
        return data.at("jobs").as_array().empty() ? boost::json::object() : data.at("jobs").at(0).as_object();
    if (event.name == "completed")
        return data.at("job").as_object();
    return data.is_object() && data.as_object().contains("stage") ? data.as_object() : boost::json::object();
}

std::vector<std::string> simArguments(double jobSeconds, bool inlineResults) {
    std::vector<std::string> arguments{"--quick", "--job-seconds", std::to_string(jobSeconds)};
    if (inlineResults)
        arguments.emplace_back("--inline");
    return arguments;
}

} // namespace

std::string text(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string errorCode(const boost::json::object& job) {
    const auto* error = job.if_contains("error");
    return error != nullptr && error->is_object() ? text(error->get_object(), "code") : std::string();
}

Studio::Studio(Dialect dialect, double jobSeconds, Database database, const Process::Environment& more)
    : sim(folder / "sim", simArguments(jobSeconds, false))
    , environment(environmentFor(dialect, database, more))
    , relay(folder / "relay", environment) {
}

Process::Environment Studio::environmentFor(
    Dialect dialect, Database database, const Process::Environment& more) const {
    Process::Environment settings = more;
    settings.insert({{"SORA_API_TOKEN", "sim-token"},
        {"SORA_API_URL", sim.url() + (dialect == Dialect::Videos ? "/v1/videos" : "/v1/chat/completions")},
        {"JWT_SECRET", "a secret of thirty-two bytes or more"}, {"KINORA_PEPPER", "a pepper of sixteen bytes"},
        {"KINORA_MEDIA_DIR", folder / "media"}});
    // Over the file's upstream otherwise.
    if (more.contains("KINORA_CONFIG"))
        settings.erase("SORA_API_URL");
    if (database == Database::Shared && !settings.contains("DATABASE_URL"))
        settings["DATABASE_URL"] = PostgresEnvironment::instance().migratedDatabase();
    return settings;
}

Studio::Studio(const Gateway& gateway, double jobSeconds, const Process::Environment& more)
    : sim(folder / "sim", simArguments(jobSeconds, gateway.inlineResults))
    , environment(environmentFor(gateway, more))
    , relay(folder / "relay", environment) {
}

Process::Environment Studio::environmentFor(const Gateway& gateway, Process::Environment more) const {
    std::string file = folder / "relay.toml";
    std::ofstream(file) << "[[upstream]]\nname = \"Gateway\"\ndialect = \"" << gateway.dialect << "\"\nbase_url = \""
                        << sim.url() << gateway.path << "\"\nkeys = [{ id = \"k\", env = \"SORA_API_TOKEN\" }]\n"
                        << "[[upstream.model]]\nid = \"film\"\nwire_names = { portrait = \"" << gateway.portrait
                        << "\", landscape = \"" << gateway.landscape << "\" }\n"
                        << gateway.model;
    more["KINORA_CONFIG"] = file;
    return environmentFor(Dialect::ChatStream, Database::Shared, more);
}

HttpClient Studio::signUp(const std::string& name) {
    HttpClient client(relay.url());
    boost::json::object body;
    body["email"] = name + "@example.com";
    body["password"] = "correct horse";
    const HttpAnswer answer = client.post("/api/v1/auth/register", body);
    EXPECT_EQ(answer.status, 201) << answer.body;
    client.setToken(std::string(answer.json().at("accessToken").as_string()));
    return client;
}

boost::json::object Studio::submit(HttpClient& client, const std::string& prompt, const std::string& orientation) {
    boost::json::object body;
    body["prompt"] = prompt;
    body["orientation"] = orientation;
    const HttpAnswer answer =
        client.post("/api/v1/jobs", body, {{"Idempotency-Key", "key-" + std::to_string(++m_keys)}});
    EXPECT_EQ(answer.status, 202) << answer.body;
    return answer.json().at("items").at(0).as_object();
}

boost::json::object Studio::job(HttpClient& client, const std::string& id) {
    const HttpAnswer answer = client.get("/api/v1/jobs/" + id);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.json().as_object();
}

boost::json::object Studio::waitForEnd(HttpClient& client, const std::string& id) {
    follow(client, id, [](const SseEvent& event) {
        return event.name == "completed" || event.name == "failed" || event.name == "canceled";
    });
    return job(client, id);
}

void Studio::waitForProgress(HttpClient& client, const std::string& id, int percent) {
    follow(client, id, [percent](const SseEvent& event) {
        const boost::json::object job = jobIn(event);
        const auto* progress = job.if_contains("progress");
        return progress != nullptr && progress->is_int64() && progress->get_int64() >= percent;
    });
}

void Studio::waitForStage(HttpClient& client, const std::string& id, const std::string& stage) {
    follow(client, id, [&stage](const SseEvent& event) { return text(jobIn(event), "stage") == stage; });
}

boost::json::array Studio::ledger() {
    HttpClient client(sim.url());
    return client.get("/sim/ledger").json().at("entries").as_array();
}

void Studio::fault(const std::string& kind, int count, const std::string& on) {
    HttpClient client(sim.url());
    boost::json::object body;
    body["kind"] = kind;
    body["count"] = count;
    if (!on.empty())
        body["on"] = on;
    const HttpAnswer answer = client.post("/sim/faults", body);
    EXPECT_LT(answer.status, 300) << answer.body;
}

void Studio::clearFaults() {
    HttpClient client(sim.url());
    EXPECT_LT(client.request("DELETE", "/sim/faults", std::nullopt).status, 300);
}

std::unique_ptr<RelayProcess> Studio::addRelay(const std::string& name, const Process::Environment& more) const {
    Process::Environment settings = more;
    settings.insert(environment.begin(), environment.end());
    return std::make_unique<RelayProcess>(folder / name, settings);
}

std::int64_t Studio::number(const std::string& sql) const {
    boost::asio::io_context context;
    pg::Pool pool(environment.at("DATABASE_URL"));
    return runOn(context, pool.run(sql, {})).front().get<std::int64_t>(0);
}

void Studio::startRelayAgain(HttpClient& client) {
    relay.start();
    client.setBase(relay.url());
}

} // namespace kinora::test
