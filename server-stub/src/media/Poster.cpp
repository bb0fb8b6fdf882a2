#include "media/Poster.h"

#include "media/Jpeg.h"
#include "media/Libav.h"

#include <algorithm>
#include <cstdint>
#include <utility>

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
    int width = std::max(2, static_cast<int>(best->width * scale) & ~1);
    int height = std::max(2, static_cast<int>(best->height * scale) & ~1);
    if (opened->turn.isSideways)
        std::swap(width, height);
    const Libav<AVFrame> picture = forJpeg(*best, opened->turn, width, height);
    if (!picture)
        return std::unexpected("the picture cannot be converted");
    return encodeJpeg(*picture);
}

} // namespace kinora::media
