// The rows of the table of videos: read, written and indexed for the search. Used by the stores of this folder only.
#pragma once

#include "core/LibraryVideo.h"
#include "storage/Database.h"

#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

namespace kinora {

/// For a SELECT whose answer videoRows() reads.
[[nodiscard]] const QString& videoColumns();
[[nodiscard]] Result<QList<LibraryVideo>> videoRows(Result<QSqlQuery> query);
/// In any order; ids without a row are left out, keys likewise. One that an import had before the relay gave it another
/// is as good as that.
[[nodiscard]] Result<QList<LibraryVideo>> rowsWithIds(const QSqlDatabase& connection, const QStringList& ids);
/// In the order asked.
[[nodiscard]] Result<QList<LibraryVideo>> rowsInOrder(const QSqlDatabase& connection, const QList<qint64>& keys);
[[nodiscard]] Result<QStringList> firstColumn(Result<QSqlQuery> query);
[[nodiscard]] VideoPlace placeOf(qint64 key, const Video& video);

/// What is stored of a video now.
struct KnownVideo {
    qint64 key = 0;
    qint64 seq = 0;
    bool trashed = false;
};
[[nodiscard]] Result<std::optional<KnownVideo>> knownVideo(const QSqlDatabase& connection, const QString& id);

/// The new row's key.
[[nodiscard]] Result<qint64> insertVideo(
    const QSqlDatabase& connection, const Video& video, FileState state, bool onRelay);
/// All that a relay says of it; what lies on this computer stays.
[[nodiscard]] Result<void> updateVideo(const QSqlDatabase& connection, qint64 key, const Video& video);
/// What a video was when it was thrown away; a draft where that is not known.
[[nodiscard]] Result<VideoState> stateBeforeTrash(const QSqlDatabase& connection, const QString& id);
[[nodiscard]] Result<void> deleteVideo(const QSqlDatabase& connection, qint64 key);

/// Indexes the rows of a library that comes from a version without a search.
[[nodiscard]] Result<void> indexAllWords(QSqlDatabase& connection);

/// Fills prompt_mark, by which videos of one prompt are found, in a library that comes from a version without it.
[[nodiscard]] Result<void> markPrompts(QSqlDatabase& connection);

/// The words that the table has for these.
[[nodiscard]] QString storedWord(FileState state);
[[nodiscard]] QString storedWord(ErrorCode problem);

/// NULL for an empty text.
[[nodiscard]] QVariant optionalText(const QString& value);
/// A JSON list for `IN (SELECT value FROM json_each(?))`.
[[nodiscard]] QString jsonList(const QList<qint64>& keys);
[[nodiscard]] QString jsonList(const QStringList& texts);

} // namespace kinora
