#include "domain/Health.h"

#include "base/Timeout.h"
#include "pg/DatabaseError.h"

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

/// Whether the database has this schema; nothing if it does not say so in time.
Task<std::optional<bool>> isCurrentInTime(pg::Pool& pool, std::span<const pg::Migration> schema) {
    try {
        auto asking = pg::isMigratedTo(pool, schema);
        const std::optional<bool> current = co_await withTimeout(DatabaseLimit, std::move(asking));
        co_return current;
    } catch (const pg::DatabaseError&) {
        co_return std::nullopt;
    }
}

} // namespace

Health::Health(pg::Pool& pool, std::filesystem::path mediaDirectory, std::span<const pg::Migration> schema)
    : m_pool(pool)
    , m_mediaDirectory(std::move(mediaDirectory))
    , m_schema(schema) {
}

Task<std::vector<FieldError>> Health::problems() {
    std::vector<FieldError> problems;
    const std::optional<bool> current = co_await isCurrentInTime(m_pool, m_schema);
    if (!current)
        problems.push_back({"database", "unavailable", "The database does not answer."});
    else if (!*current)
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
