// All jobs, for the threads that answer requests and those that render.
#pragma once

#include "sim/JobClock.h"
#include "sim/Ledger.h"

#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace kinora::sim {

enum class State { Queued, Rendering, Completed, Refused, Broken };

/// A job as it stands at one moment.
struct Standing {
    State state = State::Queued;
    int percent = 0;
};

/// Thread-safe. Every write waits for the disk, a few milliseconds: a stand-in may do that on an I/O thread.
class JobBook {
public:
    /// `seed` and the words of a job, not its id, decide the course of its progress: a run can be had again.
    JobBook(Ledger ledger, std::uint64_t seed)
        : m_ledger(std::move(ledger))
        , m_seed(seed) {}

    /// The job as it stands in the book from now on.
    [[nodiscard]] Result<Job> accept(Job job);
    [[nodiscard]] Result<> recordMade(const std::string& id, std::string sha256, std::int64_t bytes);
    [[nodiscard]] Result<> recordDeleted(const std::string& id);
    /// Rendering failed for good, as far as this run of the program goes.
    void markBroken(const std::string& id);

    /// Deleted jobs are not found.
    [[nodiscard]] std::optional<Job> find(const std::string& id) const;
    [[nodiscard]] std::optional<Job> findResult(std::string_view resultName) const;
    /// In the order of acceptance, deleted ones too.
    [[nodiscard]] std::vector<Job> all() const;

    [[nodiscard]] Standing standing(const Job& job, TimePoint now) const;
    /// When a job that is being made will next look different to somebody who watches it, seen from `now`.
    [[nodiscard]] std::chrono::milliseconds untilPercent(const Job& job, int percent, TimePoint now) const;

private:
    [[nodiscard]] JobClock clockOf(const Job& job) const;

    mutable std::mutex m_mutex;
    Ledger m_ledger;
    std::unordered_set<std::string> m_broken;
    std::uint64_t m_seed;
};

} // namespace kinora::sim
