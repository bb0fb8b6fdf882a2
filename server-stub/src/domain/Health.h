// Whether the relay can do its work right now.
#pragma once

#include "base/Result.h"
#include "base/Task.h"
#include "pg/Pool.h"

#include <filesystem>
#include <vector>

namespace kinora::domain {

class Health {
public:
    /// mediaDirectory: where results are stored. schemaVersion: what this program was built for.
    Health(pg::Pool& pool, std::filesystem::path mediaDirectory, int schemaVersion);

    /// Everything that is wrong: the field names the part ("database", "schema", "storage"). Empty: ready.
    [[nodiscard]] Task<std::vector<FieldError>> problems();

private:
    pg::Pool& m_pool;
    std::filesystem::path m_mediaDirectory;
    int m_schemaVersion;
};

} // namespace kinora::domain
