#include "media/Poster.h"

#include "media/Libav.h"

#include <algorithm>
#include <cstdint>

namespace kinora::media {

namespace {

// Two seconds at 30 frames a second; a film that is dark for longer means to be.
constexpr int FramesTried = 60;

// How far the luma values lie apart; a black or white frame is close to 0.
double contrastOf(const AVFrame& frame) {
    std::uint64_t sum = 0;
    std::uint64_t squares = 0;
    std::uint64_t count = 0;
    for (int y = 0; y < frame.height; y += 8) {
        const std::uint8_t* line = frame.data[0] + static_cast<std::ptrdiff_t>(y) * frame.linesize[0];
        for (int x = 0; x < frame.width; x += 8) {
            sum += line[x];
            squares += static_cast<std::uint64_t>(line[x]) * line[x];
            ++count;
        }
    }
    if (count == 0)
        return 0;
    const double mean = static_cast<double>(sum) / static_cast<double>(count);
    return static_cast<double>(squares) / static_cast<double>(count) - mean * mean;
}

bool isEightBitPlanar(const AVFrame& frame) {
    return frame.format == AV_PIX_FMT_YUV420P || frame.format == AV_PIX_FMT_YUVJ420P ||
           frame.format == AV_PIX_FMT_YUV444P || frame.format == AV_PIX_FMT_YUV422P;
}

Libav<AVFrame> newFrame(AVPixelFormat format, int width, int height) {
    Libav<AVFrame> frame(av_frame_alloc());
    frame->format = format;
    frame->width = width;
    frame->height = height;
    if (av_frame_get_buffer(frame.get(), 0) < 0)
        return nullptr;
    return frame;
}

// Two steps through RGB, because the two ends mean different colours by the same numbers.
Libav<AVFrame> forJpeg(const AVFrame& source, int width, int height) {
    Libav<AVFrame> rgb = newFrame(AV_PIX_FMT_RGB24, width, height);
    Libav<AVFrame> jpeg = newFrame(AV_PIX_FMT_YUVJ420P, width, height);
    if (!rgb || !jpeg)
        return nullptr;
    const Libav<SwsContext> toRgb(sws_getContext(source.width, source.height, static_cast<AVPixelFormat>(source.format),
        width, height, AV_PIX_FMT_RGB24, SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, nullptr, nullptr, nullptr));
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
    sws_scale(toJpeg.get(), rgb->data, rgb->linesize, 0, height, jpeg->data, jpeg->linesize);
    jpeg->color_range = AVCOL_RANGE_JPEG;
    return jpeg;
}

std::expected<std::string, std::string> encode(AVFrame& frame) {
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

} // namespace

std::expected<std::string, std::string> makePoster(const std::filesystem::path& video, int longestSide) {
    auto opened = openVideo(video);
    if (!opened)
        return std::unexpected(opened.error());
    const Libav<AVPacket> packet(av_packet_alloc());
    const Libav<AVFrame> frame(av_frame_alloc());
    Libav<AVFrame> best;
    double bestContrast = -1;
    constexpr double goodContrast = 60;
    int tried = 0;
    bool flushing = false;
    while (tried < FramesTried && bestContrast < goodContrast) {
        const int status = avcodec_receive_frame(opened->decoder.get(), frame.get());
        if (status >= 0) {
            ++tried;
            const double contrast = isEightBitPlanar(*frame) ? contrastOf(*frame) : goodContrast;
            if (contrast > bestContrast) {
                bestContrast = contrast;
                best.reset(av_frame_clone(frame.get()));
            }
            av_frame_unref(frame.get());
            continue;
        }
        if (status != AVERROR(EAGAIN) || flushing)
            break;
        if (av_read_frame(opened->format.get(), packet.get()) < 0) {
            flushing = true;
            avcodec_send_packet(opened->decoder.get(), nullptr);
            continue;
        }
        if (packet->stream_index == opened->stream->index)
            avcodec_send_packet(opened->decoder.get(), packet.get());
        av_packet_unref(packet.get());
    }
    if (!best)
        return std::unexpected("not one picture of it can be decoded");
    const double scale = std::min(1.0, static_cast<double>(longestSide) / std::max(best->width, best->height));
    const int width = std::max(2, static_cast<int>(best->width * scale) & ~1);
    const int height = std::max(2, static_cast<int>(best->height * scale) & ~1);
    const Libav<AVFrame> picture = forJpeg(*best, width, height);
    if (!picture)
        return std::unexpected("the picture cannot be converted");
    return encode(*picture);
}

} // namespace kinora::media
