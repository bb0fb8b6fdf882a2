// The line of an account's waiting jobs.
#pragma once

#include "core/Job.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace kinora {

struct QueuePlace {
    QString jobId;
    JobStage stage = JobStage::Queued;  ///< Queued or Held
    int position = 0;                   ///< from 1
    std::optional<int> etaSeconds = {}; ///< until it is there

    bool operator==(const QueuePlace&) const = default;
};

struct Queue {
    bool paused = false;       ///< by the account itself: nothing new begins
    QDateTime pausedAt;        ///< UTC; invalid unless paused
    QList<QueuePlace> waiting; ///< in their order

    bool operator==(const Queue&) const = default;
};

} // namespace kinora
