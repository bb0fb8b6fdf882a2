// Turns decoder frames into images with the right colours.
#pragma once

#include <QImage>
#include <QSize>
#include <QVideoFrame>

#include <memory>

struct SwsContext;

namespace kinora {

/// Qt 6.4 shows BT.709 video with BT.601 coefficients (200,100,50 becomes 188,92,50), so the mapped frame goes through
/// libswscale with the matrix and range the file names; a file that names none is taken for BT.709 from 720 lines up,
/// as players do. Not thread-safe.
class VideoFrameConverter {
public:
    VideoFrameConverter();
    ~VideoFrameConverter();
    VideoFrameConverter(const VideoFrameConverter&) = delete;
    VideoFrameConverter& operator=(const VideoFrameConverter&) = delete;

    /// The picture scaled to exactly `size` (device pixels); null when the frame cannot be read.
    QImage convert(const QVideoFrame& frame, QSize size);

private:
    SwsContext* m_context = nullptr;
};

} // namespace kinora
