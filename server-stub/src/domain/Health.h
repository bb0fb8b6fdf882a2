// Whether the relay can do its work right now.
#pragma once

#include "base/Result.h"
#include "base/Task.h"
#include "pg/Migrator.h"
#include "pg/Pool.h"

#include <filesystem>
#include <span>
#include <vector>

namespace kinora::domain {

class Health {
public:
    /// mediaDirectory: where results are stored. schema: what this program was built for; outlives this.
    Health(pg::Pool& pool, std::filesystem::path mediaDirectory, std::span<const pg::Migration> schema);

    /// Everything that is wrong: the field names the part ("database", "schema", "storage"). Empty: ready.
    [[nodiscard]] Task<std::vector<FieldError>> problems();

private:
    pg::Pool& m_pool;
    std::filesystem::path m_mediaDirectory;
    std::span<const pg::Migration> m_schema;
};

} // namespace kinora::domain
