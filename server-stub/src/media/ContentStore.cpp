#include "media/ContentStore.h"

#include "base/CrashPoint.h"
#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Ids.h"

#include <chrono>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace kinora::media {

namespace fs = std::filesystem;

namespace {

std::unexpected<Error> diskError(const std::error_code& error) {
    if (error == std::errc::no_space_on_device || error.value() == EDQUOT)
        return fail(Code::StorageFull, "There is no room to store the file.");
    return fail(Code::Internal, "The file cannot be stored.");
}

Result<> syncFile(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return diskError({errno, std::generic_category()});
    const int result = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (result != 0)
        return diskError({error, std::generic_category()});
    return {};
}

} // namespace

ContentStore::ContentStore(fs::path root)
    : m_root(std::move(root)) {
}

Result<> ContentStore::prepare() {
    std::error_code error;
    fs::create_directories(m_root / "incoming", error);
    if (error)
        return diskError(error);
    fs::permissions(m_root, fs::perms::owner_all, error);
    const auto old = fs::file_time_type::clock::now() - std::chrono::hours(24);
    for (const auto& entry : fs::directory_iterator(m_root / "incoming", error)) {
        std::error_code ignored;
        if (entry.last_write_time(ignored) < old && !ignored)
            fs::remove(entry.path(), ignored);
    }
    return {};
}

fs::path ContentStore::newIncoming() const {
    return m_root / "incoming" / newId();
}

Result<> ContentStore::adopt(const fs::path& incoming, std::string_view sha256) {
    auto target = makeFolderFor(sha256);
    if (!target)
        return std::unexpected(target.error());
    if (auto synced = syncFile(incoming); !synced)
        return synced;
    std::error_code error;
    // Over an equal file: the bytes are the same, and rename leaves no moment without them.
    crashPoint("file renamed", Edge::Before);
    fs::rename(incoming, *target, error);
    if (error)
        return diskError(error);
    crashPoint("file renamed", Edge::After);
    return syncFolder(target->parent_path());
}

Result<Blob> ContentStore::add(std::string_view bytes, std::string contentType) {
    Blob blob{.sha256 = toHex(kinora::sha256(bytes)), .bytes = bytes.size(), .contentType = std::move(contentType)};
    auto target = makeFolderFor(blob.sha256);
    if (!target)
        return std::unexpected(target.error());
    // Begun where prepare() looks: what a crash leaves of it goes away.
    auto file = DurableFile::create(newIncoming());
    if (!file)
        return std::unexpected(file.error());
    if (auto written = file->write(bytes); !written)
        return std::unexpected(written.error());
    if (auto committed = file->commitAs(*target); !committed)
        return std::unexpected(committed.error());
    return blob;
}

void ContentStore::discard(const fs::path& incoming) const noexcept {
    std::error_code ignored;
    fs::remove(incoming, ignored);
}

void ContentStore::remove(std::string_view sha256) const noexcept {
    std::error_code ignored;
    fs::remove(pathOf(sha256), ignored);
}

Result<ContentStore::Opened> ContentStore::open(std::string_view sha256) const {
    std::error_code error;
    fs::path path = pathOf(sha256);
    const auto bytes = fs::file_size(path, error);
    if (error == std::errc::no_such_file_or_directory && isHere())
        return fail(Code::NotFound, "The file is not in the store.");
    if (error)
        return fail(Code::Unavailable, "The store cannot be read at the moment.");
    return Opened{.path = std::move(path), .bytes = bytes};
}

bool ContentStore::isHere() const {
    std::error_code ignored;
    return fs::is_directory(m_root / "incoming", ignored);
}

std::vector<ContentStore::Entry> ContentStore::entries() const {
    constexpr std::size_t nameLength = 64;
    std::vector<Entry> found;
    const auto now = fs::file_time_type::clock::now();
    std::error_code error;
    // A folder that goes or cannot be read while one looks ends that part of the walk, no more.
    for (fs::recursive_directory_iterator entry(m_root, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        const std::string name = entry->path().filename().string();
        if (!entry->is_regular_file(ignored) || name.size() != nameLength || entry->path() != pathOf(name))
            continue;
        Entry one;
        one.sha256 = name;
        one.bytes = entry->file_size(ignored);
        one.age = std::chrono::duration_cast<std::chrono::seconds>(now - entry->last_write_time(ignored));
        found.push_back(std::move(one));
    }
    return found;
}

Result<> ContentStore::check() const {
    const fs::path probe = newIncoming();
    auto file = writeDurably(probe, "ok");
    discard(probe);
    return file;
}

fs::path ContentStore::pathOf(std::string_view sha256) const {
    return m_root / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

Result<fs::path> ContentStore::makeFolderFor(std::string_view sha256) {
    if (sha256.size() != 64)
        return fail(Code::Internal, "That is no SHA-256.");
    fs::path path = pathOf(sha256);
    std::error_code error;
    if (fs::create_directories(path.parent_path(), error)) {
        // New folders are names in their parents, and those must last as well.
        for (const fs::path& parent : {path.parent_path().parent_path(), m_root})
            if (auto synced = syncFolder(parent); !synced)
                return std::unexpected(synced.error());
    }
    if (error)
        return diskError(error);
    return path;
}

} // namespace kinora::media
