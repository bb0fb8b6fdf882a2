// The jobs last seen, so that the app shows them before the relay answers.
#pragma once

#include "core/Job.h"
#include "core/Result.h"

#include <QFuture>
#include <QList>
#include <QString>

namespace kinora {

/// Implemented over the account's library, faked in tests. GUI thread only. A hint, not the truth: losing it loses
/// nothing.
class JobCache {
public:
    virtual ~JobCache() = default;
    [[nodiscard]] virtual QFuture<Result<QList<Job>>> load() = 0;
    /// Inserts or replaces.
    virtual void put(const Job& job) = 0;
    virtual void remove(const QString& jobId) = 0;
};

} // namespace kinora
