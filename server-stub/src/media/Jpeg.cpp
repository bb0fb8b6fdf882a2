#include "media/Jpeg.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace kinora::media {

Libav<AVFrame> newFrame(AVPixelFormat format, int width, int height) {
    Libav<AVFrame> frame(av_frame_alloc());
    frame->format = format;
    frame->width = width;
    frame->height = height;
    if (av_frame_get_buffer(frame.get(), 0) < 0)
        return nullptr;
    return frame;
}

namespace {

/// Of RGB24; null if there is no memory for it.
Libav<AVFrame> turned(const AVFrame& source, Turn turn) {
    constexpr std::ptrdiff_t pixel = 3;
    const int width = turn.isSideways ? source.height : source.width;
    const int height = turn.isSideways ? source.width : source.height;
    Libav<AVFrame> shown = newFrame(AV_PIX_FMT_RGB24, width, height);
    if (!shown)
        return nullptr;
    for (int y = 0; y < height; ++y) {
        std::uint8_t* line = shown->data[0] + static_cast<std::ptrdiff_t>(y) * shown->linesize[0];
        const std::ptrdiff_t down = turn.mirrorsY ? height - 1 - y : y;
        for (int x = 0; x < width; ++x) {
            const std::ptrdiff_t along = turn.mirrorsX ? width - 1 - x : x;
            const std::ptrdiff_t column = turn.isSideways ? down : along;
            const std::ptrdiff_t row = turn.isSideways ? along : down;
            std::memcpy(line + x * pixel, source.data[0] + row * source.linesize[0] + column * pixel, pixel);
        }
    }
    return shown;
}

} // namespace

// Two steps through RGB, because the two ends mean different colours by the same numbers.
Libav<AVFrame> forJpeg(const AVFrame& source, Turn turn, int width, int height) {
    const int codedWidth = turn.isSideways ? height : width;
    const int codedHeight = turn.isSideways ? width : height;
    Libav<AVFrame> rgb = newFrame(AV_PIX_FMT_RGB24, codedWidth, codedHeight);
    Libav<AVFrame> jpeg = newFrame(AV_PIX_FMT_YUVJ420P, width, height);
    if (!rgb || !jpeg)
        return nullptr;
    const Libav<SwsContext> toRgb(
        sws_getContext(source.width, source.height, static_cast<AVPixelFormat>(source.format), codedWidth, codedHeight,
            AV_PIX_FMT_RGB24, SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, nullptr, nullptr, nullptr));
    const Libav<SwsContext> toJpeg(sws_getContext(width, height, AV_PIX_FMT_RGB24, width, height, AV_PIX_FMT_YUVJ420P,
        SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP, nullptr, nullptr, nullptr));
    if (!toRgb || !toJpeg)
        return nullptr;
    const bool is709 = source.colorspace == AVCOL_SPC_BT709 ||
                       (source.colorspace == AVCOL_SPC_UNSPECIFIED && std::min(source.width, source.height) >= 576);
    constexpr int one = 1 << 16;
    sws_setColorspaceDetails(toRgb.get(), sws_getCoefficients(is709 ? SWS_CS_ITU709 : SWS_CS_ITU601),
        source.color_range == AVCOL_RANGE_JPEG ? 1 : 0, sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, one, one);
    sws_setColorspaceDetails(
        toJpeg.get(), sws_getCoefficients(SWS_CS_DEFAULT), 1, sws_getCoefficients(SWS_CS_ITU601), 1, 0, one, one);
    sws_scale(toRgb.get(), source.data, source.linesize, 0, source.height, rgb->data, rgb->linesize);
    if (!turn.isNone())
        rgb = turned(*rgb, turn);
    if (!rgb)
        return nullptr;
    sws_scale(toJpeg.get(), rgb->data, rgb->linesize, 0, height, jpeg->data, jpeg->linesize);
    jpeg->color_range = AVCOL_RANGE_JPEG;
    return jpeg;
}

std::expected<std::string, std::string> encodeJpeg(AVFrame& frame) {
    const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    const Libav<AVCodecContext> encoder(codec != nullptr ? avcodec_alloc_context3(codec) : nullptr);
    if (!encoder)
        return std::unexpected("there is no JPEG encoder");
    encoder->width = frame.width;
    encoder->height = frame.height;
    encoder->pix_fmt = AV_PIX_FMT_YUVJ420P;
    encoder->color_range = AVCOL_RANGE_JPEG;
    encoder->time_base = AVRational{1, 25};
    encoder->flags |= AV_CODEC_FLAG_QSCALE;
    encoder->global_quality = FF_QP2LAMBDA * 3;
    frame.quality = encoder->global_quality;
    frame.pts = 0;
    const Libav<AVPacket> packet(av_packet_alloc());
    if (avcodec_open2(encoder.get(), codec, nullptr) < 0 || avcodec_send_frame(encoder.get(), &frame) < 0 ||
        avcodec_send_frame(encoder.get(), nullptr) < 0 || avcodec_receive_packet(encoder.get(), packet.get()) < 0)
        return std::unexpected("the picture cannot be encoded");
    return std::string(reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size));
}

} // namespace kinora::media
