#include "http/BodyFile.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace kinora::http {

namespace {

std::unexpected<Error> cannotStore(int error) {
    if (error == ENOSPC || error == EDQUOT)
        return fail(Code::StorageFull, "There is no room to store the file.");
    return fail(Code::Internal, "The file cannot be stored.");
}

} // namespace

Result<BodyFile> BodyFile::create(std::filesystem::path path) {
    constexpr mode_t ownerOnly = 0600;
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, ownerOnly);
    if (descriptor < 0)
        return cannotStore(errno);
    return BodyFile(std::move(path), descriptor);
}

BodyFile::BodyFile(std::filesystem::path path, int descriptor)
    : m_path(std::move(path))
    , m_descriptor(descriptor) {
}

BodyFile::BodyFile(BodyFile&& other) noexcept
    : m_path(std::exchange(other.m_path, {}))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_bytes(other.m_bytes)
    , m_hash(std::move(other.m_hash))
    , m_digest(std::move(other.m_digest)) {
}

BodyFile& BodyFile::operator=(BodyFile&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_hash, other.m_hash);
    std::swap(m_digest, other.m_digest);
    return *this;
}

BodyFile::~BodyFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    if (m_path.empty())
        return;
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
}

Result<> BodyFile::write(std::string_view bytes) {
    m_hash.update(bytes);
    m_bytes += bytes.size();
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return cannotStore(errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

void BodyFile::close() {
    ::close(std::exchange(m_descriptor, -1));
    m_digest = toHex(m_hash.finish());
}

} // namespace kinora::http
