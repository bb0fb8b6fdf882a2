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

/// A video with this content under another id: of several one that is not in the trash, and has its file.
Result<std::optional<LibraryVideo>> withContent(const QSqlDatabase& connection, const Video& video) {
    const Result<QList<LibraryVideo>> rows = videoRows(runSql(connection,
        u"SELECT %1 FROM videos WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM videos WHERE id = ?)"
        " ORDER BY state = 'trashed', file_state <> 'here', key LIMIT 1"_s.arg(videoColumns()),
        {video.sha256, video.id}));
    if (!rows)
        return std::unexpected(rows.error());
    return rows->isEmpty() ? std::nullopt : std::optional(rows->first());
}

/// The library has learnt of it, from the relay perhaps, since somebody looked whether it is here.
Result<BroughtVideo> meetKnown(
    const QSqlDatabase& connection, const LocalVideo& found, const LibraryVideo& known, VideoChanges& changes) {
    BroughtVideo brought{.id = known.video.id, .isTrashed = known.video.state == VideoState::Trashed};
    brought.isTaken = !brought.isTrashed && known.fileState != FileState::Here;
    if (const Result<void> named = noteFormerId(connection, found.video.id, known.video.id); !named)
        return std::unexpected(named.error());
    Video told = found.video;
    told.id = known.video.id;
    const Result<VideoChanges> filled = fillIn(connection, told);
    if (!filled)
        return std::unexpected(filled.error());
    changes.updated << filled->updated;
    if (brought.isTaken) {
        if (const Result<void> done = addLocalOne(connection, {.video = known.video, .file = found.file}, changes);
            !done)
            return std::unexpected(done.error());
    }
    return brought;
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

Result<VideoChanges> addBrought(
    const QSqlDatabase& connection, const QList<LocalVideo>& videos, QList<BroughtVideo>& brought) {
    VideoChanges changes;
    for (const LocalVideo& video : videos) {
        const Result<std::optional<LibraryVideo>> known = withContent(connection, video.video);
        if (!known)
            return std::unexpected(known.error());
        if (*known) {
            const Result<BroughtVideo> met = meetKnown(connection, video, **known, changes);
            if (!met)
                return std::unexpected(met.error());
            brought << *met;
            continue;
        }
        brought << BroughtVideo{.id = video.video.id, .isTrashed = video.video.state == VideoState::Trashed};
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
