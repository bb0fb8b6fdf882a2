// Paths as Windows takes them.
#pragma once

#include <QString>

namespace kinora {

/// The form of a path that may be longer than 260 characters; Qt makes it by itself, std::filesystem does not. The path
/// is absolute and clean (see QDir::cleanPath), with either kind of slash. Text only, on every system.
/// https://learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation
[[nodiscard]] QString longWindowsPath(const QString& path);

} // namespace kinora
