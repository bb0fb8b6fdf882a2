// Hands files to the desktop.
#pragma once

#include <QString>

namespace kinora {

/// Opens the file's folder with the file selected, or just the folder where the file manager cannot do that.
void showInFileManager(const QString& file);

/// Opens the file with the program that the desktop prefers for it; false when there is none.
bool openElsewhere(const QString& file);

} // namespace kinora
