#include "base/DurableFile.h"

#include "base/Crypto.h"
#include "base/Log.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace kinora {

namespace {

// The path goes to the log and never into the error: errors reach clients.
std::unexpected<Error> systemError(const char* what, const std::filesystem::path& path) {
    const int number = errno;
    log::error("files", "{} {}: {}", what, path.string(), std::strerror(number));
    if (number == ENOSPC || number == EDQUOT || number == EFBIG)
        return fail(Code::StorageFull, "There is no room left to store this.");
    return fail(Code::Internal, "A file could not be written or read.");
}

// Closes a descriptor at the end of a scope.
class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number) {}
    ~Descriptor() {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_number; }

private:
    int m_number;
};

std::filesystem::path folderOf(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

} // namespace

DurableFile::DurableFile(int descriptor, std::filesystem::path target, std::filesystem::path temporary)
    : m_descriptor(descriptor)
    , m_target(std::move(target))
    , m_temporary(std::move(temporary)) {
}

DurableFile::DurableFile(DurableFile&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_target(std::move(other.m_target))
    , m_temporary(std::move(other.m_temporary))
    , m_size(other.m_size) {
}

DurableFile& DurableFile::operator=(DurableFile&& other) noexcept {
    if (this != &other) {
        discard();
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_target = std::move(other.m_target);
        m_temporary = std::move(other.m_temporary);
        m_size = other.m_size;
    }
    return *this;
}

DurableFile::~DurableFile() {
    discard();
}

void DurableFile::discard() noexcept {
    if (m_descriptor < 0)
        return;
    ::close(std::exchange(m_descriptor, -1));
    ::unlink(m_temporary.c_str());
}

Result<DurableFile> DurableFile::create(const std::filesystem::path& target, mode_t mode) {
    std::filesystem::path temporary = target;
    temporary += "." + toHex(randomBytes(6)) + ".tmp";
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor < 0)
        return systemError("cannot create", temporary);
    return DurableFile(descriptor, target, std::move(temporary));
}

Result<> DurableFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return systemError("cannot write", m_temporary);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
        m_size += static_cast<std::uint64_t>(written);
    }
    return {};
}

Result<> DurableFile::commit() {
    return commitAs(m_target);
}

Result<> DurableFile::commitAs(const std::filesystem::path& target) {
    // In this order, or a power cut can leave an empty file under the final name.
    if (::fsync(m_descriptor) != 0)
        return systemError("cannot sync", m_temporary);
    if (::rename(m_temporary.c_str(), target.c_str()) != 0)
        return systemError("cannot rename to", target);
    ::close(std::exchange(m_descriptor, -1));
    return syncFolder(folderOf(target));
}

Result<> writeDurably(const std::filesystem::path& target, std::string_view bytes, mode_t mode) {
    auto file = DurableFile::create(target, mode);
    if (!file)
        return std::unexpected(file.error());
    if (auto written = file->write(bytes); !written)
        return written;
    return file->commit();
}

Result<> syncFolder(const std::filesystem::path& folder) {
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.get() < 0 || ::fsync(descriptor.get()) != 0)
        return systemError("cannot sync", folder);
    return {};
}

Result<std::string> readFile(const std::filesystem::path& path, std::size_t limit) {
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (descriptor.get() < 0) {
        if (errno == ENOENT)
            return fail(Code::NotFound, "There is no such file.");
        return systemError("cannot open", path);
    }
    std::string content;
    while (true) {
        constexpr std::size_t step = 64 << 10;
        const std::size_t before = content.size();
        content.resize(before + step);
        const ssize_t count = ::read(descriptor.get(), content.data() + before, step);
        content.resize(before + static_cast<std::size_t>(count > 0 ? count : 0));
        if (count == 0)
            return content;
        if (count < 0 && errno != EINTR)
            return systemError("cannot read", path);
        if (content.size() > limit)
            return fail(Code::PayloadTooLarge, "The file is larger than expected.");
    }
}

} // namespace kinora
