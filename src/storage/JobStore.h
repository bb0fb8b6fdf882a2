// The jobs that were under way when the app last heard, so that it can show them before the relay answers.
#pragma once

#include "core/Job.h"
#include "storage/Database.h"

#include <QList>

namespace kinora {

/// A cache: the relay is the truth. Threading as VideoStore.
class JobStore {
public:
    explicit JobStore(Database& database);

    /// Newest first.
    [[nodiscard]] Result<QList<Job>> all() const;
    QFuture<Result<void>> save(const Job& job);
    QFuture<Result<void>> remove(const QString& id);

private:
    Database& m_database;
};

} // namespace kinora
