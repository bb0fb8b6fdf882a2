// Why a file could not be written.
#pragma once

#include "core/Error.h"

#include <QString>

namespace kinora {

/// Of a file of so many bytes that could not be written into the folder: DiskFull where there is less room than that,
/// else FileFailed. Asks the system, since Qt does not tell the reason.
[[nodiscard]] ErrorCode writeFailure(const QString& folder, qint64 bytes);

/// The same as an error, with the file and what the system says of it.
[[nodiscard]] Error writeError(const QString& file, qint64 bytes, const QString& words);

} // namespace kinora
