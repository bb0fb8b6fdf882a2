#include "sim/Folder.h"

#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace kinora::sim {

namespace {

constexpr std::chrono::seconds patience{5};

bool lockWithin(int descriptor, std::chrono::milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (std::chrono::steady_clock::now() >= deadline) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return true;
}

} // namespace

Result<Folder> Folder::open(const std::optional<std::filesystem::path>& path) {
    std::filesystem::path folder;
    if (path) {
        folder = std::filesystem::absolute(*path);
    } else {
        std::string pattern = (std::filesystem::temp_directory_path() / "kinora-sim-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            return fail(Code::Internal, "No temporary folder could be made.");
        }
        folder = pattern;
    }
    std::error_code failure;
    std::filesystem::create_directories(folder / "videos", failure);
    const int lock = failure ? -1 : ::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0) {
        return fail(Code::Internal, "The folder of --dir cannot be used.");
    }
    Folder opened(std::move(folder), lock, !path);
    if (!lockWithin(lock, patience)) {
        return fail(Code::Internal, "Another kinora-sim uses the folder of --dir.");
    }
    return opened;
}

Folder::Folder(Folder&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_lock(std::exchange(other.m_lock, -1))
    , m_temporary(std::exchange(other.m_temporary, false)) {
}

Folder::~Folder() {
    if (m_temporary) {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    if (m_lock >= 0) {
        ::close(m_lock);
    }
}

} // namespace kinora::sim
