#include "services/PictureFile.h"

#include "core/RunIn.h"
#include "core/WorkPool.h"

#include <QBuffer>
#include <QFile>
#include <QIODevice>
#include <QImageReader>
#include <QPainter>

#include <algorithm>

namespace kinora {

namespace {

constexpr int jpegQuality = 92;
/// A few bytes can claim to be a picture of any size.
constexpr int mostMegabytes = 256;

QImage within(const QImage& picture, int longest) {
    if (std::max(picture.width(), picture.height()) <= longest)
        return picture;
    return picture.scaled(longest, longest, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

} // namespace

Result<QImage> readPicture(QIODevice& device, int longest) {
    QImageReader reader(&device);
    reader.setAutoTransform(true);
    reader.setDecideFormatFromContent(true);
    QImageReader::setAllocationLimit(mostMegabytes);
    // An SVG may be anything, and asks for other files.
    const QByteArray format = reader.format();
    if (format.isEmpty() || format.startsWith("svg"))
        return failure(ErrorCode::CorruptFile, reader.errorString());
    const QImage picture = reader.read();
    if (picture.isNull())
        return failure(ErrorCode::CorruptFile, reader.errorString());
    return within(picture, longest);
}

QFuture<Result<QImage>> readPictureFile(const QString& path, int longest) {
    return runIn<QImage>(workPool(), [path, longest]() -> Result<QImage> {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode::CorruptFile, file.errorString());
        return readPicture(file, longest);
    });
}

QRect partOf(const QSize& picture, const ReferencePicture& chosen, const QSize& shape) {
    constexpr int whole = 100;
    if (picture.isEmpty() || shape.isEmpty())
        return {QPoint(0, 0), picture};
    const QSize fits = shape.scaled(picture, Qt::KeepAspectRatio);
    const QSize part = (fits * whole / std::max(whole, chosen.zoom)).expandedTo(QSize(1, 1));
    const QPoint center(picture.width() * chosen.centerX / whole, picture.height() * chosen.centerY / whole);
    const int left = std::clamp(center.x() - part.width() / 2, 0, picture.width() - part.width());
    const int top = std::clamp(center.y() - part.height() / 2, 0, picture.height() - part.height());
    return {QPoint(left, top), part};
}

QByteArray jpegOf(const QImage& picture, int longest) {
    const QImage small = within(picture, longest);
    QImage opaque(small.size(), QImage::Format_RGB32);
    opaque.fill(Qt::white);
    QPainter painter(&opaque);
    painter.drawImage(0, 0, small);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    opaque.save(&buffer, "JPEG", jpegQuality);
    return bytes;
}

} // namespace kinora
