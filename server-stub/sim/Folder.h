// The folder that holds everything kinora-sim remembers.
#pragma once

#include "base/Result.h"

#include <filesystem>
#include <optional>

namespace kinora::sim {

/// Locked for this process as long as the object lives.
class Folder {
public:
    /// Makes what is missing. Without a path: a temporary folder that is removed at the end. Waits a few seconds for a
    /// predecessor that is just dying to let go of the folder.
    [[nodiscard]] static Result<Folder> open(const std::optional<std::filesystem::path>& path);
    Folder(Folder&& other) noexcept;
    Folder& operator=(Folder&&) = delete;
    ~Folder();

    [[nodiscard]] std::filesystem::path ledgerFile() const { return m_path / "ledger.jsonl"; }
    [[nodiscard]] std::filesystem::path videos() const { return m_path / "videos"; }

private:
    Folder(std::filesystem::path path, int lock, bool temporary)
        : m_path(std::move(path))
        , m_lock(lock)
        , m_temporary(temporary) {}

    std::filesystem::path m_path;
    int m_lock = -1;
    bool m_temporary = false;
};

} // namespace kinora::sim
