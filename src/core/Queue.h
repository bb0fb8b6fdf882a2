// The line of an account's waiting jobs.
#pragma once

#include "core/Job.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace kinora {

struct QueuePlace {
    QString jobId;
    JobStage stage = JobStage::Queued; ///< Queued or Held
    int position = 0;                  ///< from 1

    bool operator==(const QueuePlace&) const = default;
};

struct Queue {
    bool paused = false;       ///< by the account itself: nothing new begins
    QDateTime pausedAt;        ///< UTC; invalid unless paused
    QList<QueuePlace> waiting; ///< in their order

    bool operator==(const Queue&) const = default;
};

} // namespace kinora
