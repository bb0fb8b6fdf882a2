// Where the parts of the app lie that are no libraries of it.
#pragma once

#include <QStringList>

namespace kinora {

/// Beside the program, where a build puts them, then where they are installed.
[[nodiscard]] QStringList moduleFolders();

} // namespace kinora
