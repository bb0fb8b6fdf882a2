#include "domain/Health.h"

#include "base/Timeout.h"
#include "pg/DatabaseError.h"
#include "pg/Migrator.h"

#include <cstdint>
#include <optional>
#include <system_error>
#include <unistd.h>

namespace kinora::domain {
namespace {

/// Whoever asks wants to know now, not when the pool has given up.
constexpr std::chrono::seconds DatabaseLimit{2};
/// Less room than this does not hold a result and what PostgreSQL writes meanwhile.
constexpr std::uintmax_t SmallestRoom = 256U << 20U;

Task<std::optional<int>> versionInTime(pg::Pool& pool) {
    try {
        auto asking = pg::schemaVersion(pool);
        const std::optional<int> version = co_await withTimeout(DatabaseLimit, std::move(asking));
        co_return version;
    } catch (const pg::DatabaseError&) {
        co_return std::nullopt;
    }
}

} // namespace

Health::Health(pg::Pool& pool, std::filesystem::path mediaDirectory, int schemaVersion)
    : m_pool(pool)
    , m_mediaDirectory(std::move(mediaDirectory))
    , m_schemaVersion(schemaVersion) {
}

Task<std::vector<FieldError>> Health::problems() {
    std::vector<FieldError> problems;
    const std::optional<int> version = co_await versionInTime(m_pool);
    if (!version)
        problems.push_back({"database", "unavailable", "The database does not answer."});
    else if (*version != m_schemaVersion)
        problems.push_back({"schema", "mismatch", "The database has another schema than this program was built for."});
    std::error_code error;
    const auto space = std::filesystem::space(m_mediaDirectory, error);
    if (error || access(m_mediaDirectory.c_str(), W_OK) != 0)
        problems.push_back({"storage", "unavailable", "The folder of the videos cannot be written to."});
    else if (space.available < SmallestRoom)
        problems.push_back({"storage", "full", "There is hardly any room left for results."});
    co_return problems;
}

} // namespace kinora::domain
