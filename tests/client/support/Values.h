// Ready-made values and the relay's way of writing them.
#pragma once

#include "core/Account.h"
#include "core/Job.h"
#include "core/Video.h"

#include <QByteArray>

namespace kinora::tests {

/// A job of the time `minute` minutes after the epoch of the tests.
[[nodiscard]] Job makeJob(
    const QString& id, JobStatus status = JobStatus::Processing, std::optional<int> progress = {}, int minute = 0);
[[nodiscard]] Video makeVideo(const QString& id, const QString& jobId = {}, qint64 seq = 1);
[[nodiscard]] Account makeAccount(const QString& id = QStringLiteral("0190a000-0000-7000-8000-0000000000aa"));

[[nodiscard]] QByteArray jobJson(const Job& job);
[[nodiscard]] QByteArray videoJson(const Video& video);
[[nodiscard]] QByteArray accountJson(const Account& account);

} // namespace kinora::tests
