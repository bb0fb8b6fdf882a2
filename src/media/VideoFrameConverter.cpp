#include "media/VideoFrameConverter.h"

#include "media/FrameScaling.h"
#include "media/LibavModule.h"

#include <QTransform>

extern "C" {
#include <libavutil/pixfmt.h>
#include <libswscale/swscale.h>
}

namespace kinora {

namespace {

AVPixelFormat pixelFormatOf(QVideoFrameFormat::PixelFormat format) {
    switch (format) {
    case QVideoFrameFormat::Format_YUV420P:
    case QVideoFrameFormat::Format_YV12: // its planes are swapped in convert()
        return AV_PIX_FMT_YUV420P;
    case QVideoFrameFormat::Format_YUV422P:
        return AV_PIX_FMT_YUV422P;
    case QVideoFrameFormat::Format_NV12:
        return AV_PIX_FMT_NV12;
    case QVideoFrameFormat::Format_NV21:
        return AV_PIX_FMT_NV21;
    case QVideoFrameFormat::Format_YUYV:
        return AV_PIX_FMT_YUYV422;
    case QVideoFrameFormat::Format_UYVY:
        return AV_PIX_FMT_UYVY422;
    case QVideoFrameFormat::Format_P010:
        return AV_PIX_FMT_P010LE;
    case QVideoFrameFormat::Format_YUV420P10:
        return AV_PIX_FMT_YUV420P10LE;
    default:
        return AV_PIX_FMT_NONE;
    }
}

int matrixOf(const QVideoFrameFormat& format) {
    switch (format.colorSpace()) {
    case QVideoFrameFormat::ColorSpace_BT601:
        return SWS_CS_ITU601;
    case QVideoFrameFormat::ColorSpace_BT709:
        return SWS_CS_ITU709;
    case QVideoFrameFormat::ColorSpace_BT2020:
        return SWS_CS_BT2020;
    default:
        return qMin(format.frameWidth(), format.frameHeight()) >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }
}

/// An image whose rows have room for a vector register beyond the last pixel: libswscale writes whole registers.
QImage imageWithRoom(QSize size) {
    constexpr int registerPixels = 16;
    auto* padded = new QImage((size.width() + registerPixels) / registerPixels * registerPixels + registerPixels,
        size.height(), QImage::Format_RGB32);
    if (padded->isNull()) {
        delete padded;
        return {};
    }
    return {padded->bits(), size.width(), size.height(), padded->bytesPerLine(), QImage::Format_RGB32,
        [](void* image) { delete static_cast<QImage*>(image); }, padded};
}

QImage asShown(const QImage& image, const QVideoFrame& frame) {
    const QImage upright = frame.rotationAngle() == QVideoFrame::Rotation0
                               ? image
                               : image.transformed(QTransform().rotate(frame.rotationAngle()));
    return frame.mirrored() ? upright.mirrored(true, false) : upright;
}

} // namespace

VideoFrameConverter::VideoFrameConverter() = default;

VideoFrameConverter::~VideoFrameConverter() {
    if (m_context != nullptr)
        reinterpret_cast<FreeScaling>(libavFunction("kinoraFreeScaling"))(m_context);
}

QImage VideoFrameConverter::convert(const QVideoFrame& source, QSize size) {
    QVideoFrame frame(source); // mapping changes the handle, not the picture
    if (!frame.isValid() || size.isEmpty())
        return {};
    const QVideoFrame::RotationAngle angle = frame.rotationAngle();
    const bool sideways = angle == QVideoFrame::Rotation90 || angle == QVideoFrame::Rotation270;
    const QSize upright = sideways ? size.transposed() : size;

    static const auto scale = reinterpret_cast<ScaleFrame>(libavFunction("kinoraScaleFrame"));
    AVPixelFormat pixels = pixelFormatOf(frame.pixelFormat());
    // RGB and rarities: no matrix to get wrong. Without the module, rather a wrong colour than no picture.
    if (pixels == AV_PIX_FMT_NONE || scale == nullptr)
        return frame.toImage().scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    if (!frame.map(QVideoFrame::ReadOnly))
        return {};
    // Qt 6.4 calls frames with colour for every pixel what it calls those with a fourth of it; the lines tell.
    if (pixels == AV_PIX_FMT_YUV420P && frame.planeCount() == 3 && frame.bytesPerLine(1) == frame.bytesPerLine(0))
        pixels = AV_PIX_FMT_YUV444P;
    QImage image = imageWithRoom(upright);
    if (image.isNull()) {
        frame.unmap();
        return {};
    }
    const QVideoFrameFormat format = frame.surfaceFormat();
    FrameScaling scaling{.pixelFormat = pixels,
        .size = frame.size(),
        .matrix = matrixOf(format),
        .isFullRange = format.colorRange() == QVideoFrameFormat::ColorRange_Full,
        .planes = {},
        .strides = {},
        .out = image.bits(),
        .outStride = static_cast<int>(image.bytesPerLine()),
        .outSize = upright};
    for (int plane = 0; plane < frame.planeCount(); ++plane) {
        scaling.planes.at(plane) = frame.bits(plane);
        scaling.strides.at(plane) = frame.bytesPerLine(plane);
    }
    if (frame.pixelFormat() == QVideoFrameFormat::Format_YV12)
        std::swap(scaling.planes[1], scaling.planes[2]);
    const bool done = scale(m_context, scaling);
    frame.unmap();
    return done ? asShown(image, frame) : QImage();
}

} // namespace kinora
