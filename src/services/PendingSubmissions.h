// Where submissions wait until the relay has answered.
#pragma once

#include "core/NewJob.h"
#include "core/Result.h"

#include <QFuture>
#include <QList>
#include <QString>

namespace kinora {

/// Durable: what save() has answered is there after a crash. Implemented over the account's library, faked in tests.
/// GUI thread only.
class PendingSubmissions {
public:
    virtual ~PendingSubmissions() = default;
    /// Oldest first.
    [[nodiscard]] virtual QFuture<Result<QList<PendingSubmission>>> load() = 0;
    [[nodiscard]] virtual QFuture<Result<void>> save(const PendingSubmission& submission) = 0;
    /// Success also when there was none.
    [[nodiscard]] virtual QFuture<Result<void>> remove(const QString& idempotencyKey) = 0;
};

} // namespace kinora
