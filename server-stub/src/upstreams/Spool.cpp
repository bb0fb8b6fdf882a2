#include "upstreams/Spool.h"

#include "base/Crypto.h"
#include "base/Ids.h"
#include "base/Timeout.h"

#include <chrono>
#include <fstream>
#include <utility>

namespace kinora::upstreams {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::hours Kept{48};

void sweep(const fs::path& folder) {
    const auto old = fs::file_time_type::clock::now() - Kept;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        std::error_code ignored;
        if (entry.last_write_time(ignored) < old && !ignored)
            fs::remove(entry.path(), ignored);
    }
}

Result<Spool::Copied> copyFile(const fs::path& from, const fs::path& to) {
    std::ifstream source(from, std::ios::binary);
    if (!source)
        return fail(Code::NotFound, "The video that came with the answer is no longer here.");
    std::ofstream target(to, std::ios::binary | std::ios::trunc);
    Sha256 hash;
    Spool::Copied copied;
    std::string buffer(std::size_t{1} << 18U, '\0');
    while (source && target) {
        source.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        const auto got = static_cast<std::size_t>(source.gcount());
        hash.update(std::string_view(buffer).substr(0, got));
        target.write(buffer.data(), static_cast<std::streamsize>(got));
        copied.bytes += got;
    }
    target.close();
    if (!target)
        return fail(Code::StorageFull, "There is no room to store the video.");
    if (!source.eof())
        return fail(Code::Internal, "The video that came with the answer cannot be read.");
    copied.sha256 = toHex(hash.finish());
    return copied;
}

} // namespace

Spool::Spool(fs::path folder, WorkPool& pool)
    : m_folder(std::move(folder))
    , m_pool(pool) {
}

bool Spool::Arrival::write(std::string_view bytes) {
    if (!m_file) {
        std::error_code error;
        fs::create_directories(m_spool.m_folder, error);
        m_name = newId();
        auto created = DurableFile::create(m_spool.m_folder / m_name);
        if (!created)
            return false;
        m_file = std::make_shared<DurableFile>(std::move(*created));
    }
    return m_file->write(bytes).has_value();
}

Task<Result<std::string>> Spool::Arrival::keep() {
    if (!m_file)
        co_return fail(Code::Internal, "There is no video to keep.");
    auto work = [file = m_file, folder = m_spool.m_folder]() -> Result<> {
        sweep(folder);
        return file->commit();
    };
    // What is paid for can wait for its turn.
    constexpr int tries = 120;
    for (int i = 0; i < tries; ++i) {
        auto kept = co_await m_spool.m_pool.run(work);
        if (kept && *kept)
            co_return m_name;
        if (kept)
            co_return std::unexpected(kept->error());
        const bool slept = co_await sleepFor(std::chrono::milliseconds(250));
        if (!slept)
            break;
    }
    co_return fail(Code::Unavailable, "The video could not be stored in time.");
}

Task<Result<Spool::Copied>> Spool::copy(std::string name, fs::path target) {
    auto work = [from = m_folder / name, to = std::move(target)] {
        return copyFile(from, to);
    };
    auto copied = co_await m_pool.run(std::move(work));
    if (!copied)
        co_return std::unexpected(copied.error());
    co_return std::move(*copied);
}

} // namespace kinora::upstreams
