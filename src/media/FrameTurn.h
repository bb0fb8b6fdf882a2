// How the pictures of a video are turned before they are shown.
#pragma once

#include <QString>
#include <QVideoFrame>

namespace kinora {

/// A phone held upright films lying pictures, and says so beside them.
struct FrameTurn {
    QVideoFrame::RotationAngle angle = QVideoFrame::Rotation0; ///< clockwise
    bool mirrored = false;                                     ///< left for right, once turned

    bool operator==(const FrameTurn&) const = default;
};

/// As the head of the file says; none where it says nothing or cannot be read. In the calling thread, which waits for
/// the disk as the player does when it opens the file.
[[nodiscard]] FrameTurn readTurn(const QString& file);

} // namespace kinora
