// What a video file says about itself, in its own metadata.
#pragma once

#include "core/Result.h"

#include <QDateTime>
#include <QString>

namespace kinora {

/// Empty members are not written.
struct EmbeddedFacts {
    QString title;
    QString prompt;
    QString model;
    QDateTime createdAt; ///< UTC
};

/// Copies the video to `copy`, which must not exist, with these facts in it as QuickTime metadata (exiftool tells them
/// as Title, Description, Model and CreationDate); pictures and sound stay as they are, byte for byte. In the calling
/// thread. CorruptFile when libav cannot read it, FileFailed when the copy could not be written: nothing is left of it
/// then.
[[nodiscard]] Result<void> copyWithFacts(const QString& video, const QString& copy, const EmbeddedFacts& facts);

} // namespace kinora
