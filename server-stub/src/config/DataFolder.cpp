#include "config/DataFolder.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace kinora::config {
namespace fs = std::filesystem;

Result<DataFolder> DataFolder::open(const fs::path& path) {
    std::error_code error;
    const bool made = fs::create_directories(path, error);
    if (error)
        return fail(
            Code::Internal, fmt::format("The data folder {} cannot be created: {}", path.string(), error.message()));
    if (made)
        fs::permissions(path, fs::perms::owner_all, error);
    const fs::path file = path / "relay.lock";
    const int lock = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0)
        return fail(Code::Internal,
            fmt::format("The data folder {} cannot be written to: {}", path.string(), std::strerror(errno)));
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        close(lock);
        return fail(Code::Conflict,
            fmt::format(
                "Another kinora-relay is using {}. Stop it, or give this one a folder of its own with --data-dir.",
                path.string()));
    }
    return DataFolder(path, lock);
}

DataFolder::DataFolder(fs::path path, int lock)
    : m_path(std::move(path))
    , m_lock(lock) {
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_lock(std::exchange(other.m_lock, -1)) {
}

DataFolder::~DataFolder() {
    if (m_lock >= 0)
        close(m_lock);
}

} // namespace kinora::config
