// Pictures that were sent to be used in a job or for a cameo.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kinora::store {

struct Upload {
    std::string id;
    std::string sha256; ///< hex; of a blob
    int width = 0;
    int height = 0;
};

/// After its blob has been posted.
[[nodiscard]] Task<> insertUpload(pg::Connection& connection, std::string userId, Upload upload);
/// One of this user's.
[[nodiscard]] Task<std::optional<Upload>> findUpload(pg::Pool& pool, std::string userId, std::string id);
/// The same; nobody removes it until the transaction ends.
[[nodiscard]] Task<std::optional<Upload>> lockUpload(pg::Connection& connection, std::string userId, std::string id);
/// That no job refers to.
[[nodiscard]] Task<std::int64_t> countUnusedUploads(pg::Connection& connection, std::string userId);
struct SweptUploads {
    int uploads = 0;
    std::vector<std::string> unusedFiles; ///< hex; nothing refers to them any more, see domain/UnusedFiles.h
};
/// Removes some of those that are older than `age` and that no job refers to.
[[nodiscard]] Task<SweptUploads> removeOldUploads(pg::Transaction& transaction, std::chrono::seconds age, int atMost);

} // namespace kinora::store
