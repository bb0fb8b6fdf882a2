// A relay with a stand-in upstream and a user who makes videos: what the integration tests of jobs play with.
#pragma once

#include "support/HttpClient.h"
#include "support/Process.h"
#include "support/SseReader.h"
#include "support/TempDir.h"

#include <boost/json.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace kinora::test {

enum class Dialect { Videos, ChatStream };
enum class Database { Shared, Private }; ///< a database on the tests' own server, or the relay's own server

class Studio {
public:
    /// `more` goes over the relay's own settings.
    explicit Studio(Dialect dialect = Dialect::Videos, double jobSeconds = 0.5, Database database = Database::Shared,
        const Process::Environment& more = {});

    /// A relay with a configuration file for a chat gateway of the stand-in's, or for what `dialect` says.
    struct Gateway {
        std::string path; ///< where creates are posted
        std::string portrait;
        std::string landscape;
        bool inlineResults = false;
        std::string dialect = "chat-stream";
        std::string model = {}; ///< more lines of the one model, "film"
    };
    Studio(const Gateway& gateway, double jobSeconds, const Process::Environment& more = {});

    /// Registers and signs in.
    [[nodiscard]] HttpClient signUp(const std::string& name);
    /// POST /jobs with a new key; the job.
    boost::json::object submit(
        HttpClient& client, const std::string& prompt, const std::string& orientation = "portrait");
    [[nodiscard]] boost::json::object job(HttpClient& client, const std::string& id);
    /// Waits on the job's own stream, over restarts of the relay as well.
    boost::json::object waitForEnd(HttpClient& client, const std::string& id);
    /// Until the job's stream has said at least this much, or the job is past it.
    void waitForProgress(HttpClient& client, const std::string& id, int percent);
    void waitForStage(HttpClient& client, const std::string& id, const std::string& stage);

    /// The upstream's own list of what it accepted.
    [[nodiscard]] boost::json::array ledger();
    void fault(const std::string& kind, int count = 1, const std::string& on = {});
    void clearFaults();

    void startRelayAgain(HttpClient& client);
    /// Another relay on the same database, with the same secrets and media.
    [[nodiscard]] std::unique_ptr<RelayProcess> addRelay(
        const std::string& name, const Process::Environment& more = {}) const;
    /// One number out of the relays' database.
    [[nodiscard]] std::int64_t number(const std::string& sql) const;

    TempDir folder;
    SimProcess sim;
    const Process::Environment environment;
    RelayProcess relay;

private:
    [[nodiscard]] Process::Environment environmentFor(
        Dialect dialect, Database database, const Process::Environment& more) const;
    [[nodiscard]] Process::Environment environmentFor(const Gateway& gateway, Process::Environment more) const;
    int m_keys = 0;
};

/// A studio with a user, for all tests of a suite that can share one: making it takes longer than most of what is tried
/// in it. What an upstream refuses is tried again soon.
struct SharedStudio {
    template <class... Setting>
    explicit SharedStudio(Setting... setting)
        : studio(setting..., Process::Environment{{"KINORA_RETRY_SECONDS", "0.3"}})
        , client(studio.signUp("ada")) {}

    Studio studio;
    HttpClient client;
};

[[nodiscard]] std::string text(const boost::json::object& object, std::string_view name);
/// The code of a failed job.
[[nodiscard]] std::string errorCode(const boost::json::object& job);

} // namespace kinora::test
