// What is said between VideoFrameConverter and the module kinora-libav, in which libswscale lies.
#pragma once

#include <QSize>

#include <array>

struct SwsContext;

namespace kinora {

/// A decoded picture to be made one of RGB32 in another size. Planes and their strides (bytes) are libav's.
struct FrameScaling {
    int pixelFormat = -1; ///< AVPixelFormat
    QSize size;
    int matrix = 0; ///< SWS_CS_...
    bool isFullRange = false;
    std::array<const uchar*, 4> planes{};
    std::array<int, 4> strides{};
    /// Has room for a vector register beyond the last pixel of each row: libswscale writes whole ones.
    uchar* out = nullptr;
    int outStride = 0;
    QSize outSize;
};

/// kinoraScaleFrame; false when it cannot. Keeps what it prepared in `context`, for the next frame of the same kind.
using ScaleFrame = bool (*)(SwsContext*& context, const FrameScaling& frame);
/// kinoraFreeScaling; null is fine.
using FreeScaling = void (*)(SwsContext* context);

} // namespace kinora
