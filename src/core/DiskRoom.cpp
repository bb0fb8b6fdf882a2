#include "core/DiskRoom.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
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

Result<void> writeWhole(const QString& file, const QByteArray& content) {
    QSaveFile out(file);
    if (out.open(QIODevice::WriteOnly) && out.write(content) == content.size() && commitWhole(out))
        return {};
    constexpr qint64 block = 4096; // that much of a disk even a line takes
    return Failure(writeError(file, std::max<qint64>(content.size(), block), out.errorString()));
}

qint64 freeBytes(const QString& folder) {
    std::error_code error;
    const std::filesystem::space_info disk = std::filesystem::space(folder.toStdU16String(), error);
    return error ? -1 : static_cast<qint64>(disk.available);
}

} // namespace kinora
