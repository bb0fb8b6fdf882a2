// Taking a lock that may have been left by a program that died.
#pragma once

#include <QLockFile>

#include <atomic>
#include <chrono>

namespace kinora {

/// As lock.tryLock(0), and past a lock that names this very process and is held by nobody: where processes are numbered
/// from the start again for each run, as in Flatpak, one that died had the number that this one has, so that QLockFile
/// finds it alive. Not for a lock that goes from hand to hand within this process: while one lets go of it, its file is
/// there a moment longer than it is held.
[[nodiscard]] bool takeLock(QLockFile& lock);

/// Waits while another holds it: until `longest` is over, or `stop` is true. Blocks: call it off the GUI thread.
[[nodiscard]] bool takeLock(QLockFile& lock, std::chrono::milliseconds longest, const std::atomic_bool& stop);

} // namespace kinora
