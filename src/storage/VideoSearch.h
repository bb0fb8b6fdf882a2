// Finding videos by a filter. Used by VideoStore only.
#pragma once

#include "core/LibraryVideo.h"
#include "core/VideoFilter.h"
#include "storage/Database.h"

#include <optional>

namespace kinora {

/// The places that pass the filter, in its order; the first `limit` of them, or all with none.
[[nodiscard]] Result<QList<VideoPlace>> findPlaces(
    const QSqlDatabase& connection, const VideoFilter& filter, std::optional<qsizetype> limit = {});

/// All places as they were read last, so that one more letter in a search does not read them again. For one thread and
/// one connection.
struct KnownPlaces {
    qint64 version = -1; ///< of the database
    QList<VideoPlace> places;
};
/// As findPlaces() without a limit.
[[nodiscard]] Result<QList<VideoPlace>> searchPlaces(
    const QSqlDatabase& connection, const VideoFilter& filter, KnownPlaces& known);

/// What the videos of these keys have in common.
[[nodiscard]] Result<ManyVideos> findMany(const QSqlDatabase& connection, const QList<qint64>& keys);

/// What the library's videos can be narrowed to.
[[nodiscard]] Result<LibraryWords> findWords(const QSqlDatabase& connection);

} // namespace kinora
