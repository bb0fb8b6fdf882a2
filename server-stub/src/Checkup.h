// Looks at what a relay with this configuration would stand on, and changes none of it.
#pragma once

#include "cli/Check.h"
#include "config/Config.h"

#include <vector>

namespace kinora {

/// Folders, room, secrets, database, programs, limits of the system. Blocks for a few seconds at most.
[[nodiscard]] std::vector<cli::Finding> checkUp(const config::Config& config);

} // namespace kinora
