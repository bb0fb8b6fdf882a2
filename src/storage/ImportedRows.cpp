#include "storage/ImportedRows.h"

#include "storage/EditQueue.h"
#include "storage/Leaving.h"

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

const QString hereAlone = u"on_relay = 0 AND source = 'import' AND file_state = 'here' AND state <> 'trashed'"_s;

/// What the relay's word lacks of the one of here. What nobody has said of a file that was brought says nothing
/// against it, nor does a title that is the file's name; what a person has said waits with its own moment.
VideoEdit differenceTo(const Video& here, const Video& told) {
    VideoEdit edit;
    if (!here.title.isEmpty() && told.title.isEmpty())
        edit.title = here.title;
    if (here.favorite && !told.favorite)
        edit.favorite = true;
    if (here.rating > 0 && here.rating != told.rating)
        edit.rating = here.rating;
    if (here.state != told.state && here.state != VideoState::Draft)
        edit.state = here.state;
    else if (told.state == VideoState::Trashed) // else what a draft is elsewhere, it may well be
        edit.restore = here.state == VideoState::Draft;
    std::ranges::copy_if(
        here.tags, std::back_inserter(edit.addTags), [&told](const QString& tag) { return !told.tags.contains(tag); });
    return edit;
}

/// What a video was made with, where `video` does not say it.
void fillFacts(Video& video, const Video& known) {
    const auto keep = [](auto& own, const auto& other, bool isTold) {
        if (!isTold)
            own = other;
    };
    keep(video.prompt, known.prompt, !video.prompt.isEmpty());
    keep(video.model, known.model, !video.model.isEmpty());
    keep(video.settings, known.settings, video.settings.has_value());
    keep(video.chargedMicroUsd, known.chargedMicroUsd, video.chargedMicroUsd.has_value());
    keep(video.upstream, known.upstream, !video.upstream.isEmpty());
    keep(video.remixOf, known.remixOf, !video.remixOf.isEmpty());
    keep(video.batchId, known.batchId, !video.batchId.isEmpty());
    keep(video.demo, known.demo, video.demo);
}

/// Remixes of a video that has another id from now on.
Result<void> followParent(
    const QSqlDatabase& connection, const QString& former, const QString& id, VideoChanges& changes) {
    Result<QSqlQuery> remixes = runSql(connection, u"SELECT key FROM videos WHERE remix_of = ?"_s, {former});
    if (!remixes)
        return std::unexpected(remixes.error());
    while (remixes->next())
        changes.updated << remixes->value(0).toLongLong();
    remixes->finish();
    return withoutRows(runSql(connection, u"UPDATE videos SET remix_of = ? WHERE remix_of = ?"_s, {id, former}));
}

} // namespace

namespace {

/// `other` leaves the list, and `row` gets what only that one had.
Result<void> takeDouble(const QSqlDatabase& connection, LibraryVideo& row, const LibraryVideo& other, const Video& told,
    VideoChanges& changes) {
    Result<void> done = followParent(connection, other.video.id, row.video.id, changes);
    if (done)
        done = queueEditMade(connection, row.video.id, differenceTo(other.video, told), other.video.updatedAt);
    if (done)
        done = renameQueued(connection, other.video.id, row.video.id);
    LeftFiles left{.id = other.video.id, .file = other.file, .poster = other.poster, .sprite = other.sprite};
    if (done && row.fileState != FileState::Here && other.fileState == FileState::Here) {
        left.file.clear();
        row.fileState = FileState::Here;
        done = withoutRows(runSql(connection,
            u"UPDATE videos SET file_state = 'here', file = ?, problem = NULL WHERE key = ?"_s, {other.file, row.key}));
    }
    if (done)
        done = deleteVideo(connection, other.key);
    if (done)
        done = noteFormerId(connection, other.video.id, row.video.id);
    if (done)
        done = noteLeft(connection, left);
    if (row.video.source == VideoSource::Import)
        fillFacts(row.video, other.video);
    changes.removed << other.key;
    return done;
}

} // namespace

Result<QString> currentId(const QSqlDatabase& connection, const QString& id) {
    const Result<QStringList> current =
        firstColumn(runSql(connection, u"SELECT id FROM former_ids WHERE former = ?"_s, {id}));
    if (!current)
        return std::unexpected(current.error());
    return current->value(0, id);
}

Result<void> noteFormerId(const QSqlDatabase& connection, const QString& former, const QString& id) {
    return withoutRows(
        runSql(connection, u"INSERT OR REPLACE INTO former_ids (former, id) VALUES (?, ?)"_s, {former, id}));
}

Result<std::optional<KnownVideo>> becomeTold(const QSqlDatabase& connection, const Video& told, VideoChanges& changes) {
    const Result<QList<LibraryVideo>> rows = videoRows(runSql(connection,
        u"SELECT %1 FROM videos WHERE sha256 = ? AND on_relay = 0 AND source = 'import' LIMIT 1"_s.arg(videoColumns()),
        {told.sha256}));
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->isEmpty())
        return std::nullopt;
    const LibraryVideo& row = rows->first();
    const auto known =
        runSql(connection, u"UPDATE videos SET id = ?, refused = NULL WHERE key = ?"_s, {told.id, row.key});
    if (!known)
        return std::unexpected(known.error());
    if (const Result<void> noted = noteFormerId(connection, row.video.id, told.id); !noted)
        return std::unexpected(noted.error());
    if (const Result<void> followed = followParent(connection, row.video.id, told.id, changes); !followed)
        return std::unexpected(followed.error());
    if (const Result<void> queued =
            queueEditMade(connection, told.id, differenceTo(row.video, told), row.video.updatedAt);
        !queued)
        return std::unexpected(queued.error());
    // What was changed here since has its own moments.
    if (const Result<void> renamed = renameQueued(connection, row.video.id, told.id); !renamed)
        return std::unexpected(renamed.error());
    return KnownVideo{.key = row.key, .seq = 0, .trashed = row.video.state == VideoState::Trashed};
}

Result<void> takeDoubles(const QSqlDatabase& connection, const Video& told, VideoChanges& changes) {
    const Result<QList<LibraryVideo>> known = rowsWithIds(connection, {told.id});
    if (!known)
        return std::unexpected(known.error());
    const Result<QList<LibraryVideo>> doubles = videoRows(runSql(connection,
        u"SELECT %1 FROM videos WHERE sha256 = ? AND on_relay = 0 AND source = 'import' AND id <> ?"_s.arg(
            videoColumns()),
        {told.sha256, told.id}));
    if (!doubles)
        return std::unexpected(doubles.error());
    if (known->isEmpty() || doubles->isEmpty())
        return {};
    LibraryVideo row = known->first();
    for (const LibraryVideo& other : *doubles) {
        if (const Result<void> done = takeDouble(connection, row, other, told, changes); !done)
            return done;
    }
    changes.updated << row.key;
    changes.queued = true;
    return updateVideo(connection, row.key, row.video);
}

Result<void> keepOwnFacts(const QSqlDatabase& connection, qint64 key, Video& told) {
    if (told.source != VideoSource::Import)
        return {};
    const Result<QList<LibraryVideo>> rows =
        videoRows(runSql(connection, u"SELECT %1 FROM videos WHERE key = ?"_s.arg(videoColumns()), {key}));
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->isEmpty())
        return {};
    const Result<QString> parent = currentId(connection, told.remixOf);
    if (!parent)
        return std::unexpected(parent.error());
    told.remixOf = *parent; // it may have been told before the parent had an id there
    const Video& here = rows->first().video;
    if (here.prompt.startsWith(told.prompt)) // a relay takes the beginning of a long one
        told.prompt = here.prompt;
    if (rows->first().fileState == FileState::Here && !here.size.isEmpty()) { // read from the very file
        told.size = here.size;
        told.orientation = here.orientation;
    }
    fillFacts(told, here);
    return {};
}

Result<bool> noteOffered(const QSqlDatabase& connection, const QString& sha256, const QDateTime& at) {
    const Result<QStringList> waiting = firstColumn(
        runSql(connection, u"SELECT id FROM videos WHERE sha256 = ? AND %1 LIMIT 1"_s.arg(hereAlone), {sha256}));
    if (!waiting)
        return std::unexpected(waiting.error());
    if (waiting->isEmpty())
        return false;
    const auto noted = runSql(connection,
        u"INSERT OR REPLACE INTO offered_imports (sha256, offered_at, deleted_at) VALUES (?, ?, NULL)"_s,
        {sha256, at.toMSecsSinceEpoch()});
    return noted ? Result<bool>(true) : std::unexpected(noted.error());
}

Result<void> noteDeleted(const QSqlDatabase& connection, const QString& sha256, const QDateTime& at) {
    return withoutRows(runSql(
        connection, u"UPDATE offered_imports SET deleted_at = ? WHERE sha256 = ?"_s, {at.toMSecsSinceEpoch(), sha256}));
}

Result<void> forgetOffered(const QSqlDatabase& connection, const QString& sha256) {
    return withoutRows(runSql(connection, u"DELETE FROM offered_imports WHERE sha256 = ?"_s, {sha256}));
}

Result<void> forgetSettled(const QSqlDatabase& connection, const QDateTime& toldAt) {
    return withoutRows(runSql(connection,
        u"DELETE FROM offered_imports WHERE deleted_at < ? OR (deleted_at IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM videos WHERE on_relay = 0 AND videos.sha256 = offered_imports.sha256))"_s,
        {toldAt.addSecs(-std::chrono::seconds(uploadsEndWithin).count()).toMSecsSinceEpoch()}));
}

Result<std::optional<QDateTime>> deletedWhenOffered(const QSqlDatabase& connection, const Video& told) {
    if (told.source != VideoSource::Import) // the relay had made it itself
        return std::nullopt;
    Result<QSqlQuery> query = runSql(connection,
        u"SELECT deleted_at FROM offered_imports WHERE sha256 = ? AND offered_at <= ? AND deleted_at >= ?"_s,
        {told.sha256, told.updatedAt.addSecs(std::chrono::seconds(clocksDiffer).count()).toMSecsSinceEpoch(),
            told.updatedAt.addSecs(-std::chrono::seconds(uploadsEndWithin).count()).toMSecsSinceEpoch()});
    if (!query)
        return std::unexpected(query.error());
    if (!query->next())
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(query->value(0).toLongLong(), Qt::UTC);
}

Result<std::optional<LibraryVideo>> importToSend(const QSqlDatabase& connection, const QList<qint64>& except) {
    const QString first =
        u"SELECT %1 FROM videos WHERE %2 AND refused IS NULL AND key NOT IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM edits WHERE edits.field = 'forever' AND edits.value = videos.sha256)"
        "%3 ORDER BY key LIMIT 1"_s.arg(videoColumns(), hereAlone);
    // Parents go before what was made of them. In two steps, since sorting would look at all that wait.
    const QString afterParents =
        u" AND NOT EXISTS (SELECT 1 FROM videos AS parents WHERE parents.id = videos.remix_of AND NOT parents.on_relay)"_s;
    for (const QString& condition : {afterParents, QString()}) {
        const Result<QList<LibraryVideo>> rows =
            videoRows(runSql(connection, first.arg(condition), {jsonList(except)}));
        if (!rows)
            return std::unexpected(rows.error());
        if (!rows->isEmpty())
            return rows->first();
    }
    return std::nullopt;
}

Result<ImportCounts> importCounts(const QSqlDatabase& connection) {
    Result<QSqlQuery> query = runSql(connection,
        u"SELECT count(*) FILTER (WHERE refused IS NULL), count(refused) FROM videos WHERE %1"_s.arg(hereAlone));
    if (!query)
        return std::unexpected(query.error());
    query->next();
    return ImportCounts{.waiting = query->value(0).toInt(), .refused = query->value(1).toInt()};
}

Result<VideoChanges> forgetRefusals(const QSqlDatabase& connection) {
    Result<QSqlQuery> refused = runSql(connection, u"SELECT key FROM videos WHERE refused IS NOT NULL"_s);
    if (!refused)
        return std::unexpected(refused.error());
    VideoChanges changes;
    while (refused->next())
        changes.updated << refused->value(0).toLongLong();
    refused->finish();
    const auto done = runSql(connection, u"UPDATE videos SET refused = NULL WHERE refused IS NOT NULL"_s);
    return done ? Result<VideoChanges>(changes) : std::unexpected(done.error());
}

Result<QHash<QString, KnownContent>> allContents(const QSqlDatabase& connection) {
    QHash<QString, KnownContent> contents;
    const Result<QList<LibraryVideo>> elsewhere =
        videoRows(runSql(connection, u"SELECT %1 FROM videos WHERE file_state <> 'here'"_s.arg(videoColumns())));
    if (!elsewhere)
        return std::unexpected(elsewhere.error());
    const auto note = [&contents](const QString& sha256, const KnownContent& content) {
        const auto other = contents.constFind(sha256);
        if (other == contents.cend() || other->isTrashed || !content.isTrashed)
            contents.insert(sha256, content);
    };
    for (const LibraryVideo& row : *elsewhere)
        note(row.video.sha256,
            {.id = row.video.id, .isTrashed = row.video.state == VideoState::Trashed, .notHere = row.video});
    Result<QSqlQuery> here = runSql(connection,
        u"SELECT sha256, id, state = 'trashed', source = 'import' AND prompt = '', source = 'import' AND model = '',"
        " source = 'import' AND settings IS NULL, source = 'import' AND NOT EXISTS"
        " (SELECT 1 FROM videos AS parents WHERE parents.id = videos.remix_of) FROM videos WHERE file_state = 'here'"_s);
    if (!here)
        return std::unexpected(here.error());
    while (here->next()) {
        int column = 1;
        note(here->value(0).toString(), {.id = here->value(column++).toString(),
                                            .isTrashed = here->value(column++).toBool(),
                                            .lacksPrompt = here->value(column++).toBool(),
                                            .lacksModel = here->value(column++).toBool(),
                                            .lacksSettings = here->value(column++).toBool(),
                                            .lacksParent = here->value(column++).toBool()});
    }
    return contents;
}

Result<VideoChanges> fillIn(const QSqlDatabase& connection, const Video& told) {
    const Result<QList<LibraryVideo>> rows = rowsWithIds(connection, {told.id});
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->isEmpty() || rows->first().video.source != VideoSource::Import)
        return VideoChanges();
    const Result<QString> parent = currentId(connection, told.remixOf);
    if (!parent)
        return std::unexpected(parent.error());
    Video known = told;
    known.remixOf = *parent;
    Video video = rows->first().video;
    const Result<std::optional<KnownVideo>> parentHere = knownVideo(connection, video.remixOf);
    if (!parentHere)
        return std::unexpected(parentHere.error());
    if (!*parentHere && !known.remixOf.isEmpty()) // its id where it came from: the one here says more
        video.remixOf.clear();
    fillFacts(video, known);
    if (video == rows->first().video)
        return VideoChanges();
    const Result<void> done = updateVideo(connection, rows->first().key, video);
    VideoChanges changes;
    changes.updated << rows->first().key;
    return done ? Result<VideoChanges>(changes) : std::unexpected(done.error());
}

} // namespace kinora
