// The limit of open files, which is the limit of connections.
#pragma once

#include <cstdint>

namespace kinora {

/// Raises the soft limit to the hard one and returns it; logs a warning when it stays small (under 8192).
std::uint64_t raiseOpenFileLimit();

} // namespace kinora
