// Poster, sprite sheet and facts of a video file, by libav.
#pragma once

#include "core/Result.h"

#include <QFuture>
#include <QImage>
#include <QSize>
#include <QString>
#include <QThreadPool>

namespace kinora {

struct MediaFacts {
    QSize size; ///< as displayed, after rotation
    qint64 durationMs = 0;
};

struct Thumbnail {
    QImage poster;
    MediaFacts facts;
};

/// Works in one thread of its own, 7–14 ms a poster. The destructor waits for the file in hand and drops the rest.
class Thumbnailer {
public:
    Thumbnailer();
    ~Thumbnailer();

    /// The first frame that is not nearly black within the first second, at most `longestSide` pixels. corruptFile when
    /// it is no video.
    QFuture<Result<Thumbnail>> read(const QString& file, int longestSide);
    /// The same, with the poster written as JPEG to `posterFile` (whole or not at all).
    QFuture<Result<Thumbnail>> readAndSave(const QString& file, int longestSide, const QString& posterFile);
    /// The video's sprite sheet (media/SpriteSheet.h), written as JPEG likewise; about half a second a file.
    QFuture<Result<void>> saveSprite(const QString& file, const QString& spriteFile);

private:
    QThreadPool m_pool;
};

/// What Thumbnailer does, in the calling thread.
Result<Thumbnail> readThumbnail(const QString& file, int longestSide);

/// Loads libav in the background, which takes about 60 ms: once the window is there and nobody waits for it. What plays
/// videos uses the same libraries, and would load them in the GUI thread.
void preloadMedia();

} // namespace kinora
