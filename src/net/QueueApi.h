// The account's own queue on its relay.
#pragma once

#include "core/Queue.h"
#include "core/Result.h"

#include <QFuture>
#include <QString>

namespace kinora {

/// Rules and common errors as RelayApi. Every answer is the queue as it is then; changes come as QueueEvent too.
class QueueApi {
public:
    virtual ~QueueApi() = default;

    /// Jobs under way go on; those that wait, and new ones, do not begin.
    [[nodiscard]] virtual QFuture<Result<Queue>> pauseQueue() = 0;
    [[nodiscard]] virtual QFuture<Result<Queue>> resumeQueue() = 0;
    /// Puts a waiting job before another one, or at the end when `before` is empty. NotFound; Conflict when one of them
    /// does not wait any more.
    [[nodiscard]] virtual QFuture<Result<Queue>> moveJob(const QString& jobId, const QString& before) = 0;
};

} // namespace kinora
