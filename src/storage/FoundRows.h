// Rows of videos whose files lie here. Used by VideoStore only; runs inside its transactions.
#pragma once

#include "storage/VideoRows.h"

namespace kinora {

/// See VideoStore::addLocal().
[[nodiscard]] Result<VideoChanges> addBrought(
    const QSqlDatabase& connection, const QList<LocalVideo>& videos, QList<BroughtVideo>& brought);

/// See VideoStore::takeBack().
[[nodiscard]] Result<VideoChanges> takeBack(
    const QSqlDatabase& connection, const QString& root, const QList<LocalVideo>& videos, qint64& inserted);

} // namespace kinora
