// Everything there is in the database, by count and checksum: two databases with the same inventory hold the same rows.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kinora::store {

struct TableInventory {
    std::string table;
    std::int64_t rows = 0;
    std::string checksum; ///< over the rows in any order
    bool operator==(const TableInventory&) const = default;
};

/// By name. Reads every row: inside a transaction whose snapshot is the one that matters.
[[nodiscard]] Task<std::vector<TableInventory>> takeInventory(pg::Connection& connection);

/// Lets pg_dump, or another connection, see what this transaction sees, as long as it lasts.
[[nodiscard]] Task<std::string> exportSnapshot(pg::Connection& connection);

/// There is nothing in it that a restore could mix with.
[[nodiscard]] Task<bool> isEmptyDatabase(pg::Connection& connection);

} // namespace kinora::store
