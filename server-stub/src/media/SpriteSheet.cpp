#include "media/SpriteSheet.h"

#include "base/WorkPool.h"
#include "media/Jpeg.h"
#include "media/Libav.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <utility>

namespace kinora::media {

namespace {

constexpr int Columns = 5;
constexpr int Rows = 5;
constexpr int Pictures = Columns * Rows;
constexpr int PictureSide = 240;

int scaledSide(int side, int longest) {
    return std::max(1, static_cast<int>(std::lround(static_cast<double>(side) * PictureSide / longest)));
}

/// Decodes one picture after the other and puts those that are wanted on the sheet.
class SheetMaker {
public:
    explicit SheetMaker(OpenVideo video)
        : m_video(std::move(video))
        , m_packet(av_packet_alloc())
        , m_frame(av_frame_alloc())
        , m_shown(av_frame_alloc()) {
        const AVStream& stream = *m_video.stream;
        if (stream.duration != AV_NOPTS_VALUE)
            m_seconds = static_cast<double>(stream.duration) * av_q2d(stream.time_base);
        else if (m_video.format->duration != AV_NOPTS_VALUE)
            m_seconds = static_cast<double>(m_video.format->duration) / AV_TIME_BASE;
        if (stream.start_time != AV_NOPTS_VALUE)
            m_start = static_cast<double>(stream.start_time) * av_q2d(stream.time_base);
    }

    std::expected<std::string, std::string> make() {
        while (m_next < Pictures && decode()) {
            const double at = secondOf(*m_frame);
            // What came before is shown until this one.
            while (m_next < Pictures && momentOf(m_next) < at && m_hasShown)
                if (!place())
                    return std::unexpected("a picture cannot be converted");
            av_frame_unref(m_shown.get());
            av_frame_move_ref(m_shown.get(), m_frame.get());
            m_picture.reset();
            m_hasShown = true;
        }
        if (!m_hasShown)
            return std::unexpected("not one picture of it can be decoded");
        while (m_next < Pictures)
            if (!place())
                return std::unexpected("a picture cannot be converted");
        return encodeJpeg(*m_sheet);
    }

private:
    /// The next picture into m_frame; false at the end.
    bool decode() {
        for (;;) {
            const int status = avcodec_receive_frame(m_video.decoder.get(), m_frame.get());
            if (status >= 0)
                return true;
            if (status != AVERROR(EAGAIN) || m_flushing)
                return false;
            WorkPool::checkpoint();
            if (av_read_frame(m_video.format.get(), m_packet.get()) < 0) {
                m_flushing = true;
                avcodec_send_packet(m_video.decoder.get(), nullptr);
                continue;
            }
            if (m_packet->stream_index == m_video.stream->index)
                avcodec_send_packet(m_video.decoder.get(), m_packet.get());
            av_packet_unref(m_packet.get());
        }
    }

    [[nodiscard]] double secondOf(const AVFrame& frame) const {
        if (frame.best_effort_timestamp == AV_NOPTS_VALUE)
            return 0;
        return static_cast<double>(frame.best_effort_timestamp) * av_q2d(m_video.stream->time_base) - m_start;
    }

    [[nodiscard]] double momentOf(int picture) const { return (picture + 0.5) / Pictures * m_seconds; }

    bool place() {
        if (!m_sheet) {
            const int longest = std::max(m_shown->width, m_shown->height);
            m_width = scaledSide(m_shown->width, longest);
            m_height = scaledSide(m_shown->height, longest);
            if (m_video.turn.isSideways)
                std::swap(m_width, m_height);
            m_sheet = newFrame(AV_PIX_FMT_YUVJ420P, m_width * Columns, m_height * Rows);
            if (!m_sheet)
                return false;
            m_sheet->color_range = AVCOL_RANGE_JPEG;
        }
        if (!m_picture)
            m_picture = forJpeg(*m_shown, m_video.turn, m_width, m_height);
        if (!m_picture)
            return false;
        paste(0, m_next % Columns * m_width, m_next / Columns * m_height, m_width, m_height);
        // Two pixels share a colour: where a picture has an odd side, its last column or row shares with its neighbour.
        for (const int plane : {1, 2})
            paste(plane, m_next % Columns * m_width / 2, m_next / Columns * m_height / 2, (m_width + 1) / 2,
                (m_height + 1) / 2);
        ++m_next;
        return true;
    }

    void paste(int plane, int left, int top, int width, int height) {
        for (int y = 0; y < height; ++y)
            std::memcpy(m_sheet->data[plane] + static_cast<std::ptrdiff_t>(top + y) * m_sheet->linesize[plane] + left,
                m_picture->data[plane] + static_cast<std::ptrdiff_t>(y) * m_picture->linesize[plane],
                static_cast<std::size_t>(width));
    }

    OpenVideo m_video;
    Libav<AVPacket> m_packet;
    Libav<AVFrame> m_frame;
    Libav<AVFrame> m_shown;
    Libav<AVFrame> m_picture; ///< m_shown as it goes onto the sheet, once it is wanted
    Libav<AVFrame> m_sheet;
    double m_seconds = 0;
    double m_start = 0;
    int m_width = 0;
    int m_height = 0;
    int m_next = 0;
    bool m_hasShown = false;
    bool m_flushing = false;
};

} // namespace

std::expected<std::string, std::string> makeSpriteSheet(const std::filesystem::path& video) {
    auto opened = openVideo(video);
    if (!opened)
        return std::unexpected(opened.error());
    SheetMaker maker(std::move(*opened));
    return maker.make();
}

} // namespace kinora::media
