#include "pg/Migrator.h"

#include "base/Crypto.h"
#include "base/Log.h"
#include "pg/DatabaseError.h"

#include <fmt/format.h>

namespace kinora::pg {
namespace {

/// Any fixed number; it only has to be the same in every relay. ("kinora" in ASCII)
constexpr std::int64_t AdvisoryLock = 0x6b696e6f7261;

constexpr auto Prepare = "SET LOCAL statement_timeout TO 0; SET LOCAL lock_timeout TO 0";

constexpr auto TakeLock = "SELECT pg_advisory_xact_lock($1)";

constexpr auto CreateTable = R"sql(
CREATE TABLE IF NOT EXISTS schema_migrations (
    version    int         NOT NULL CONSTRAINT schema_migrations_pk PRIMARY KEY,
    name       text        NOT NULL,
    checksum   text        NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
))sql";

constexpr auto SelectApplied = "SELECT version, name, checksum FROM schema_migrations ORDER BY version";

constexpr auto InsertApplied = "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)";

constexpr auto TableExists = "SELECT to_regclass('schema_migrations') IS NOT NULL AS present";

constexpr auto SelectVersion = "SELECT coalesce(max(version), 0) AS version FROM schema_migrations";

std::string checksumOf(const Migration& migration) {
    return toHex(sha256(migration.sql));
}

/// How many have run; throws where the past differs from what this program knows of it.
std::size_t compare(const Rows& applied, std::span<const Migration> known) {
    std::size_t count = 0;
    for (const Row row : applied) {
        const int version = row.get<int>("version");
        if (count >= known.size())
            throw MigrationError(
                fmt::format("The database has schema version {}, this program knows {} and no later one. "
                            "Start the newer program, or restore the backup made before it.",
                    version, known.size()));
        const Migration& migration = known[count];
        if (version != migration.version)
            throw MigrationError(
                fmt::format("The database has schema version {} where {} was expected.", version, migration.version));
        if (row.get<std::string_view>("checksum") != checksumOf(migration))
            throw MigrationError(
                fmt::format("Migration {} ran in another form than this program has it. A migration is never "
                            "changed once it has been released; add a new one.",
                    migration.name));
        ++count;
    }
    return count;
}

/// False when there was nothing left to do.
Task<bool> applyNext(Pool& pool, std::span<const Migration> migrations) {
    Transaction transaction = co_await pool.begin();
    co_await transaction.execute(Prepare);
    // Taken anew for each migration and held to the commit: works behind a pooling proxy too, where sessions are
    // shared.
    co_await transaction.query(TakeLock, AdvisoryLock);
    co_await transaction.execute(CreateTable);
    const Rows applied = co_await transaction.query(SelectApplied);
    const std::size_t done = compare(applied, migrations);
    if (done == migrations.size()) {
        co_await transaction.commit();
        co_return false;
    }
    const Migration& migration = migrations[done];
    const std::string checksum = checksumOf(migration);
    co_await transaction.execute(std::string(migration.sql));
    co_await transaction.query(InsertApplied, migration.version, migration.name, checksum);
    co_await transaction.commit();
    log::info("pg", "migrated the database to {}", migration.name);
    co_return true;
}

} // namespace

Task<int> migrate(Pool& pool, std::span<const Migration> migrations) {
    int applied = 0;
    for (;;) {
        const bool more = co_await applyNext(pool, migrations);
        if (!more)
            co_return applied;
        ++applied;
    }
}

Task<bool> isMigratedTo(Pool& pool, std::span<const Migration> migrations) {
    const Rows present = co_await pool.query(TableExists);
    if (!present.front().get<bool>("present"))
        co_return false;
    const Rows applied = co_await pool.query(SelectApplied);
    try {
        co_return compare(applied, migrations) == migrations.size();
    } catch (const MigrationError&) {
        co_return false;
    }
}

Task<int> schemaVersion(Pool& pool) {
    const Rows present = co_await pool.query(TableExists);
    if (!present.front().get<bool>("present"))
        co_return 0;
    const Rows version = co_await pool.query(SelectVersion);
    co_return version.front().get<int>("version");
}

} // namespace kinora::pg
