// A video at a glance: 25 of its pictures on one sheet, for scrubbing over a card and for the strip under the player.
#pragma once

#include "core/Result.h"

#include <QImage>
#include <QRect>
#include <QSize>
#include <QString>

#include <algorithm>

namespace kinora {

/// The sheet that the relay makes, too (GET /videos/{id}/sprite): frame i is the picture at (i + 0.5) / 25 of the
/// length, row by row.
namespace sprite {

inline constexpr int columns = 5;
inline constexpr int rows = 5;
inline constexpr int frames = columns * rows;
inline constexpr int longestSide = 240; ///< of one frame, in pixels

/// Where a frame is on a sheet of that size.
[[nodiscard]] inline QRect tile(QSize sheet, int frame) {
    const QSize size(sheet.width() / columns, sheet.height() / rows);
    return {QPoint(frame % columns * size.width(), frame / columns * size.height()), size};
}

/// The frame that stands for a place in the video, from 0 to 1.
[[nodiscard]] inline int frameAt(double fraction) {
    return std::clamp(static_cast<int>(fraction * frames), 0, frames - 1);
}

} // namespace sprite

/// In the calling thread: it decodes the video, about half a second for ten seconds of 720p. CorruptFile when it is no
/// video.
[[nodiscard]] Result<QImage> readSpriteSheet(const QString& file);

} // namespace kinora
