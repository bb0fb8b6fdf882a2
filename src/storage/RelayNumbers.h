// The numbers under which the relay has told of videos, and what becomes of them where it was set back. Used by
// VideoStore only; runs inside its transactions.
#pragma once

#include "core/Error.h"
#include "storage/Database.h"

#include <QList>
#include <QSet>
#include <QStringList>

namespace kinora {

/// See VideoStore::highestNumber().
[[nodiscard]] Result<qint64> highestNumber(const QSqlDatabase& connection);
/// See VideoStore::forgetNumbers(), but for the bookmark.
[[nodiscard]] Result<bool> forgetNumbers(const QSqlDatabase& connection, const QList<LostNumbers>& lost);
/// See VideoStore::isAnyHereAlone().
[[nodiscard]] Result<bool> isAnyHereAlone(const QSqlDatabase& connection);
/// See VideoStore::settleListing().
[[nodiscard]] Result<QStringList> settleListing(
    const QSqlDatabase& connection, const QSet<QString>& listed, qint64 from);

} // namespace kinora
