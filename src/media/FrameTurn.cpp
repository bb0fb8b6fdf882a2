#include "media/FrameTurn.h"

#include "media/LibavModule.h"

#include <QTransform>

namespace kinora {

FrameTurn readTurn(const QString& file) {
    using ReadTurn = void (*)(const QString&, QTransform&);
    const auto read = reinterpret_cast<ReadTurn>(libavFunction("kinoraReadTurn"));
    if (read == nullptr)
        return {};
    QTransform toShown;
    read(file, toShown);
    const bool mirrored = toShown.determinant() < 0;
    if (mirrored)
        toShown *= QTransform::fromScale(-1, 1);
    if (toShown.m12() > 0)
        return {.angle = QVideoFrame::Rotation90, .mirrored = mirrored};
    if (toShown.m12() < 0)
        return {.angle = QVideoFrame::Rotation270, .mirrored = mirrored};
    return {.angle = toShown.m11() < 0 ? QVideoFrame::Rotation180 : QVideoFrame::Rotation0, .mirrored = mirrored};
}

} // namespace kinora
