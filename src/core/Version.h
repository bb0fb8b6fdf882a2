// The version of the desktop app, as the build names it.
#pragma once

#include <QString>

namespace kinora {

/// For example "0.1.0"; semantic versioning, set in the top CMakeLists.txt.
[[nodiscard]] QString version();

/// The oldest relay whose interface this app can use.
inline constexpr auto oldestRelayVersion = "0.1.0";

/// True for versions before oldestRelayVersion and for what is no version.
[[nodiscard]] bool isRelayTooOld(const QString& relayVersion);

} // namespace kinora
