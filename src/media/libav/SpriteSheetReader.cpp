// Makes sprite sheets.
#include "media/SpriteSheet.h"
#include "media/libav/FrameReader.h"

#include <QPainter>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// The picture shown at that moment, or null where the file has none any more. `at` is where the reader is.
QImage pictureAt(FrameReader& reader, double seconds, double& at) {
    // Beyond that it is quicker to begin at a key frame than to decode all that lies between.
    constexpr double worthSeeking = 4;
    if (seconds - at > worthSeeking)
        reader.goBefore(seconds);
    while (const AVFrame* frame = reader.next()) {
        at = reader.secondsOf(*frame);
        if (at + reader.frameSeconds() > seconds)
            return reader.imageOf(*frame, sprite::longestSide);
    }
    return {};
}

Result<QImage> spriteSheetOf(const QString& file) {
    Result<FrameReader> reader = FrameReader::open(file);
    if (!reader)
        return std::unexpected(reader.error());
    const double length = static_cast<double>(reader->facts().durationMs) / 1000;
    QImage sheet;
    QImage picture;
    QPainter painter;
    double at = 0;
    for (int frame = 0; frame < sprite::frames; ++frame) {
        // The last picture stays where the file ends early.
        if (const QImage next = pictureAt(*reader, (frame + 0.5) / sprite::frames * length, at); !next.isNull())
            picture = next;
        if (picture.isNull())
            return failure(ErrorCode::CorruptFile, u"%1: no picture in it"_s.arg(file));
        if (sheet.isNull()) {
            sheet = QImage(picture.width() * sprite::columns, picture.height() * sprite::rows, QImage::Format_RGB32);
            painter.begin(&sheet);
        }
        painter.drawImage(sprite::tile(sheet.size(), frame), picture);
    }
    return sheet;
}

} // namespace

} // namespace kinora

// What readSpriteSheet() looks for by name.
extern "C" Q_DECL_EXPORT void kinoraReadSpriteSheet(const QString& file, kinora::Result<QImage>& answer) {
    answer = kinora::spriteSheetOf(file);
}
