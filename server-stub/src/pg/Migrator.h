// Brings the database to the schema this program was built with.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"

#include <span>
#include <string_view>

namespace kinora::pg {

struct Migration {
    int version;
    std::string_view name; ///< for example "0001_accounts"
    std::string_view sql;
};

/// Runs what is missing, each in a transaction with its version and checksum; relays that start together wait for each
/// other. Throws DatabaseError, or MigrationError where a migration that already ran has another text, or the database
/// is newer than this program. `migrations` is in order of version, starting at 1 without gaps.
[[nodiscard]] Task<int> migrate(Pool& pool, std::span<const Migration> migrations);

/// The newest version the database has; 0 for an empty one.
[[nodiscard]] Task<int> schemaVersion(Pool& pool);

/// Whether exactly these have run, by their texts.
[[nodiscard]] Task<bool> isMigratedTo(Pool& pool, std::span<const Migration> migrations);

class MigrationError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

} // namespace kinora::pg
