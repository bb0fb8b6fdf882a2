// Lets the next start of this program tell whether the last one died by its own fault.
#pragma once

#include <filesystem>

namespace kinora {

/// From now on a fatal signal of this process's own making (a bad access, abort()) makes an empty file here before it
/// takes its course. A kill from outside leaves nothing, whatever the signal. Once per process; the folder must exist.
void markCrashes(const std::filesystem::path& file);

} // namespace kinora
