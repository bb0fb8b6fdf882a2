// Taking a lock that may have been left by a program that died.
#pragma once

#include <QLockFile>

namespace kinora {

/// As lock.tryLock(0), and past a lock that names this very process and is held by nobody: where processes are numbered
/// from the start again for each run, as in Flatpak, one that died had the number that this one has, so that QLockFile
/// finds it alive.
[[nodiscard]] bool takeLock(QLockFile& lock);

} // namespace kinora
