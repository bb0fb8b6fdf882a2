#include "media/StillPicture.h"

#include "core/DiskRoom.h"
#include "core/RunIn.h"
#include "core/WorkPool.h"

#include <QFileInfo>
#include <QSaveFile>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

Result<void> writeStill(const QImage& picture, const QString& file) {
    constexpr int jpegQuality = 95;
    const QString suffix = QFileInfo(file).suffix().toLower();
    const bool jpeg = suffix == u"jpg" || suffix == u"jpeg";
    QSaveFile out(file);
    if (out.open(QIODevice::WriteOnly) && picture.save(&out, jpeg ? "JPG" : "PNG", jpeg ? jpegQuality : -1) &&
        commitWhole(out))
        return {};
    return Failure(writeError(file, picture.sizeInBytes(), out.errorString()));
}

} // namespace

QFuture<Result<void>> saveStill(const QImage& picture, const QString& file) {
    return runIn<void>(workPool(), [picture, file] { return writeStill(picture, file); });
}

} // namespace kinora
