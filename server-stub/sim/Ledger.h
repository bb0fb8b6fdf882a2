// What was accepted and charged, in one append-only file that is synced before anybody is told.
#pragma once

#include "base/Result.h"
#include "sim/Job.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace kinora::sim {

/// The file is the whole memory of the program: a job exists once its line is on disk, so kill -9 at any moment loses
/// nothing that was acknowledged and invents nothing. One line of JSON for each event ("accepted", "made", "deleted").
/// Not thread-safe.
class Ledger {
public:
    /// Reads what is there; a last line that was torn by a crash is cut off. Code::Internal if the file cannot be used
    /// or is damaged before its last line.
    [[nodiscard]] static Result<Ledger> open(const std::filesystem::path& file);
    Ledger(Ledger&& other) noexcept;
    Ledger& operator=(Ledger&& other) noexcept;
    ~Ledger();

    [[nodiscard]] Result<> accept(Job job);
    [[nodiscard]] Result<> recordMade(const std::string& id, std::string sha256, std::int64_t bytes);
    [[nodiscard]] Result<> recordDeleted(const std::string& id);

    /// In the order of acceptance, deleted ones too.
    [[nodiscard]] const std::vector<Job>& jobs() const { return m_jobs; }
    /// Nothing if there is no such job; valid until the next accept().
    [[nodiscard]] const Job* find(const std::string& id) const;

private:
    explicit Ledger(int descriptor)
        : m_descriptor(descriptor) {}
    [[nodiscard]] Result<> append(std::string line);
    [[nodiscard]] bool replay(std::string_view line);
    void add(Job job);

    int m_descriptor = -1;
    std::vector<Job> m_jobs;
    std::unordered_map<std::string, std::size_t> m_index;
    std::unordered_map<std::string, int> m_takes; ///< By prompt, accepted so far.
};

} // namespace kinora::sim
