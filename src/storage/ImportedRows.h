// Rows of videos that were brought here from elsewhere, and how they meet what the relay says of them. Used by
// VideoStore only; runs inside its transactions.
#pragma once

#include "storage/VideoRows.h"

#include <QHash>

#include <optional>

namespace kinora {

/// An imported video that no relay was known to have, and has the bytes of the one that is told: it is that one from
/// now on. What a person changed about it before is queued for the relay. Nothing when there is none.
[[nodiscard]] Result<std::optional<KnownVideo>> becomeTold(const QSqlDatabase& connection, const Video& told);

/// Puts into `told` what is known here of an imported video, and not there: what it was made with.
[[nodiscard]] Result<void> keepOwnFacts(const QSqlDatabase& connection, qint64 key, Video& told);

/// The oldest imported videos that lie here and on no relay, but those that it has refused.
[[nodiscard]] Result<QList<LibraryVideo>> importsToSend(const QSqlDatabase& connection, int limit);

/// See VideoStore::importCounts().
[[nodiscard]] Result<ImportCounts> importCounts(const QSqlDatabase& connection);

/// See VideoStore::forgetRefusals().
[[nodiscard]] Result<VideoChanges> forgetRefusals(const QSqlDatabase& connection);

/// See VideoStore::contents().
[[nodiscard]] Result<QHash<QString, std::optional<Video>>> allContents(const QSqlDatabase& connection);

} // namespace kinora
