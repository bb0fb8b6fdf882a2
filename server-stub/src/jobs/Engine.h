// Works on the jobs: claims them, keeps the claims alive, runs each, and hands everything back in good order.
#pragma once

#include "base/Background.h"
#include "base/Clock.h"
#include "base/Result.h"
#include "base/Task.h"
#include "base/WorkPool.h"
#include "jobs/Announcer.h"
#include "jobs/EngineSettings.h"
#include "jobs/EventHub.h"
#include "jobs/JobRunner.h"
#include "jobs/Journal.h"
#include "jobs/LateResults.h"
#include "jobs/ResultSaver.h"
#include "media/ContentStore.h"
#include "pg/Pool.h"
#include "upstreams/Upstream.h"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <exception>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kinora::jobs {

/// The name of this relay among those that share the database, so that after a crash it knows its own claims: made once
/// and kept in the data folder, which belongs to one relay at a time. In a copy of the folder it is made anew, or two
/// relays would take each other's work for their own.
[[nodiscard]] Result<std::string> instanceName(const std::filesystem::path& dataDir);
/// Where this relay leaves a mark when it dies by its own fault; forgotten once the next start has counted it.
[[nodiscard]] std::filesystem::path crashMarker(const std::filesystem::path& dataDir);

/// All of it lives on one executor; the jobs wait far more than they compute.
class Engine {
public:
    struct Parts {
        boost::asio::any_io_executor executor;
        pg::Pool& pool;
        WorkPool& workers;
        media::ContentStore& content;
        EventHub& hub;
        Announcer& announcer;
        const Clock& clock;
        EngineSettings settings;
        std::string instance;
        /// See crashMarker().
        std::filesystem::path crashMarker;
        /// Must outlive the engine.
        std::vector<upstreams::Upstream*> upstreams;
    };

    explicit Engine(Parts parts);
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    ~Engine();

    /// Idempotent. Takes back what this instance held when it died, then works until stop().
    void start();
    /// Idempotent. Claims nothing more, lets requests that are on the wire come back for up to `patience`, gives back
    /// the rest.
    [[nodiscard]] Task<> stop(std::chrono::milliseconds patience = std::chrono::seconds(7));

    /// Thread-safe: there may be something to claim.
    void wake();
    /// Thread-safe: somebody asked something of this job, which may be in work here.
    void wakeJob(std::string jobId);

private:
    struct Running;

    [[nodiscard]] Task<> work();
    [[nodiscard]] Task<> takeBack();
    [[nodiscard]] Task<> keepClaims();
    [[nodiscard]] Task<> countCrashes();
    [[nodiscard]] Task<> claim(bool othersToo);
    [[nodiscard]] Task<> handBack();
    /// Says which accounts this relay works with.
    [[nodiscard]] Task<> touchAccounts();
    [[nodiscard]] Task<> sweep();
    [[nodiscard]] Task<> askLate();
    /// Relays have been able to name their accounts for so long that one nobody named is gone: after a pause of the
    /// database, or of this process, they all look silent for a moment.
    [[nodiscard]] bool sawEverybody() const;
    [[nodiscard]] Task<> stopHere(std::chrono::milliseconds patience);
    void run(upstreams::Upstream& upstream, store::Claim claim);
    void finish(const std::string& token, const std::exception_ptr& failure);

    Parts m_parts;
    Journal m_journal;
    ResultSaver m_saver;
    References m_references;
    LateResults m_late;
    Signal m_signal;
    Signal m_drained;
    std::map<std::string, std::shared_ptr<Running>> m_running; ///< by claim token
    std::map<std::string, store::ClaimMemory> m_claimMemory;   ///< by account
    std::vector<store::Claim> m_crashed;                       ///< ended by an exception, not yet counted
    Background m_worker;
    Background m_sweeper;
    Background m_lateAsker;
    std::chrono::steady_clock::time_point m_steadySince; ///< neither we nor the database were away
    std::chrono::steady_clock::time_point m_passed;      ///< the last time that everything worked
    bool m_stopped = false;
};

} // namespace kinora::jobs
