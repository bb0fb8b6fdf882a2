// Which files the content store holds on somebody's behalf.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kinora::store {

struct BlobRow {
    std::string sha256; ///< hex
    std::uint64_t bytes = 0;
    std::string contentType;
};

/// One that is known already stays: equal files are one file, whoever made them. Posted: see pg::Transaction::post().
void insertBlob(pg::Transaction& transaction, const BlobRow& blob);
/// Those that nothing refers to any more; their files may go once this is committed, see claimUnknownBlob(). In one
/// order, as everybody who lets go of several files does: nobody waits in a circle.
[[nodiscard]] Task<std::vector<std::string>> dropUnusedBlobs(
    pg::Connection& connection, std::vector<std::string> sha256s);
[[nodiscard]] Task<bool> dropUnusedBlob(pg::Connection& connection, std::string sha256);
[[nodiscard]] Task<bool> isKnownBlob(pg::Pool& pool, std::string sha256);
/// True if no row names this file: nobody can make one then until this transaction ends, which must be rolled back
/// after the file is gone.
[[nodiscard]] Task<bool> claimUnknownBlob(pg::Connection& connection, std::string sha256);

} // namespace kinora::store
