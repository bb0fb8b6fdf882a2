#include "media/FrameScaling.h"

extern "C" {
#include <libswscale/swscale.h>
}

namespace kinora {

namespace {

bool scaleFrame(SwsContext*& context, const FrameScaling& frame) {
    context = sws_getCachedContext(context, frame.size.width(), frame.size.height(),
        static_cast<AVPixelFormat>(frame.pixelFormat), frame.outSize.width(), frame.outSize.height(), AV_PIX_FMT_RGB32,
        SWS_BILINEAR | SWS_ACCURATE_RND, nullptr, nullptr, nullptr);
    if (context == nullptr)
        return false;
    constexpr int unity = 1 << 16;
    sws_setColorspaceDetails(context, sws_getCoefficients(frame.matrix), frame.isFullRange ? 1 : 0,
        sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, unity, unity);
    const std::array<uint8_t*, 1> out{frame.out};
    const std::array<int, 1> outStride{frame.outStride};
    sws_scale(context, frame.planes.data(), frame.strides.data(), 0, frame.size.height(), out.data(), outStride.data());
    return true;
}

} // namespace

} // namespace kinora

// What VideoFrameConverter looks for by name.
extern "C" Q_DECL_EXPORT bool kinoraScaleFrame(SwsContext*& context, const kinora::FrameScaling& frame) {
    return kinora::scaleFrame(context, frame);
}

extern "C" Q_DECL_EXPORT void kinoraFreeScaling(SwsContext* context) {
    sws_freeContext(context);
}
