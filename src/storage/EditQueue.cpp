#include "storage/EditQueue.h"

#include "storage/VideoRows.h"

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// One row of the queue: an edit of one field.
struct QueuedField {
    QString field;
    QString tag;
    QString value;
};

const QString switchedOn = u"1"_s;
const QString switchedOff = u"0"_s;
const QString removalField = u"forever"_s;
const QString restored = u"restored"_s; ///< in place of a state
/// In place of a tag: into the trash or out of it. What comes out is what it was before, so that publishing has to be
/// told too.
const QString trashTag = u"trash"_s;

QList<QueuedField> fieldsOf(const VideoEdit& edit) {
    QList<QueuedField> fields;
    if (edit.title)
        fields << QueuedField{.field = u"title"_s, .tag = {}, .value = *edit.title};
    if (edit.favorite)
        fields << QueuedField{.field = u"favorite"_s, .tag = {}, .value = *edit.favorite ? switchedOn : switchedOff};
    if (edit.rating)
        fields << QueuedField{.field = u"rating"_s, .tag = {}, .value = QString::number(*edit.rating)};
    if (edit.restore)
        fields << QueuedField{.field = u"state"_s, .tag = trashTag, .value = restored};
    else if (edit.state)
        fields << QueuedField{.field = u"state"_s,
            .tag = *edit.state == VideoState::Trashed ? trashTag : QString(),
            .value = toWire(*edit.state)};
    for (const QString& tag : edit.addTags)
        fields << QueuedField{.field = u"tag"_s, .tag = tag, .value = switchedOn};
    for (const QString& tag : edit.removeTags)
        fields << QueuedField{.field = u"tag"_s, .tag = tag, .value = switchedOff};
    return fields;
}

VideoEdit editOf(const QueuedField& row) {
    VideoEdit edit;
    if (row.field == u"title")
        edit.title = row.value;
    else if (row.field == u"favorite")
        edit.favorite = row.value == switchedOn;
    else if (row.field == u"rating")
        edit.rating = row.value.toInt();
    else if (row.field == u"state" && row.value == restored)
        edit.restore = true;
    else if (row.field == u"state")
        edit.state = videoStateFromWire(row.value);
    else if (row.field == u"tag")
        (row.value == switchedOn ? edit.addTags : edit.removeTags) << row.tag;
    return edit;
}

/// An import that no relay is known to have is brought to it first; what was changed about it follows.
const QString hearable =
    u"NOT EXISTS (SELECT 1 FROM videos WHERE videos.id = edits.video_id AND on_relay = 0 AND source = 'import')"_s;

QueuedField fieldIn(const QSqlQuery& query) {
    return {.field = query.value(0).toString(), .tag = query.value(1).toString(), .value = query.value(2).toString()};
}

Result<void> put(const QSqlDatabase& connection, const QString& id, const QueuedField& row, const EditMoment& moment) {
    // Replacing gives a new number: the answer to the edit before must not drop this one.
    const auto notNull = [](const QString& text) {
        return text.isNull() ? u""_s : text;
    };
    return withoutRows(runSql(connection,
        u"INSERT OR REPLACE INTO edits (video_id, field, tag, value, edited_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)"_s,
        {id, row.field, notNull(row.tag), notNull(row.value), moment.editedAt.toMSecsSinceEpoch(),
            moment.seen.isValid() ? moment.seen.toMSecsSinceEpoch() : qint64{0}}));
}

} // namespace

Result<EditMoment> momentAfter(
    const QSqlDatabase& connection, const QList<LibraryVideo>& rows, const VideoEdit& edit, const QDateTime& editedAt) {
    // A relay holds by the moments alone, and of two in the same millisecond it keeps the first. One that waits may be
    // on its way, and be of another session.
    QStringList ids;
    qint64 seen = 0;
    for (const LibraryVideo& row : rows) {
        ids << row.video.id;
        if (row.onRelay && row.video.updatedAt.isValid())
            seen = std::max(seen, row.video.updatedAt.toMSecsSinceEpoch());
    }
    QStringList fields;
    for (const QueuedField& row : fieldsOf(edit))
        fields << row.field;
    Result<QSqlQuery> last = runSql(connection,
        u"SELECT max(edited_at), max(seen_at) FROM edits WHERE video_id IN (SELECT value FROM json_each(?))"
        " AND field IN (SELECT value FROM json_each(?))"_s,
        {jsonList(ids), jsonList(fields)});
    if (!last)
        return std::unexpected(last.error());
    qint64 moment = editedAt.toMSecsSinceEpoch();
    if (last->next() && !last->value(0).isNull()) {
        moment = std::max(moment, last->value(0).toLongLong() + 1);
        if (last->value(1).toLongLong() > 0)
            seen = std::max(seen, last->value(1).toLongLong() + 1);
    }
    return EditMoment{.editedAt = QDateTime::fromMSecsSinceEpoch(moment, Qt::UTC),
        .seen = seen > 0 ? QDateTime::fromMSecsSinceEpoch(seen, Qt::UTC) : QDateTime()};
}

Result<void> queueEdit(
    const QSqlDatabase& connection, const QString& id, const VideoEdit& edit, const EditMoment& moment) {
    for (const QueuedField& row : fieldsOf(edit)) {
        if (const Result<void> done = put(connection, id, row, moment); !done)
            return done;
    }
    return {};
}

Result<void> queueEditMade(
    const QSqlDatabase& connection, const QString& id, const VideoEdit& edit, const QDateTime& editedAt) {
    for (const QueuedField& row : fieldsOf(edit)) {
        Result<QSqlQuery> later =
            runSql(connection, u"SELECT 1 FROM edits WHERE video_id = ? AND field = ? AND tag = ? AND edited_at > ?"_s,
                {id, row.field, row.tag.isNull() ? u""_s : row.tag, editedAt.toMSecsSinceEpoch()});
        if (!later)
            return std::unexpected(later.error());
        const bool waits = later->next();
        later->finish();
        if (waits)
            continue;
        if (const Result<void> done = put(connection, id, row, {.editedAt = editedAt, .seen = {}}); !done)
            return done;
    }
    return {};
}

Result<void> queueRemoval(
    const QSqlDatabase& connection, const QString& id, const QString& sha256, const QDateTime& editedAt) {
    if (const auto dropped = runSql(connection, u"DELETE FROM edits WHERE video_id = ?"_s, {id}); !dropped)
        return std::unexpected(dropped.error());
    return put(connection, id, {.field = removalField, .tag = {}, .value = sha256}, {.editedAt = editedAt, .seen = {}});
}

Result<void> dropRemoval(const QSqlDatabase& connection, const QString& id) {
    return withoutRows(runSql(connection, u"DELETE FROM edits WHERE video_id = ? AND field = ?"_s, {id, removalField}));
}

Result<bool> isRemovalQueued(const QSqlDatabase& connection, const QString& id) {
    Result<QSqlQuery> query =
        runSql(connection, u"SELECT 1 FROM edits WHERE video_id = ? AND field = ?"_s, {id, removalField});
    return query ? Result<bool>(query->next()) : std::unexpected(query.error());
}

Result<void> renameQueued(const QSqlDatabase& connection, const QString& from, const QString& to) {
    const Result<QSqlQuery> dropped = runSql(connection,
        u"DELETE FROM edits WHERE video_id = ? AND EXISTS (SELECT 1 FROM edits AS later WHERE later.video_id = ?"
        " AND later.field = edits.field AND later.tag = edits.tag AND later.edited_at > edits.edited_at)"_s,
        {from, to});
    if (!dropped)
        return std::unexpected(dropped.error());
    return withoutRows(
        runSql(connection, u"UPDATE OR REPLACE edits SET video_id = ? WHERE video_id = ?"_s, {to, from}));
}

Result<void> dropQueued(const QSqlDatabase& connection, const QList<qint64>& numbers) {
    return withoutRows(runSql(
        connection, u"DELETE FROM edits WHERE number IN (SELECT value FROM json_each(?))"_s, {jsonList(numbers)}));
}

Result<std::optional<Video>> withQueued(const QSqlDatabase& connection, const Video& video) {
    Result<QSqlQuery> query =
        runSql(connection, u"SELECT field, tag, value FROM edits WHERE video_id = ? ORDER BY number"_s, {video.id});
    if (!query)
        return std::unexpected(query.error());
    Video edited = video;
    while (query->next()) {
        const QueuedField row = fieldIn(*query);
        if (row.field == removalField)
            return std::nullopt;
        const bool trashed = edited.state == VideoState::Trashed;
        apply(editOf(row), edited);
        if (trashed && row.field == u"state" && row.value == restored) {
            const Result<VideoState> before = stateBeforeTrash(connection, video.id);
            if (!before)
                return std::unexpected(before.error());
            edited.state = *before;
        }
    }
    return edited;
}

Result<std::optional<QueuedEdits>> oldestQueued(const QSqlDatabase& connection, int limit) {
    Result<QSqlQuery> oldest = runSql(
        connection, u"SELECT field, tag, value, edited_at FROM edits WHERE %1 ORDER BY number LIMIT 1"_s.arg(hearable));
    if (!oldest)
        return std::unexpected(oldest.error());
    if (!oldest->next())
        return std::nullopt;
    const QueuedField row = fieldIn(*oldest);
    const qint64 editedAt = oldest->value(3).toLongLong();
    oldest->finish();
    QueuedEdits queued{.numbers = {},
        .ids = {},
        .edit = editOf(row),
        .removal = row.field == removalField,
        .editedAt = QDateTime::fromMSecsSinceEpoch(editedAt, Qt::UTC),
        .seen = {}};
    Result<QSqlQuery> alike = runSql(connection,
        u"SELECT number, video_id, seen_at FROM edits WHERE edited_at = ? AND field = ? AND tag = ? AND value = ? "
        "AND %1 ORDER BY number LIMIT ?"_s.arg(hearable),
        {editedAt, row.field, row.tag.isNull() ? u""_s : row.tag, row.value.isNull() ? u""_s : row.value, limit});
    if (!alike)
        return std::unexpected(alike.error());
    qint64 seen = 0;
    while (alike->next()) {
        queued.numbers << alike->value(0).toLongLong();
        queued.ids << alike->value(1).toString();
        seen = std::max(seen, alike->value(2).toLongLong());
    }
    if (seen > 0)
        queued.seen = QDateTime::fromMSecsSinceEpoch(seen, Qt::UTC);
    return queued;
}

} // namespace kinora
