#include "domain/Gauges.h"

#include "base/Timeout.h"
#include "pg/DatabaseError.h"
#include "store/Figures.h"

#include <array>
#include <system_error>
#include <utility>

namespace kinora::domain {
namespace {

/// Prometheus gives up after ten seconds unless told otherwise.
constexpr std::chrono::seconds ScrapeLimit{2};
constexpr double MicroUsdPerDollar = 1e6;
constexpr std::array Stages{"queued", "held", "submitting", "checking", "generating", "saving"};

} // namespace

Gauges::Gauges(Parts parts)
    : m_parts(std::move(parts)) {
}

Task<std::string> Gauges::scrape() {
    bool answered = false;
    try {
        auto reading = readDatabase();
        answered = co_await withTimeout(ScrapeLimit, std::move(reading));
    } catch (const pg::DatabaseError&) {
        answered = false;
    }
    m_parts.metrics.set(metric::DatabaseUp, {}, answered ? 1 : 0);
    readRest();
    const pg::PoolUsage usage = co_await m_parts.pool.usage();
    m_parts.metrics.set(metric::PoolConnections, {{"state", "idle"}}, static_cast<double>(usage.idle));
    m_parts.metrics.set(metric::PoolConnections, {{"state", "busy"}}, static_cast<double>(usage.busy));
    m_parts.metrics.set(metric::PoolWaiting, {}, static_cast<double>(usage.waiting));
    co_return m_parts.metrics.text();
}

Task<> Gauges::readDatabase() {
    Metrics& metrics = m_parts.metrics;
    const auto lease = co_await m_parts.pool.acquire();
    const store::Figures figures = co_await store::readFigures(*lease);
    double waiting = 0;
    for (const char* stage : Stages) {
        const auto found = figures.activeByStage.find(stage);
        const double jobs = found == figures.activeByStage.end() ? 0 : static_cast<double>(found->second);
        metrics.set(metric::Jobs, {{"stage", stage}}, jobs);
        if (std::string_view(stage) == "queued" || std::string_view(stage) == "held")
            waiting += jobs;
    }
    metrics.set(metric::QueueDepth, {}, waiting);
    metrics.set(metric::MonthMoney, {}, static_cast<double>(figures.monthMicroUsd) / MicroUsdPerDollar);
    metrics.set(metric::AuditEntries, {}, static_cast<double>(figures.auditEntries));
    for (const store::UpstreamFigures& one : figures.upstreams) {
        metrics.set(metric::UpstreamInFlight, {{"upstream", one.upstream}}, static_cast<double>(one.inFlight));
        metrics.set(metric::UpstreamDrained, {{"upstream", one.upstream}}, one.drained ? 1 : 0);
    }
    const store::StorageFigures storage = co_await store::readStorageFigures(*lease);
    metrics.set(metric::StoredFiles, {}, static_cast<double>(storage.files));
    metrics.set(metric::StoredBytes, {}, static_cast<double>(storage.bytes));
}

void Gauges::readRest() {
    Metrics& metrics = m_parts.metrics;
    std::error_code error;
    const auto space = std::filesystem::space(m_parts.mediaFolder, error);
    if (!error)
        metrics.set(metric::StorageFree, {}, static_cast<double>(space.available));
    metrics.set(metric::EventStreams, {}, static_cast<double>(m_parts.hub.streams()));
    const jobs::EventHub::Ended ended = m_parts.hub.ended();
    metrics.countTo(metric::JobsFinished, {{"status", "completed"}}, static_cast<double>(ended.completed));
    metrics.countTo(metric::JobsFinished, {{"status", "failed"}}, static_cast<double>(ended.failed));
    metrics.countTo(metric::JobsFinished, {{"status", "canceled"}}, static_cast<double>(ended.canceled));
    metrics.set(metric::AuditIntact, {}, m_parts.auditKeeper.isIntact() ? 1 : 0);
}

} // namespace kinora::domain
