#include "media/libav/FrameReader.h"

#include <algorithm>
#include <array>

extern "C" {
#include <libswscale/swscale.h>
}

namespace kinora {

namespace {

struct FreeScaler {
    void operator()(SwsContext* context) const { sws_freeContext(context); }
};

/// The same matrix rules as VideoFrameConverter, so that poster and first frame look alike.
int matrixOf(const AVFrame& frame) {
    switch (frame.colorspace) {
    case AVCOL_SPC_BT709:
        return SWS_CS_ITU709;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
        return SWS_CS_BT2020;
    case AVCOL_SPC_UNSPECIFIED:
        return qMin(frame.width, frame.height) >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601;
    default:
        return SWS_CS_ITU601;
    }
}

} // namespace

Result<FrameReader> FrameReader::open(const QString& file) {
    FrameReader reader;
    auto opened = openMedia(file);
    if (!opened)
        return std::unexpected(opened.error());
    reader.m_input = std::move(*opened);
    AVFormatContext* input = reader.m_input.get();
    const AVCodec* codec = nullptr;
    reader.m_stream = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
    if (reader.m_stream < 0)
        return notAVideo(file, reader.m_stream);
    auto decoder = openDecoder(*input, reader.m_stream, codec, file);
    if (!decoder)
        return std::unexpected(decoder.error());
    reader.m_decoder = std::move(*decoder);
    return reader;
}

const AVFrame* FrameReader::next() {
    for (;;) {
        const int received = avcodec_receive_frame(m_decoder.get(), m_frame.get());
        if (received == 0)
            return m_frame.get();
        if (received != AVERROR(EAGAIN))
            return nullptr;
        if (av_read_frame(m_input.get(), m_packet.get()) < 0) {
            avcodec_send_packet(m_decoder.get(), nullptr);
            continue;
        }
        if (m_packet->stream_index == m_stream)
            avcodec_send_packet(m_decoder.get(), m_packet.get());
        av_packet_unref(m_packet.get());
    }
}

void FrameReader::goBefore(double seconds) {
    const int64_t start = stream().start_time == AV_NOPTS_VALUE ? 0 : stream().start_time;
    const auto at = start + static_cast<int64_t>(seconds / av_q2d(stream().time_base));
    if (av_seek_frame(m_input.get(), m_stream, at, AVSEEK_FLAG_BACKWARD) >= 0)
        avcodec_flush_buffers(m_decoder.get());
}

double FrameReader::secondsOf(const AVFrame& frame) const {
    const int64_t start = stream().start_time == AV_NOPTS_VALUE ? 0 : stream().start_time;
    return static_cast<double>(frame.best_effort_timestamp - start) * av_q2d(stream().time_base);
}

double FrameReader::frameSeconds() const {
    const AVRational rate = stream().avg_frame_rate;
    constexpr double usual = 1.0 / 30;
    return rate.num > 0 && rate.den > 0 ? av_q2d(av_inv_q(rate)) : usual;
}

MediaFacts FrameReader::facts() const {
    MediaFacts facts;
    facts.size = turn().mapRect(QRect(0, 0, stream().codecpar->width, stream().codecpar->height)).size();
    if (m_input->duration != AV_NOPTS_VALUE)
        facts.durationMs = m_input->duration / (AV_TIME_BASE / 1000);
    return facts;
}

double FrameReader::statedSeconds() const {
    if (stream().duration == AV_NOPTS_VALUE)
        return 0;
    return static_cast<double>(stream().duration) * av_q2d(stream().time_base);
}

QTransform FrameReader::turn() const {
    return turnOf(stream());
}

QSize FrameReader::sizeOf(const AVFrame& frame) const {
    return turn().mapRect(QRect(0, 0, frame.width, frame.height)).size();
}

QImage FrameReader::imageOf(const AVFrame& frame, int longestSide) const {
    const QSize whole(frame.width, frame.height);
    const QSize size = qMax(whole.width(), whole.height()) <= longestSide
                           ? whole
                           : whole.scaled(longestSide, longestSide, Qt::KeepAspectRatio).expandedTo({1, 1});
    const std::unique_ptr<SwsContext, FreeScaler> scaler(
        sws_getContext(frame.width, frame.height, static_cast<AVPixelFormat>(frame.format), size.width(), size.height(),
            AV_PIX_FMT_RGB32, SWS_AREA | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
    // Room beyond the last pixel of a row: libswscale writes whole vector registers.
    QImage padded(size.width() + 32, size.height(), QImage::Format_RGB32);
    if (!scaler || padded.isNull())
        return {};
    constexpr int unity = 1 << 16;
    sws_setColorspaceDetails(scaler.get(), sws_getCoefficients(matrixOf(frame)),
        frame.color_range == AVCOL_RANGE_JPEG ? 1 : 0, sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, unity, unity);
    const std::array<uint8_t*, 1> out{padded.bits()};
    const std::array<int, 1> stride{static_cast<int>(padded.bytesPerLine())};
    sws_scale(scaler.get(), frame.data, frame.linesize, 0, frame.height, out.data(), stride.data());
    const QImage image = padded.copy(0, 0, size.width(), size.height());
    const QTransform toShown = turn();
    return toShown.isIdentity() ? image : image.transformed(toShown);
}

} // namespace kinora
