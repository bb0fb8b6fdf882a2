// The version of the desktop app, as the build names it.
#pragma once

#include <QString>

namespace kinora {

/// For example "0.1.0"; semantic versioning, set in the top CMakeLists.txt.
[[nodiscard]] QString version();

} // namespace kinora
