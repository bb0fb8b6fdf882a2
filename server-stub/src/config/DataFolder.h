// The folder everything is kept in, for one relay at a time.
#pragma once

#include "base/Result.h"

#include <filesystem>

namespace kinora::config {

/// Held as long as this object; the kernel lets go of it when the process ends, however it ends.
class DataFolder {
public:
    /// Makes the folder with mode 0700 if need be. Code::Conflict if another relay holds it, Code::Internal if it
    /// cannot be used.
    [[nodiscard]] static Result<DataFolder> open(const std::filesystem::path& path);

    DataFolder(DataFolder&& other) noexcept;
    DataFolder& operator=(DataFolder&&) = delete;
    ~DataFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    DataFolder(std::filesystem::path path, int lock);

    std::filesystem::path m_path;
    int m_lock;
};

} // namespace kinora::config
