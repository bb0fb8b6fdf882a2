#include "storage/Leaving.h"

#include "storage/EditQueue.h"
#include "storage/ImportedRows.h"

namespace kinora {

using namespace Qt::StringLiterals;

Result<void> noteLeft(const QSqlDatabase& connection, LeftFiles& files) {
    const Result<QSqlQuery> noted =
        runSql(connection, u"INSERT INTO left_files (video_id, file, poster, sprite, is_kept) VALUES (?, ?, ?, ?, ?)"_s,
            {files.id, optionalText(files.file), optionalText(files.poster), optionalText(files.sprite), files.isKept});
    if (!noted)
        return std::unexpected(noted.error());
    files.number = noted->lastInsertId().toLongLong();
    return {};
}

Result<VideoChanges> takeOut(const QSqlDatabase& connection, const QStringList& ids,
    const std::optional<QDateTime>& forEverAt, QList<LeftFiles>& left) {
    // A person may hold the id that a video had before. The relay means the one that has the id there.
    const Result<QList<LibraryVideo>> rows =
        forEverAt ? rowsWithIds(connection, ids)
                  : videoRows(runSql(connection,
                        u"SELECT %1 FROM videos WHERE id IN (SELECT value FROM json_each(?))"_s.arg(videoColumns()),
                        {jsonList(ids)}));
    if (!rows)
        return std::unexpected(rows.error());
    VideoChanges changes;
    for (const LibraryVideo& row : *rows) {
        LeftFiles files{.id = row.video.id,
            .file = row.file,
            .poster = row.poster,
            .sprite = row.sprite,
            .isKept = !forEverAt.has_value()};
        Result<void> done = deleteVideo(connection, row.key);
        if (done)
            done = noteLeft(connection, files);
        if (done && !forEverAt)
            done = withoutRows(runSql(connection, u"DELETE FROM edits WHERE video_id = ?"_s, {row.video.id}));
        if (done && forEverAt) // also where no relay is known to have it: it may
            done = queueRemoval(connection, row.video.id, row.video.sha256, *forEverAt);
        if (done && forEverAt && !row.onRelay)
            done = noteDeleted(connection, row.video.sha256, *forEverAt);
        if (!done)
            return std::unexpected(done.error());
        changes.removed << row.key;
        changes.queued = changes.queued || forEverAt;
        left << files;
    }
    return changes;
}

Result<qint64> lastLeft(const QSqlDatabase& connection) {
    Result<QSqlQuery> query = runSql(connection, u"SELECT max(number) FROM left_files"_s);
    if (!query)
        return std::unexpected(query.error());
    return query->next() ? query->value(0).toLongLong() : 0;
}

Result<QList<LeftFiles>> leftUpTo(const QSqlDatabase& connection, qint64 number) {
    Result<QSqlQuery> query = runSql(connection,
        u"SELECT number, video_id, file, poster, sprite, is_kept FROM left_files WHERE number <= ? "
        "AND NOT EXISTS (SELECT 1 FROM videos WHERE videos.id = left_files.video_id) ORDER BY number"_s,
        {number});
    if (!query)
        return std::unexpected(query.error());
    QList<LeftFiles> left;
    while (query->next())
        left << LeftFiles{.id = query->value(1).toString(),
            .file = query->value(2).toString(),
            .poster = query->value(3).toString(),
            .sprite = query->value(4).toString(),
            .number = query->value(0).toLongLong(),
            .isKept = query->value(5).toBool()};
    return left;
}

Result<void> dropLeft(const QSqlDatabase& connection, const QList<qint64>& numbers) {
    return withoutRows(runSql(connection,
        u"DELETE FROM left_files WHERE number IN (SELECT value FROM json_each(?)) "
        "OR EXISTS (SELECT 1 FROM videos WHERE videos.id = left_files.video_id)"_s,
        {jsonList(numbers)}));
}

Result<QStringList> unknownOf(const QSqlDatabase& connection, const QStringList& ids) {
    return firstColumn(runSql(connection,
        u"SELECT wanted.value FROM json_each(?) AS wanted WHERE EXISTS (SELECT 1 FROM bookmarks WHERE name = 'files') "
        "AND NOT EXISTS (SELECT 1 FROM videos WHERE videos.id = wanted.value)"_s,
        {jsonList(ids)}));
}

} // namespace kinora
