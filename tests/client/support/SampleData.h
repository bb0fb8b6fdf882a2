// Values for tests that need some video or job, no matter which.
#pragma once

#include "core/Job.h"
#include "core/Video.h"

#include <QString>

namespace kinora::tests {

/// "0190a5b0-0000-7000-8000-00000000000n"
inline QString sampleId(int number) {
    return QStringLiteral("0190a5b0-0000-7000-8000-%1").arg(number, 12, 16, QLatin1Char('0'));
}

/// Video `number` was made `number` seconds after 2026-11-01 12:00 UTC, and has a content of its own.
inline Video sampleVideo(int number, const QString& words = QStringLiteral("A paper boat in the rain")) {
    Video video;
    video.id = sampleId(number);
    video.seq = number;
    video.prompt = words;
    video.size = QSize(720, 1280);
    video.seconds = 4;
    video.model = QStringLiteral("sora-2");
    video.upstream = QStringLiteral("Paper Studio");
    video.bytes = 1000;
    video.sha256 = QStringLiteral("%1").arg(number, 64, 16, QLatin1Char('a'));
    video.contentType = QStringLiteral("video/mp4");
    video.createdAt = QDateTime(QDate(2026, 11, 1), QTime(12, 0), Qt::UTC).addSecs(number);
    video.updatedAt = video.createdAt;
    return video;
}

} // namespace kinora::tests
