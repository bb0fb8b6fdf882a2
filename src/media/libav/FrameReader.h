// Frames of a video file by libav, and pictures made of them.
#pragma once

#include "media/Thumbnailer.h"
#include "media/libav/MediaInput.h"

#include <QImage>
#include <QString>
#include <QTransform>

#include <memory>

namespace kinora {

/// Frames of the best video stream of one file, in order.
class FrameReader {
public:
    static Result<FrameReader> open(const QString& file);
    /// The next picture, valid until the call after; null at the end or where the file breaks off.
    const AVFrame* next();
    /// Goes to a frame at or before that moment, as near as the file allows; where it allows nothing it stays.
    void goBefore(double seconds);
    /// From the first moment of the video.
    [[nodiscard]] double secondsOf(const AVFrame& frame) const;
    /// How long a frame is shown, as far as the file says.
    [[nodiscard]] double frameSeconds() const;
    [[nodiscard]] MediaFacts facts() const;
    /// How long the pictures go on, as the file says; 0 where it does not.
    [[nodiscard]] double statedSeconds() const;
    /// From the pictures as they are coded to those that are shown: quarter turns and mirrors, as the container says.
    [[nodiscard]] QTransform turn() const;
    /// A frame's size as it is shown.
    [[nodiscard]] QSize sizeOf(const AVFrame& frame) const;
    /// The frame as it is shown, in right colours, its longest side at most that many pixels; null when it cannot be
    /// read.
    [[nodiscard]] QImage imageOf(const AVFrame& frame, int longestSide) const;
    /// The whole file's.
    [[nodiscard]] const AVFormatContext& container() const { return *m_input; }

private:
    [[nodiscard]] const AVStream& stream() const { return *m_input->streams[m_stream]; }

    std::unique_ptr<AVFormatContext, CloseInput> m_input;
    std::unique_ptr<AVCodecContext, FreeCodec> m_decoder;
    std::unique_ptr<AVFrame, FreeFrame> m_frame{av_frame_alloc()};
    std::unique_ptr<AVPacket, FreePacket> m_packet{av_packet_alloc()};
    int m_stream = -1;
};

} // namespace kinora
