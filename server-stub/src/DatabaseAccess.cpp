#include "DatabaseAccess.h"

#include "pg/DatabaseError.h"
#include "pg/Migrator.h"
#include "store/Migrations.h"

#include <fmt/format.h>

#include <system_error>

namespace kinora {

Result<std::string> DatabaseAccess::conninfo(const config::Config& config, Wanted wanted) {
    if (config.databaseUrl)
        return std::string(config.databaseUrl->reveal());
    const std::filesystem::path directory = config.dataDirectory / "postgres";
    std::error_code error;
    if (wanted == Wanted::Present && !std::filesystem::exists(directory / "data", error))
        return fail(Code::NotFound,
            fmt::format(
                "There is no database in {} yet. Name another folder with --data-dir, or run kinora-relay serve.",
                config.dataDirectory.string()));
    m_postgres.emplace(m_spawner, directory);
    Result<config::DataFolder> folder = config::DataFolder::open(config.dataDirectory);
    try {
        if (folder) {
            m_folder.emplace(std::move(*folder));
            m_postgres->start();
        } else if (folder.error().code == Code::Conflict) {
            m_postgres->attach();
        } else {
            return std::unexpected(std::move(folder.error()));
        }
    } catch (const pg::PrivatePostgresError& failure) {
        return fail(Code::Unavailable, failure.what());
    }
    return m_postgres->conninfo();
}

Result<> DatabaseAccess::checkSchema() {
    const int wanted = static_cast<int>(store::migrations().size());
    const int present = wait(pg::schemaVersion(*m_pool));
    if (present == wanted)
        return {};
    if (present > wanted)
        return fail(
            Code::Conflict, "The database was brought to a newer schema by a newer kinora-relay. Use that one.");
    return fail(Code::Conflict, present == 0
                                    ? "The database is empty. Run kinora-relay serve or kinora-relay migrate first."
                                    : "The database has an older schema. Run kinora-relay migrate first.");
}

Result<std::unique_ptr<DatabaseAccess>> DatabaseAccess::open(const config::Config& config, Wanted wanted) {
    std::unique_ptr<DatabaseAccess> access(new DatabaseAccess);
    access->m_threads.start();
    Result<std::string> conninfo = access->conninfo(config, wanted);
    if (!conninfo)
        return std::unexpected(std::move(conninfo.error()));
    access->m_pool.emplace(std::move(*conninfo));
    if (wanted == Wanted::Present) {
        const Result<> fits = access->checkSchema();
        if (!fits)
            return std::unexpected(fits.error());
    }
    return access;
}

DatabaseAccess::~DatabaseAccess() {
    if (m_pool)
        wait(m_pool->close());
    m_threads.stop();
    m_threads.join();
}

} // namespace kinora
