// Where PostgreSQL's own programs lie. Distributions keep them off PATH.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kinora::pg {

struct PostgresPrograms {
    std::filesystem::path initdb;
    std::filesystem::path postgres;
    int majorVersion = 0;
};

/// Every complete installation found, newest first.
[[nodiscard]] std::vector<PostgresPrograms> findPostgresPrograms();

/// The newest, or the one that made the data: a data folder only opens with its own major version.
[[nodiscard]] std::optional<PostgresPrograms> choosePostgres(
    const std::vector<PostgresPrograms>& installed, std::optional<int> dataVersion);

/// "15" of a PG_VERSION file, "postgres (PostgreSQL) 15.20 (Debian …)" and "14beta1" alike.
[[nodiscard]] std::optional<int> majorVersionIn(std::string_view text);

} // namespace kinora::pg
