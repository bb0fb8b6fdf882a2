// Finding videos by a filter. Used by VideoStore only.
#pragma once

#include "core/LibraryVideo.h"
#include "core/VideoFilter.h"
#include "storage/Database.h"

namespace kinora {

/// The places that pass the filter, in its order.
[[nodiscard]] Result<QList<VideoPlace>> findPlaces(const QSqlDatabase& connection, const VideoFilter& filter);

/// What the library's videos can be narrowed to.
[[nodiscard]] Result<LibraryWords> findWords(const QSqlDatabase& connection);

} // namespace kinora
