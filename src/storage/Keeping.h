// Which files should come to this computer and which may go, by the rules of the person. Used by VideoStore only.
#pragma once

#include "core/KeepRules.h"
#include "core/LibraryVideo.h"
#include "storage/Database.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

namespace kinora {

/// Makes wanted what the rules ask for, and Absent what they have no room for: what was not watched (or made) for
/// longest, the trash first. Where something would have to go that may not (yet), only what fits beside all that is
/// here becomes wanted.
[[nodiscard]] Result<VideoChanges> keep(
    const QSqlDatabase& connection, const KeepRules& rules, const LetGo& letGo, KeptFiles& kept);

/// What waits to be downloaded, or has failed, by rules that hold no more, except for these ids, becomes Absent.
[[nodiscard]] Result<VideoChanges> unwant(const QSqlDatabase& connection, const QStringList& except);

/// What is not here of these becomes Wanted, and all of them watched at this time; with a limit as many as fit, in this
/// order. The ids of the others are put into `beyond`.
[[nodiscard]] Result<VideoChanges> want(const QSqlDatabase& connection, const QStringList& ids, const QDateTime& at,
    qint64 limitBytes, QStringList& beyond);

/// What has failed, for this reason only where one is given, becomes Wanted.
[[nodiscard]] Result<VideoChanges> wantFailed(const QSqlDatabase& connection, std::optional<ErrorCode> problem);

} // namespace kinora
