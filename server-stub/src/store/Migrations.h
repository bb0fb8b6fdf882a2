// The schema, as steps.
#pragma once

#include "pg/Migrator.h"

#include <span>

namespace kinora::store {

/// The files of server-stub/migrations in order; a new one is named in store/CMakeLists.txt.
[[nodiscard]] std::span<const pg::Migration> migrations();

} // namespace kinora::store
