#include "sim/JobBook.h"

#include "sim/Random.h"

#include <algorithm>

namespace kinora::sim {

namespace {

/// Where on its way the moderation stops a job: late enough for progress to be seen.
constexpr double refusedAt = 0.55;

} // namespace

Result<Job> JobBook::accept(Job job) {
    const std::scoped_lock lock(m_mutex);
    const std::string id = job.id;
    if (const Result<> accepted = m_ledger.accept(std::move(job)); !accepted) {
        return std::unexpected(accepted.error());
    }
    return *m_ledger.find(id);
}

Result<> JobBook::recordMade(const std::string& id, std::string sha256, std::int64_t bytes) {
    const std::scoped_lock lock(m_mutex);
    return m_ledger.recordMade(id, std::move(sha256), bytes);
}

Result<> JobBook::recordDeleted(const std::string& id) {
    const std::scoped_lock lock(m_mutex);
    return m_ledger.recordDeleted(id);
}

void JobBook::markBroken(const std::string& id) {
    const std::scoped_lock lock(m_mutex);
    m_broken.insert(id);
}

std::optional<Job> JobBook::find(const std::string& id) const {
    const std::scoped_lock lock(m_mutex);
    const Job* job = m_ledger.find(id);
    return job == nullptr || job->deleted ? std::nullopt : std::optional(*job);
}

std::optional<Job> JobBook::findResult(std::string_view resultName) const {
    const std::scoped_lock lock(m_mutex);
    const std::vector<Job>& jobs = m_ledger.jobs();
    const auto found = std::ranges::find_if(jobs, [&](const Job& job) {
        return !job.deleted && !job.sha256.empty() && !job.resultName.empty() && job.resultName == resultName;
    });
    return found == jobs.end() ? std::nullopt : std::optional(*found);
}

std::vector<Job> JobBook::all() const {
    const std::scoped_lock lock(m_mutex);
    return m_ledger.jobs();
}

Standing JobBook::standing(const Job& job, TimePoint now) const {
    const auto elapsed = std::max(now - job.acceptedAt, std::chrono::milliseconds(0));
    const JobClock clock = clockOf(job);
    if (job.refused && elapsed >= job.duration * refusedAt) {
        return {.state = State::Refused, .percent = 0};
    }
    if (clock.isQueued(elapsed)) {
        return {.state = State::Queued, .percent = 0};
    }
    if (clock.isOver(elapsed)) {
        if (!job.sha256.empty()) {
            return {.state = State::Completed, .percent = 100};
        }
        const std::scoped_lock lock(m_mutex);
        if (m_broken.contains(job.id)) {
            return {.state = State::Broken, .percent = 0};
        }
    }
    return {.state = State::Rendering, .percent = clock.percent(elapsed)};
}

std::chrono::milliseconds JobBook::untilPercent(const Job& job, int percent, TimePoint now) const {
    return job.acceptedAt + clockOf(job).timeOf(percent) - now;
}

JobClock JobBook::clockOf(const Job& job) const {
    return {hashOf(job.prompt, m_seed + static_cast<std::uint64_t>(job.take)), job.duration};
}

} // namespace kinora::sim
