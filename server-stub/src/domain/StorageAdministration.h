// What the files come to, and whether database and folder agree about them.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "base/WorkPool.h"
#include "media/ContentStore.h"
#include "pg/Pool.h"

#include <filesystem>

namespace kinora::domain {

/// For administrators; who that is has been seen to before.
class StorageAdministration {
public:
    /// `work` is where the folder is walked. All references must outlive this.
    StorageAdministration(
        pg::Pool& pool, const media::ContentStore& content, WorkPool& work, std::filesystem::path mediaFolder);

    /// Counts, bytes, room left; with `compare` also what only one of the two sides knows, which reads the whole
    /// folder. Unavailable if too much else waits for the disk.
    [[nodiscard]] Task<Result<json::object>> figures(bool compare);

private:
    [[nodiscard]] Task<Result<json::object>> differences();

    pg::Pool& m_pool;
    const media::ContentStore& m_content;
    WorkPool& m_work;
    std::filesystem::path m_mediaFolder;
};

} // namespace kinora::domain
