// Whether a file was written, and why not.
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QString>

class QSaveFile;

namespace kinora {

/// Of a file of so many bytes that could not be written into the folder: DiskFull where there is less room than that,
/// else FileFailed. Asks the system, since Qt does not tell the reason.
[[nodiscard]] ErrorCode writeFailure(const QString& folder, qint64 bytes);

/// The same as an error, with the file and what the system says of it.
[[nodiscard]] Error writeError(const QString& file, qint64 bytes, const QString& words);

/// QSaveFile::commit(), with what waited to be written: of that alone Qt 6.4's does not tell that it did not fit, and
/// puts an empty file in the place of the one before.
[[nodiscard]] bool commitWhole(QSaveFile& file);

/// All of it in the place of what was there, or nothing. DiskFull, FileFailed: with the file and what the system says.
[[nodiscard]] Result<void> writeWhole(const QString& file, const QByteArray& content);

/// Bytes that the folder's disk has room for; negative where that is not known. Also where the mount is not to be seen,
/// as in a chroot.
[[nodiscard]] qint64 freeBytes(const QString& folder);

} // namespace kinora
