#include "domain/StorageAdministration.h"

#include "store/Figures.h"

#include <algorithm>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace kinora::domain {
namespace {

/// A result is a file before it is a row, and the two are not read at one moment: what has just arrived is no orphan.
constexpr std::chrono::hours Young{1};
constexpr std::size_t NamedAtMost = 100;

json::object problemJson(std::vector<std::string> names, std::uint64_t bytes) {
    std::ranges::sort(names);
    json::object object;
    object["files"] = names.size();
    object["bytes"] = bytes;
    names.resize(std::min(names.size(), NamedAtMost));
    object["sha256"] = json::value_from(names);
    return object;
}

json::object compare(
    const std::vector<media::ContentStore::Entry>& entries, const std::vector<store::StoredBlob>& blobs) {
    std::unordered_map<std::string_view, const media::ContentStore::Entry*> onDisk;
    for (const auto& entry : entries)
        onDisk.emplace(entry.sha256, &entry);
    std::vector<std::string> missing;
    std::uint64_t missingBytes = 0;
    for (const store::StoredBlob& blob : blobs) {
        const auto found = onDisk.find(blob.sha256);
        const bool there = found != onDisk.end() && found->second->bytes == blob.bytes;
        if (found != onDisk.end())
            onDisk.erase(found);
        // One of another length is missing too: its bytes are not what the database promises.
        if (there || blob.age < Young)
            continue;
        missing.push_back(blob.sha256);
        missingBytes += blob.bytes;
    }
    std::vector<std::string> unknown;
    std::uint64_t unknownBytes = 0;
    for (const auto& [name, entry] : onDisk) {
        if (entry->age < Young)
            continue;
        unknown.emplace_back(name);
        unknownBytes += entry->bytes;
    }
    json::object object;
    object["unknown"] = problemJson(std::move(unknown), unknownBytes);
    object["missing"] = problemJson(std::move(missing), missingBytes);
    return object;
}

} // namespace

StorageAdministration::StorageAdministration(
    pg::Pool& pool, const media::ContentStore& content, WorkPool& work, std::filesystem::path mediaFolder)
    : m_pool(pool)
    , m_content(content)
    , m_work(work)
    , m_mediaFolder(std::move(mediaFolder)) {
}

Task<Result<json::object>> StorageAdministration::figures(bool compare) {
    store::StorageFigures stored;
    {
        const auto lease = co_await m_pool.acquire();
        stored = co_await store::readStorageFigures(*lease);
    }
    std::error_code error;
    const auto space = std::filesystem::space(m_mediaFolder, error);
    json::object body;
    body["files"] = stored.files;
    body["bytes"] = stored.bytes;
    body["freeBytes"] = error ? json::value(nullptr) : json::value(space.available);
    body["totalBytes"] = error ? json::value(nullptr) : json::value(space.capacity);
    body["orphans"] = nullptr;
    if (compare) {
        Result<json::object> found = co_await differences();
        if (!found)
            co_return std::unexpected(std::move(found.error()));
        body["orphans"] = std::move(*found);
    }
    co_return body;
}

Task<Result<json::object>> StorageAdministration::differences() {
    auto walk = [&content = m_content] {
        return content.entries();
    };
    Result<std::vector<media::ContentStore::Entry>> entries = co_await m_work.run(std::move(walk));
    if (!entries)
        co_return std::unexpected(std::move(entries.error()));
    std::vector<store::StoredBlob> blobs;
    {
        const auto lease = co_await m_pool.acquire();
        blobs = co_await store::readBlobs(*lease);
    }
    auto judge = [entries = std::move(*entries), blobs = std::move(blobs)] {
        return compare(entries, blobs);
    };
    Result<json::object> found = co_await m_work.run(std::move(judge));
    co_return found;
}

} // namespace kinora::domain
