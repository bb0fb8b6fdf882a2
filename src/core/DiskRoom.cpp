#include "core/DiskRoom.h"

#include <QFileInfo>
#include <QStorageInfo>

namespace kinora {

ErrorCode writeFailure(const QString& folder, qint64 bytes) {
    const QStorageInfo disk(folder);
    return disk.isValid() && disk.bytesAvailable() < bytes ? ErrorCode::DiskFull : ErrorCode::FileFailed;
}

Error writeError(const QString& file, qint64 bytes, const QString& words) {
    return Error{
        .code = writeFailure(QFileInfo(file).path(), bytes), .detail = QStringLiteral("%1: %2").arg(file, words)};
}

} // namespace kinora
