// Videos that leave the library, and what is still to be cleared away of them. Used by VideoStore only; runs inside its
// transactions.
#pragma once

#include "storage/VideoRows.h"

#include <QDateTime>

#include <optional>

namespace kinora {

/// Takes the rows out. With a moment they are deleted for ever by a person here, and the relay is to hear it; without
/// one they are gone elsewhere, and so are the edits that wait for them. What lay here of them is put into `left`, and
/// noted in the same transaction: whatever ends the program before it is cleared away, the next start does it.
[[nodiscard]] Result<VideoChanges> takeOut(const QSqlDatabase& connection, const QStringList& ids,
    const std::optional<QDateTime>& forEverAt, QList<LeftFiles>& left);

/// Notes that these are to be cleared away, and gives the note its number.
[[nodiscard]] Result<void> noteLeft(const QSqlDatabase& connection, LeftFiles& files);
/// The number of the last note; 0 when all is cleared away.
[[nodiscard]] Result<qint64> lastLeft(const QSqlDatabase& connection);
/// What is noted up to this number, but of videos that have come back.
[[nodiscard]] Result<QList<LeftFiles>> leftUpTo(const QSqlDatabase& connection, qint64 number);
/// These are cleared away.
[[nodiscard]] Result<void> dropLeft(const QSqlDatabase& connection, const QList<qint64>& numbers);

/// Those of the ids that no video has; none in a library that has yet to look at what lies in its folder.
[[nodiscard]] Result<QStringList> unknownOf(const QSqlDatabase& connection, const QStringList& ids);

} // namespace kinora
