#include "jobs/Engine.h"

#include "base/DurableFile.h"
#include "base/Ids.h"
#include "base/Log.h"
#include "base/Unicode.h"
#include "jobs/LateResults.h"
#include "pg/DatabaseError.h"
#include "store/EventLog.h"
#include "store/JobWork.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>

namespace kinora::jobs {

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

// Polling is the truth; the notifications only make it quicker.
constexpr auto PollEvery = 1s;
constexpr auto SweepEvery = 20s;
constexpr auto PruneEvery = 1h;

} // namespace

Result<std::string> instanceName(const std::filesystem::path& dataDir) {
    const std::filesystem::path file = dataDir / "instance";
    if (auto known = readFile(file)) {
        std::string name(trim(*known));
        if (isId(name))
            return name;
    }
    std::string name = newId();
    if (auto written = writeDurably(file, name + "\n"); !written)
        return std::unexpected(written.error());
    return name;
}

struct Engine::Running {
    Running(RunnerParts parts, upstreams::Upstream& upstream, store::Claim claim, const asio::any_io_executor& executor)
        : runner(parts, upstream, std::move(claim), executor) {}

    JobRunner runner;
    asio::cancellation_signal cancel;
};

Engine::Engine(Parts parts)
    : m_parts(std::move(parts))
    , m_journal(m_parts.pool, m_parts.hub, m_parts.announcer, m_parts.clock)
    , m_saver(m_parts.content, m_parts.workers)
    , m_signal(m_parts.executor)
    , m_drained(m_parts.executor)
    , m_worker(m_parts.executor, "jobs")
    , m_sweeper(m_parts.executor, "late results") {
}

Engine::~Engine() = default;

void Engine::start() {
    m_worker.start([this] { return work(); });
    m_sweeper.start([this] { return sweep(); });
}

Task<> Engine::stop(std::chrono::milliseconds patience) {
    co_await asio::co_spawn(m_parts.executor, stopHere(patience), asio::use_awaitable);
}

void Engine::wake() {
    asio::post(m_parts.executor, [this] { m_signal.notify(); });
}

void Engine::wakeJob(std::string jobId) {
    asio::post(m_parts.executor, [this, id = std::move(jobId)] {
        for (const auto& [token, running] : m_running)
            if (running->runner.claim().jobId == id)
                running->runner.wake();
    });
}

Task<> Engine::work() {
    bool tookBack = false;
    bool databaseAway = false;
    std::chrono::steady_clock::time_point beat = std::chrono::steady_clock::now();
    for (;;) {
        try {
            if (!tookBack) {
                const int count = co_await store::releaseOwnClaims(m_parts.pool, m_parts.instance);
                if (count > 0)
                    log::info("jobs", "going on with {} jobs of the time before the restart", count);
                tookBack = true;
            }
            // Before any claim: after an outage our own leases may have run out while we still work under them.
            const auto now = std::chrono::steady_clock::now();
            if (databaseAway || now - beat >= m_parts.settings.heartbeat()) {
                std::vector<std::string> tokens;
                tokens.reserve(m_running.size());
                for (const auto& [token, running] : m_running)
                    tokens.push_back(token);
                co_await store::extendLeases(m_parts.pool, std::move(tokens), m_parts.settings.lease);
                beat = now;
            }
            co_await claim();
            databaseAway = false;
        } catch (const pg::DatabaseError& error) {
            if (!databaseAway)
                log::warning("jobs", "no jobs can be claimed: {}", error.what());
            databaseAway = true;
        }
        co_await m_signal.wait(PollEvery);
    }
}

Task<> Engine::claim() {
    for (upstreams::Upstream* upstream : m_parts.upstreams) {
        store::ClaimLimits limits;
        limits.upstream = upstream->definition().name;
        limits.instance = m_parts.instance;
        limits.lease = m_parts.settings.lease;
        limits.maxInFlight = upstream->definition().maxInFlight;
        auto underWay = co_await store::claimUnderWay(m_parts.pool, limits);
        for (store::Claim& one : underWay)
            run(*upstream, std::move(one));
        auto waiting = co_await store::claimWaiting(m_parts.pool, limits);
        for (store::Claim& one : waiting)
            run(*upstream, std::move(one));
    }
}

void Engine::run(upstreams::Upstream& upstream, store::Claim claim) {
    const std::string token = claim.token;
    RunnerParts parts{.pool = m_parts.pool, .journal = m_journal, .saver = m_saver, .retry = {}};
    parts.retry.longest = m_parts.settings.retryLongest;
    parts.absenceWait = m_parts.settings.absenceWait;
    auto running = std::make_shared<Running>(parts, upstream, std::move(claim), m_parts.executor);
    m_running.emplace(token, running);
    auto ended = [this, token, running](const std::exception_ptr& failure) {
        m_running.erase(token);
        m_signal.notify();
        m_drained.notify();
        try {
            if (failure)
                std::rethrow_exception(failure);
        } catch (const boost::system::system_error& error) {
            if (error.code() != asio::error::operation_aborted)
                log::error("jobs", "job {}: {}", running->runner.claim().jobId, error.what());
        } catch (const std::exception& error) {
            // The lease runs out, the count of crashes goes up, and the job is tried again or given up.
            log::error("jobs", "job {}: {}", running->runner.claim().jobId, error.what());
        }
    };
    asio::co_spawn(m_parts.executor, running->runner.run(),
        asio::bind_cancellation_slot(running->cancel.slot(), std::move(ended)));
}

Task<> Engine::sweep() {
    auto pruned = std::chrono::steady_clock::now() - PruneEvery;
    for (;;) {
        try {
            for (upstreams::Upstream* upstream : m_parts.upstreams)
                co_await lookForLateResults(m_parts.pool, m_journal, m_saver, *upstream);
            if (std::chrono::steady_clock::now() - pruned >= PruneEvery) {
                co_await store::pruneEvents(m_parts.pool);
                pruned = std::chrono::steady_clock::now();
            }
        } catch (const pg::DatabaseError& error) {
            log::debug("jobs", "sweeping waits for the database: {}", error.what());
        }
        const bool slept = co_await sleepFor(SweepEvery);
        if (!slept)
            co_return;
    }
}

Task<> Engine::stopHere(std::chrono::milliseconds patience) {
    if (m_stopped)
        co_return;
    m_stopped = true;
    co_await m_worker.stop();
    co_await m_sweeper.stop();
    for (const auto& [token, running] : m_running)
        running->runner.stop();
    const auto limit = std::chrono::steady_clock::now() + patience;
    while (!m_running.empty() && std::chrono::steady_clock::now() < limit)
        co_await m_drained.wait(limit - std::chrono::steady_clock::now());
    // What is still on the wire is settled by the next one to take it: submitting becomes checking.
    std::vector<store::Claim> left;
    for (const auto& [token, running] : m_running) {
        left.push_back(running->runner.claim());
        running->cancel.emit(asio::cancellation_type::terminal);
    }
    const auto end = std::chrono::steady_clock::now() + 1s;
    while (!m_running.empty() && std::chrono::steady_clock::now() < end)
        co_await m_drained.wait(end - std::chrono::steady_clock::now());
    for (const store::Claim& one : left) {
        try {
            co_await store::giveBack(m_parts.pool, one, 0ms);
        } catch (const pg::DatabaseError& error) {
            log::debug("jobs", "job {} was not given back: {}", one.jobId, error.what());
        }
    }
}

} // namespace kinora::jobs
