// How what the relay says of a video meets the row of it that is here. Used by VideoStore only; runs inside its
// transactions.
#pragma once

#include "storage/VideoRows.h"

namespace kinora {

/// See VideoStore::upsert().
[[nodiscard]] Result<void> storeTold(const QSqlDatabase& connection, const Video& told, VideoChanges& changes);

/// Notes what a gallery sees of a row that is now `video`.
void noteChange(const Video& video, const KnownVideo& before, VideoChanges& changes);

} // namespace kinora
