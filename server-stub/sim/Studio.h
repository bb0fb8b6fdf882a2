// The renderers: background threads that make the file of every accepted job.
#pragma once

#include "sim/ClipMaker.h"
#include "sim/Encoder.h"
#include "sim/JobBook.h"

#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace kinora::sim {

/// Work starts when a job is accepted, so that its file is usually there before its time is up; the job that is due
/// first comes first. Runs at low priority: the machine belongs to whoever is watching.
class Studio {
public:
    /// All references must outlive the studio. `folder` must exist.
    Studio(JobBook& jobs, ClipMaker& maker, std::filesystem::path folder, std::uint64_t seed);
    /// As stop().
    ~Studio();
    Studio(const Studio&) = delete;
    Studio& operator=(const Studio&) = delete;

    /// Takes up what an earlier run left unfinished. Idempotent.
    void start();
    /// Breaks off what is being rendered and waits for the threads. Idempotent.
    void stop();

    /// Thread-safe.
    void order(const Job& job);

    [[nodiscard]] std::filesystem::path videoFile(const Job& job) const;
    /// What the film begins with, if there is such a file.
    [[nodiscard]] std::filesystem::path referenceFile(const Job& job) const;
    [[nodiscard]] std::filesystem::path stillFile(const Job& job, Still kind, std::string_view extension) const;

private:
    void work(const std::stop_token& stop);
    void make(const Job& job, const std::stop_token& stop);

    JobBook& m_jobs;
    ClipMaker& m_maker;
    std::filesystem::path m_folder;
    std::uint64_t m_seed;
    std::mutex m_mutex;
    std::condition_variable_any m_wakeUp;
    std::multimap<TimePoint, std::string> m_queue; ///< By the moment the file is due.
    std::vector<std::jthread> m_threads;
};

} // namespace kinora::sim
