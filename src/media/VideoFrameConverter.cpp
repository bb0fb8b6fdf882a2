#include "media/VideoFrameConverter.h"

#include <QTransform>

#include <array>

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

QImage turned(const QImage& image, QVideoFrame::RotationAngle angle) {
    return angle == QVideoFrame::Rotation0 ? image : image.transformed(QTransform().rotate(angle));
}

} // namespace

VideoFrameConverter::VideoFrameConverter() = default;

VideoFrameConverter::~VideoFrameConverter() {
    sws_freeContext(m_context);
}

QImage VideoFrameConverter::convert(const QVideoFrame& source, QSize size) {
    QVideoFrame frame(source); // mapping changes the handle, not the picture
    if (!frame.isValid() || size.isEmpty())
        return {};
    const QVideoFrame::RotationAngle angle = frame.rotationAngle();
    const bool sideways = angle == QVideoFrame::Rotation90 || angle == QVideoFrame::Rotation270;
    const QSize upright = sideways ? size.transposed() : size;

    AVPixelFormat pixels = pixelFormatOf(frame.pixelFormat());
    if (pixels == AV_PIX_FMT_NONE) // RGB and rarities: no matrix to get wrong
        return frame.toImage().scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    if (!frame.map(QVideoFrame::ReadOnly))
        return {};
    // Qt 6.4 calls frames with colour for every pixel what it calls those with a fourth of it; the lines tell.
    if (pixels == AV_PIX_FMT_YUV420P && frame.planeCount() == 3 && frame.bytesPerLine(1) == frame.bytesPerLine(0))
        pixels = AV_PIX_FMT_YUV444P;
    QImage image = imageWithRoom(upright);
    m_context = sws_getCachedContext(m_context, frame.width(), frame.height(), pixels, upright.width(),
        upright.height(), AV_PIX_FMT_RGB32, SWS_BILINEAR | SWS_ACCURATE_RND, nullptr, nullptr, nullptr);
    if (!m_context || image.isNull()) {
        frame.unmap();
        return {};
    }
    const QVideoFrameFormat format = frame.surfaceFormat();
    const int fullRange = format.colorRange() == QVideoFrameFormat::ColorRange_Full ? 1 : 0;
    constexpr int unity = 1 << 16;
    sws_setColorspaceDetails(m_context, sws_getCoefficients(matrixOf(format)), fullRange,
        sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, unity, unity);

    std::array<const uint8_t*, 4> planes{};
    std::array<int, 4> strides{};
    for (int plane = 0; plane < frame.planeCount(); ++plane) {
        planes.at(plane) = frame.bits(plane);
        strides.at(plane) = frame.bytesPerLine(plane);
    }
    if (frame.pixelFormat() == QVideoFrameFormat::Format_YV12)
        std::swap(planes[1], planes[2]);
    const std::array<uint8_t*, 1> out{image.bits()};
    const std::array<int, 1> outStride{static_cast<int>(image.bytesPerLine())};
    sws_scale(m_context, planes.data(), strides.data(), 0, frame.height(), out.data(), outStride.data());
    frame.unmap();
    return turned(image, angle);
}

} // namespace kinora
