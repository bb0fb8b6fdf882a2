#include "core/DiskRoom.h"

#include <QFileInfo>
#include <QSaveFile>

#include <filesystem>

namespace kinora {

ErrorCode writeFailure(const QString& folder, qint64 bytes) {
    const qint64 room = freeBytes(folder);
    return room >= 0 && room < bytes ? ErrorCode::DiskFull : ErrorCode::FileFailed;
}

Error writeError(const QString& file, qint64 bytes, const QString& words) {
    return Error{
        .code = writeFailure(QFileInfo(file).path(), bytes), .detail = QStringLiteral("%1: %2").arg(file, words)};
}

bool commitWhole(QSaveFile& file) {
    return file.flush() && file.commit();
}

qint64 freeBytes(const QString& folder) {
    std::error_code error;
    const std::filesystem::space_info disk = std::filesystem::space(folder.toStdU16String(), error);
    return error ? -1 : static_cast<qint64>(disk.available);
}

} // namespace kinora
