// What a video file says about itself, in its own metadata.
#pragma once

#include "core/Result.h"
#include "media/Thumbnailer.h"

#include <QDateTime>
#include <QString>

namespace kinora {

/// Empty members are not written, and stay empty where a file does not tell them.
struct EmbeddedFacts {
    QString title;
    QString prompt;
    QString model;
    QDateTime createdAt; ///< UTC
};

struct VideoFileFacts {
    MediaFacts media;
    QString contentType; ///< "video/mp4", "video/quicktime" or "video/webm"
    EmbeddedFacts embedded;
};

/// What a video file from anywhere says of itself. In the calling thread; it looks at the first picture and at the last
/// ones. CorruptFile when it is no MP4, QuickTime or WebM video, or one that breaks off before its end.
[[nodiscard]] Result<VideoFileFacts> readVideoFile(const QString& video);

/// Copies the video to `copy`, which must not exist, with these facts in it as QuickTime metadata (exiftool tells them
/// as Title, Description, Model and CreationDate); pictures, sound and subtitles stay as they are, byte for byte, other
/// tracks are left out. Answers the ending of what it has become: "mp4", or "mov" for a QuickTime video that no MP4 can
/// hold. In the calling thread. CorruptFile when libav cannot read it, UnsupportedMediaType when neither can hold its
/// pictures and sounds, FileFailed when the copy could not be written: nothing is left of it then.
[[nodiscard]] Result<QString> copyWithFacts(const QString& video, const QString& copy, const EmbeddedFacts& facts);

} // namespace kinora
