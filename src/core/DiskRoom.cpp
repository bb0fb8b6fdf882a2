#include "core/DiskRoom.h"

#include <QStorageInfo>

namespace kinora {

ErrorCode writeFailure(const QString& folder, qint64 bytes) {
    const QStorageInfo disk(folder);
    return disk.isValid() && disk.bytesAvailable() < bytes ? ErrorCode::DiskFull : ErrorCode::FileFailed;
}

} // namespace kinora
