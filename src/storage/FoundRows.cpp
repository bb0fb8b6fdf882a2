#include "storage/FoundRows.h"

#include "storage/EditQueue.h"
#include "storage/ImportedRows.h"

#include <QFileInfo>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

Result<void> addLocalOne(const QSqlDatabase& connection, const LocalVideo& found, VideoChanges& changes) {
    const Result<std::optional<KnownVideo>> known = knownVideo(connection, found.video.id);
    if (!known)
        return std::unexpected(known.error());
    qint64 key = 0;
    if (*known) {
        key = (*known)->key;
        changes.updated << key;
    } else {
        const auto named = runSql(connection, u"DELETE FROM former_ids WHERE former = ?"_s, {found.video.id});
        if (!named)
            return std::unexpected(named.error());
        const Result<QString> parent = currentId(connection, found.video.remixOf);
        if (!parent)
            return std::unexpected(parent.error());
        Video video = found.video;
        video.remixOf = *parent;
        const Result<qint64> inserted = insertVideo(connection, video, FileState::Absent, false);
        if (!inserted)
            return std::unexpected(inserted.error());
        key = *inserted;
        if (found.video.state != VideoState::Trashed)
            changes.inserted << placeOf(key, found.video);
    }
    return withoutRows(runSql(connection,
        u"UPDATE videos SET file_state = 'here', file = ?, problem = NULL WHERE key = ?"_s, {found.file, key}));
}

/// A video that is in no list, and lies in this file: nobody has deleted it for ever, and no other row is it.
Result<bool> mayComeBack(const QSqlDatabase& connection, const QString& id, const QString& file) {
    Result<QSqlQuery> against = runSql(connection,
        u"SELECT 1 FROM edits WHERE video_id = ? AND field = 'forever'"
        " UNION ALL SELECT 1 FROM left_files WHERE video_id = ? OR file = ?"
        " UNION ALL SELECT 1 FROM former_ids JOIN videos ON videos.id = former_ids.id WHERE former = ?"
        " UNION ALL SELECT 1 FROM former_ids JOIN edits ON edits.video_id = former_ids.id"
        "  WHERE former = ? AND field = 'forever'"
        " UNION ALL SELECT 1 FROM videos WHERE file = ? LIMIT 1"_s,
        {id, id, file, id, id, file});
    return against ? Result<bool>(!against->next()) : std::unexpected(against.error());
}

} // namespace

Result<VideoChanges> addBrought(const QSqlDatabase& connection, const QList<LocalVideo>& videos) {
    VideoChanges changes;
    for (const LocalVideo& video : videos) {
        // Whoever brings it again does not want it deleted.
        Result<void> done = dropRemoval(connection, video.video.id);
        if (done)
            done = addLocalOne(connection, video, changes);
        if (!done)
            return std::unexpected(done.error());
    }
    return changes;
}

Result<VideoChanges> takeBack(
    const QSqlDatabase& connection, const QString& root, const QList<LocalVideo>& videos, qint64& inserted) {
    VideoChanges changes;
    for (const LocalVideo& found : videos) {
        const Result<bool> wanted = mayComeBack(connection, found.video.id, found.file);
        if (!wanted)
            return std::unexpected(wanted.error());
        if (!*wanted || !QFileInfo::exists(root + u'/' + found.file)) // cleared away since it was found
            continue;
        const Result<std::optional<KnownVideo>> known = knownVideo(connection, found.video.id);
        if (!known)
            return std::unexpected(known.error());
        if (const Result<void> done = addLocalOne(connection, found, changes); !done)
            return std::unexpected(done.error());
        if (!*known)
            ++inserted;
    }
    return changes;
}

} // namespace kinora
