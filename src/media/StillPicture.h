// One picture out of a video, kept as a file.
#pragma once

#include "core/Result.h"

#include <QFuture>
#include <QImage>
#include <QString>

namespace kinora {

/// Writes it in the background, whole or not at all, replacing what was there: as JPEG where the name says so, else as
/// PNG. DiskFull or FileFailed.
[[nodiscard]] QFuture<Result<void>> saveStill(const QImage& picture, const QString& file);

} // namespace kinora
