// Which files the content store holds on somebody's behalf.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"

#include <cstdint>
#include <string>

namespace kinora::store {

struct BlobRow {
    std::string sha256; ///< hex
    std::uint64_t bytes = 0;
    std::string contentType;
};

/// One that is known already stays: equal files are one file, whoever made them. Posted: see pg::Transaction::post().
void insertBlob(pg::Transaction& transaction, const BlobRow& blob);
/// True if nothing refers to it any more; the file may go once this is committed, see claimUnknownBlob().
[[nodiscard]] Task<bool> dropUnusedBlob(pg::Connection& connection, std::string sha256);
/// True if no row names this file: nobody can make one then until this transaction ends, which must be rolled back
/// after the file is gone.
[[nodiscard]] Task<bool> claimUnknownBlob(pg::Connection& connection, std::string sha256);

} // namespace kinora::store
