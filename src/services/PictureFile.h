// Pictures that people bring along, read with care.
#pragma once

#include "core/NewJob.h"
#include "core/Result.h"

#include <QByteArray>
#include <QFuture>
#include <QImage>
#include <QRect>
#include <QSize>
#include <QString>

class QIODevice;

namespace kinora {

/// The picture in a file or another device, turned as its camera says, no side longer than `longest`. What is no
/// picture, or one of a kind that is not offered, is CorruptFile. May take some tenths of a second: for a thread of the
/// pool.
[[nodiscard]] Result<QImage> readPicture(QIODevice& device, int longest);

/// The same by the pool; CorruptFile also for a file that cannot be opened.
[[nodiscard]] QFuture<Result<QImage>> readPictureFile(const QString& path, int longest);

/// What of a picture of this size is wanted for a video of that shape; see ReferencePicture.
[[nodiscard]] QRect partOf(const QSize& picture, const ReferencePicture& chosen, const QSize& shape);

/// On white where it is transparent, no side longer than `longest`.
[[nodiscard]] QByteArray jpegOf(const QImage& picture, int longest);

} // namespace kinora
