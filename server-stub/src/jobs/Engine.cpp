#include "jobs/Engine.h"

#include "base/DurableFile.h"
#include "base/Ids.h"
#include "base/Log.h"
#include "base/Timeout.h"
#include "base/Unicode.h"
#include "jobs/Orphans.h"
#include "pg/DatabaseError.h"
#include "store/EventLog.h"
#include "store/JobWork.h"
#include "store/UpstreamAccounts.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <sys/stat.h>

namespace kinora::jobs {

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

// Polling is the truth; the notifications only make it quicker.
constexpr auto PollEvery = 1s;
constexpr auto SweepEvery = 20s;
constexpr auto PruneEvery = 1h;
constexpr auto HandBackLimit = 1500ms;

} // namespace

Result<std::string> instanceName(const std::filesystem::path& dataDir) {
    // A copy of the folder is another folder to the file system, also where it has the same path in a container.
    struct stat folder{};
    if (stat(dataDir.c_str(), &folder) != 0)
        return fail(Code::Internal, "The data folder cannot be read.");
    const std::string home = fmt::format("{}:{}", folder.st_dev, folder.st_ino);
    const std::filesystem::path file = dataDir / "instance";
    if (auto known = readFile(file)) {
        const std::string_view text = trim(*known);
        const auto space = text.find(' ');
        std::string name(text.substr(0, space));
        if (isId(name) && space != std::string_view::npos && text.substr(space + 1) == home)
            return name;
    }
    std::string name = newId();
    if (auto written = writeDurably(file, name + " " + home + "\n"); !written)
        return std::unexpected(written.error());
    return name;
}

std::filesystem::path crashMarker(const std::filesystem::path& dataDir) {
    return dataDir / "crashed";
}

struct Engine::Running {
    Running(RunnerParts parts, upstreams::Upstream& upstream, store::Claim claim, const asio::any_io_executor& executor)
        : runner(parts, upstream, std::move(claim), executor) {}

    JobRunner runner;
    asio::cancellation_signal cancel;
    bool lost = false; ///< the claim is somebody else's
};

Engine::Engine(Parts parts)
    : m_parts(std::move(parts))
    , m_journal(m_parts.pool, m_parts.hub, m_parts.announcer, m_parts.clock)
    , m_saver(m_parts.content, m_parts.workers)
    , m_references(m_parts.content, m_parts.workers)
    , m_late({.pool = m_parts.pool, .journal = m_journal, .saver = m_saver},
          {.every = m_parts.settings.lateEvery, .absenceWait = m_parts.settings.absenceWait})
    , m_signal(m_parts.executor)
    , m_drained(m_parts.executor)
    , m_worker(m_parts.executor, "jobs")
    , m_sweeper(m_parts.executor, "sweeper")
    , m_lateAsker(m_parts.executor, "late results") {
}

Engine::~Engine() = default;

void Engine::start() {
    m_worker.start([this] { return work(); });
    m_sweeper.start([this] { return sweep(); });
    m_lateAsker.start([this] { return askLate(); });
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
    const auto pollEvery = std::min<std::chrono::milliseconds>(PollEvery, m_parts.settings.heartbeat() / 2);
    // Several may be lost before anybody takes an account for gone.
    const auto touchEvery = std::min(m_parts.settings.heartbeat(), m_parts.settings.accountGrace / 4);
    bool tookBack = false;
    bool databaseAway = false;
    std::chrono::steady_clock::time_point beat = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point touched = beat;
    m_passed = beat;
    m_steadySince = beat;
    std::chrono::steady_clock::time_point takeOver = beat;
    for (;;) {
        try {
            if (!tookBack)
                co_await takeBack();
            if (!tookBack)
                co_await touchAccounts();
            tookBack = true;
            const auto now = std::chrono::steady_clock::now();
            // Away ourselves, or without the database. Before any claim: our own leases may have run out while we
            // still work under them. And the others could not keep theirs either, so they get a moment to do it.
            const bool wasAway = databaseAway || now - m_passed > m_parts.settings.lease - m_parts.settings.heartbeat();
            if (wasAway) {
                takeOver = now + m_parts.settings.heartbeat();
                m_steadySince = now;
            }
            if (wasAway || now - beat >= m_parts.settings.heartbeat()) {
                co_await keepClaims();
                beat = now;
            }
            if (wasAway || now - touched >= touchEvery) {
                co_await touchAccounts();
                touched = now;
            }
            co_await countCrashes();
            co_await claim(now >= takeOver);
            databaseAway = false;
            m_passed = std::chrono::steady_clock::now();
        } catch (const pg::DatabaseError& error) {
            if (!databaseAway)
                log::warning("jobs", "no jobs can be claimed: {}", error.what());
            databaseAway = true;
        }
        co_await m_signal.wait(pollEvery);
    }
}

Task<> Engine::takeBack() {
    std::error_code ignored;
    const bool crashed = std::filesystem::exists(m_parts.crashMarker, ignored);
    const auto lastEnd = crashed ? store::LastEnd::Crash : store::LastEnd::Kill;
    const int count = co_await store::releaseOwnClaims(m_parts.pool, m_parts.instance, lastEnd);
    if (crashed)
        log::warning("jobs", "this relay crashed last time, with {} jobs in work", count);
    else if (count > 0)
        log::info("jobs", "going on with {} jobs of the time before the restart", count);
    std::filesystem::remove(m_parts.crashMarker, ignored);
}

Task<> Engine::keepClaims() {
    std::vector<std::string> tokens;
    tokens.reserve(m_running.size());
    for (const auto& [token, running] : m_running)
        tokens.push_back(token);
    if (tokens.empty())
        co_return;
    const std::set<std::string> held = co_await store::extendLeases(m_parts.pool, tokens, m_parts.settings.lease);
    for (const std::string& token : tokens) {
        const auto lost = held.contains(token) ? m_running.end() : m_running.find(token);
        if (lost == m_running.end())
            continue;
        log::About("jobs", "jobId", lost->second->runner.claim().jobId)
            .info("the job is in other hands, its work stops here");
        const auto running = lost->second;
        running->lost = true;
        running->cancel.emit(asio::cancellation_type::terminal);
    }
}

Task<> Engine::countCrashes() {
    while (!m_crashed.empty()) {
        const store::Claim claim = m_crashed.back();
        co_await store::giveBackAfterCrash(m_parts.pool, claim);
        std::erase_if(m_crashed, [&claim](const store::Claim& one) { return one.token == claim.token; });
    }
}

Task<> Engine::claim(bool othersToo) {
    for (upstreams::Upstream* upstream : m_parts.upstreams) {
        store::ClaimLimits limits;
        limits.upstream = upstream->definition().name;
        limits.account = upstream->definition().account;
        limits.instance = m_parts.instance;
        limits.lease = m_parts.settings.lease;
        limits.maxInFlight = upstream->definition().maxInFlight;
        if (othersToo) {
            auto underWay = co_await store::claimUnderWay(m_parts.pool, limits);
            for (store::Claim& one : underWay)
                run(*upstream, std::move(one));
        }
        const bool mayCreate = co_await store::mayCreate(m_parts.pool, limits.account);
        if (!mayCreate)
            continue;
        store::ClaimMemory& memory = m_claimMemory[limits.account];
        auto waiting = co_await store::claimWaiting(m_parts.pool, limits, &memory);
        for (store::Claim& one : waiting)
            run(*upstream, std::move(one));
    }
}

Task<> Engine::touchAccounts() {
    for (const upstreams::Upstream* upstream : m_parts.upstreams) {
        const upstreams::Definition& definition = upstream->definition();
        co_await store::touchAccount(m_parts.pool, definition.account, definition.name);
    }
}

void Engine::run(upstreams::Upstream& upstream, store::Claim claim) {
    const std::string token = claim.token;
    RunnerParts parts{
        .pool = m_parts.pool, .journal = m_journal, .saver = m_saver, .references = m_references, .retry = {}};
    parts.retry.longest = m_parts.settings.retryLongest;
    parts.absenceWait = m_parts.settings.absenceWait;
    auto running = std::make_shared<Running>(parts, upstream, std::move(claim), m_parts.executor);
    m_running.emplace(token, running);
    auto ended = [this, token, running](const std::exception_ptr& failure) {
        finish(token, failure);
    };
    asio::co_spawn(m_parts.executor, running->runner.run(),
        asio::bind_cancellation_slot(running->cancel.slot(), std::move(ended)));
}

void Engine::finish(const std::string& token, const std::exception_ptr& failure) {
    const std::shared_ptr<Running> running = m_running.extract(token).mapped();
    const JobRunner& runner = running->runner;
    m_signal.notify();
    m_drained.notify();
    // Its last step may have been committed all the same, and was then told to nobody.
    if (running->lost && !runner.userId().empty())
        m_journal.poke(runner.userId(), runner.claim().jobId);
    if (!failure)
        return;
    try {
        std::rethrow_exception(failure);
    } catch (const boost::system::system_error& error) {
        if (error.code() == asio::error::operation_aborted)
            return;
        log::About("jobs", "jobId", runner.claim().jobId).error("{}", error.what());
    } catch (const std::exception& error) {
        log::About("jobs", "jobId", runner.claim().jobId).error("{}", error.what());
    }
    m_crashed.push_back(runner.claim());
}

Task<> Engine::sweep() {
    auto pruned = std::chrono::steady_clock::now() - PruneEvery;
    for (;;) {
        try {
            co_await m_late.giveUpForgotten();
            if (sawEverybody())
                co_await settleOrphans(m_parts.pool, m_journal, m_parts.instance, m_parts.settings.accountGrace);
            if (std::chrono::steady_clock::now() - pruned >= PruneEvery) {
                co_await store::pruneEvents(m_parts.pool);
                pruned = std::chrono::steady_clock::now();
            }
        } catch (const pg::DatabaseError& error) {
            log::debug("jobs", "sweeping waits for the database: {}", error.what());
        }
        const std::chrono::milliseconds pause =
            std::min<std::chrono::milliseconds>(SweepEvery, m_parts.settings.accountGrace);
        const bool slept = co_await sleepFor(pause);
        if (!slept)
            co_return;
    }
}

bool Engine::sawEverybody() const {
    const auto now = std::chrono::steady_clock::now();
    return now - m_steadySince >= m_parts.settings.accountGrace && now - m_passed < m_parts.settings.lease;
}

// Apart from the sweeper: a download may take its time.
Task<> Engine::askLate() {
    for (;;) {
        try {
            for (upstreams::Upstream* upstream : m_parts.upstreams)
                co_await m_late.look(*upstream);
        } catch (const pg::DatabaseError& error) {
            log::debug("jobs", "late results wait for the database: {}", error.what());
        }
        const bool slept = co_await sleepFor(m_parts.settings.lateEvery / 3);
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
    co_await m_lateAsker.stop();
    for (const auto& [token, running] : m_running) {
        running->runner.stop();
        if (running->runner.onlyLooks()) // where the database is away it would use up all the patience
            running->cancel.emit(asio::cancellation_type::terminal);
    }
    const auto limit = std::chrono::steady_clock::now() + patience;
    while (!m_running.empty() && std::chrono::steady_clock::now() < limit)
        co_await m_drained.wait(limit - std::chrono::steady_clock::now());
    // What is still on the wire is settled by the next one to take it: submitting becomes checking.
    for (const auto& [token, running] : m_running)
        running->cancel.emit(asio::cancellation_type::terminal);
    const auto end = std::chrono::steady_clock::now() + 1s;
    while (!m_running.empty() && std::chrono::steady_clock::now() < end)
        co_await m_drained.wait(end - std::chrono::steady_clock::now());
    // Without a database the leases run out by themselves, and the next start of this relay takes them back at once.
    auto handingBack = handBack();
    const bool done = co_await withTimeout(HandBackLimit, std::move(handingBack));
    if (!done)
        log::info("jobs", "not all jobs could be given back; they go on at the next start");
}

Task<> Engine::handBack() {
    try {
        co_await countCrashes();
        co_await store::giveBackAll(m_parts.pool, m_parts.instance);
    } catch (const pg::DatabaseError& error) {
        log::debug("jobs", "jobs were not given back: {}", error.what());
    }
}

} // namespace kinora::jobs
