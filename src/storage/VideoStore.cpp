#include "storage/VideoStore.h"

#include "core/Receive.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

const QString& columns() {
    static const QString names = u"key, id, seq, job_id, title, prompt, orientation, width, height, seconds, model, "
                                 u"upstream, demo, bytes, sha256, "
                                 "content_type, favorite, rating, tags, state, remix_of, charged_micro_usd, "
                                 "created_at, updated_at, file_state, problem, "
                                 "file, poster, took_ms"_s;
    return names;
}

// The words of the table, and of `problem` the few that a stored file can have.
constexpr std::array fileStates{
    std::pair{FileState::Absent, QLatin1StringView("absent")},
    std::pair{FileState::Wanted, QLatin1StringView("wanted")},
    std::pair{FileState::Here, QLatin1StringView("here")},
    std::pair{FileState::Failed, QLatin1StringView("failed")},
};
constexpr std::array problems{
    std::pair{ErrorCode::DiskFull, QLatin1StringView("disk_full")},
    std::pair{ErrorCode::CorruptFile, QLatin1StringView("corrupt_file")},
    std::pair{ErrorCode::NotFound, QLatin1StringView("not_found")},
    std::pair{ErrorCode::FileFailed, QLatin1StringView("file_failed")},
};

template <class Table, class Value>
QString wordOf(const Table& table, Value value) {
    const auto found = std::ranges::find(table, value, [](const auto& entry) { return entry.first; });
    return found != table.end() ? QString(found->second) : QString(table.back().second);
}

template <class Table>
auto valueOf(const Table& table, const QString& word) {
    const auto found = std::ranges::find(table, word, [](const auto& entry) { return entry.second; });
    return found != table.end() ? found->first : table.back().first;
}

QDateTime timeOf(const QVariant& milliseconds) {
    return QDateTime::fromMSecsSinceEpoch(milliseconds.toLongLong(), Qt::UTC);
}

/// For NOT NULL columns: a null QString would be bound as NULL.
QVariant text(const QString& value) {
    return value.isNull() ? QString(u""_s) : value;
}

QVariant optionalText(const QString& value) {
    return value.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(value);
}

QVariant optionalNumber(const std::optional<qint64>& value) {
    return value ? QVariant(*value) : QVariant(QMetaType::fromType<qint64>());
}

std::optional<qint64> numberOf(const QVariant& value) {
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

QString tagsText(const QStringList& tags) {
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(tags)).toJson(QJsonDocument::Compact));
}

QStringList tagsOf(const QString& text) {
    QStringList tags;
    const QJsonArray array = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue& tag : array)
        tags << tag.toString();
    return tags;
}

LibraryVideo rowOf(const QSqlQuery& query) {
    int column = 0;
    const auto next = [&] {
        return query.value(column++);
    };
    LibraryVideo row;
    Video& video = row.video;
    row.key = next().toLongLong();
    video.id = next().toString();
    video.seq = next().toLongLong();
    video.jobId = next().toString();
    video.title = next().toString();
    video.prompt = next().toString();
    video.orientation = orientationFromWire(next().toString()).value_or(Orientation::Portrait);
    video.size.setWidth(next().toInt());
    video.size.setHeight(next().toInt());
    video.seconds = next().toDouble();
    video.model = next().toString();
    video.upstream = next().toString();
    video.demo = next().toBool();
    video.bytes = next().toLongLong();
    video.sha256 = next().toString();
    video.contentType = next().toString();
    video.favorite = next().toBool();
    video.rating = next().toInt();
    video.tags = tagsOf(next().toString());
    video.state = videoStateFromWire(next().toString()).value_or(VideoState::Draft);
    video.remixOf = next().toString();
    video.chargedMicroUsd = numberOf(next());
    video.createdAt = timeOf(next());
    video.updatedAt = timeOf(next());
    row.fileState = valueOf(fileStates, next().toString());
    const QVariant problem = next();
    if (!problem.isNull())
        row.problem = valueOf(problems, problem.toString());
    row.file = next().toString();
    row.poster = next().toString();
    row.tookMs = numberOf(next());
    return row;
}

Result<QList<LibraryVideo>> rowsOf(Result<QSqlQuery> query) {
    if (!query)
        return std::unexpected(query.error());
    QList<LibraryVideo> rows;
    while (query->next())
        rows << rowOf(*query);
    return rows;
}

Result<QStringList> firstColumn(Result<QSqlQuery> query) {
    if (!query)
        return std::unexpected(query.error());
    QStringList values;
    while (query->next())
        values << query->value(0).toString();
    return values;
}

VideoPlace placeOf(qint64 key, const Video& video) {
    return {.key = key,
        .createdAtMs = video.createdAt.toMSecsSinceEpoch(),
        .width = video.size.width(),
        .height = video.size.height()};
}

/// What is stored of a video now.
struct Known {
    qint64 key = 0;
    qint64 seq = 0;
    bool trashed = false;
};

Result<std::optional<Known>> knownOf(const QSqlDatabase& connection, const QString& id) {
    Result<QSqlQuery> query = runSql(connection, u"SELECT key, seq, state FROM videos WHERE id = ?"_s, {id});
    if (!query)
        return std::unexpected(query.error());
    if (!query->next())
        return std::nullopt;
    return Known{.key = query->value(0).toLongLong(),
        .seq = query->value(1).toLongLong(),
        .trashed = query->value(2).toString() == u"trashed"_s};
}

QVariantList relayValues(const Video& video) {
    return {video.seq, optionalText(video.jobId), optionalText(video.title), text(video.prompt),
        toWire(video.orientation), video.size.width(), video.size.height(), video.seconds, text(video.model),
        text(video.upstream), video.demo, video.bytes, text(video.sha256), text(video.contentType), video.favorite,
        video.rating, tagsText(video.tags), toWire(video.state), optionalText(video.remixOf),
        optionalNumber(video.chargedMicroUsd), video.createdAt.toMSecsSinceEpoch(),
        video.updatedAt.toMSecsSinceEpoch()};
}

Result<void> insertOne(const QSqlDatabase& connection, const Video& video, bool want, VideoChanges& changes) {
    QVariantList values = relayValues(video);
    values << video.id << wordOf(fileStates, want ? FileState::Wanted : FileState::Absent);
    const Result<QSqlQuery> inserted = runSql(connection,
        u"INSERT INTO videos (seq, job_id, title, prompt, orientation, width, height, seconds, model, upstream, demo, "
        u"bytes, "
        "sha256, content_type, favorite, rating, tags, state, remix_of, charged_micro_usd, created_at, updated_at, id, "
        "file_state) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s,
        values);
    if (!inserted)
        return std::unexpected(inserted.error());
    if (video.state != VideoState::Trashed)
        changes.inserted << placeOf(inserted->lastInsertId().toLongLong(), video);
    return {};
}

Result<void> updateOne(const QSqlDatabase& connection, const Video& video, const Known& known, VideoChanges& changes) {
    if (video.seq >= known.seq) {
        QVariantList values = relayValues(video);
        values << known.key;
        const auto updated = runSql(connection,
            u"UPDATE videos SET seq=?, job_id=?, title=?, prompt=?, orientation=?, width=?, height=?, seconds=?, "
            u"model=?, "
            "upstream=?, demo=?, bytes=?, sha256=?, content_type=?, favorite=?, rating=?, tags=?, state=?, remix_of=?, "
            "charged_micro_usd=?, created_at=?, updated_at=? WHERE key=?"_s,
            values);
        if (!updated)
            return std::unexpected(updated.error());
    }
    const bool trashed = video.seq >= known.seq ? video.state == VideoState::Trashed : known.trashed;
    if (trashed && !known.trashed)
        changes.removed << known.key;
    else if (!trashed && known.trashed)
        changes.inserted << placeOf(known.key, video);
    else if (!trashed)
        changes.updated << known.key;
    return {};
}

Result<VideoChanges> upsertAll(const QSqlDatabase& connection, const QList<Video>& videos, bool wantNew) {
    VideoChanges changes;
    for (const Video& video : videos) {
        const Result<std::optional<Known>> known = knownOf(connection, video.id);
        if (!known)
            return std::unexpected(known.error());
        const Result<void> done =
            *known ? updateOne(connection, video, **known, changes) : insertOne(connection, video, wantNew, changes);
        if (!done)
            return std::unexpected(done.error());
    }
    std::ranges::sort(changes.inserted, comesBefore);
    return changes;
}

/// Runs an UPDATE of one row that ends in "WHERE id = ?" and reports the row as updated.
std::function<Result<VideoChanges>(QSqlDatabase&)> updateRow(QString sql, QVariantList values, const QString& id) {
    values << id;
    return [sql = std::move(sql), values = std::move(values), id](QSqlDatabase& connection) -> Result<VideoChanges> {
        if (const auto done = runSql(connection, sql, values); !done)
            return std::unexpected(done.error());
        const Result<std::optional<Known>> known = knownOf(connection, id);
        if (!known)
            return std::unexpected(known.error());
        VideoChanges changes;
        if (*known && !(*known)->trashed)
            changes.updated << (*known)->key;
        return changes;
    };
}

} // namespace

VideoStore::VideoStore(Database& database, QObject* parent)
    : QObject(parent)
    , m_database(database) {
}

Result<QList<VideoPlace>> VideoStore::places() const {
    Result<QSqlQuery> query = runSql(m_database.reader(),
        u"SELECT key, created_at, width, height FROM videos WHERE state <> 'trashed' ORDER BY created_at DESC, key DESC"_s);
    if (!query)
        return std::unexpected(query.error());
    QList<VideoPlace> places;
    while (query->next())
        places << VideoPlace{.key = query->value(0).toLongLong(),
            .createdAtMs = query->value(1).toLongLong(),
            .width = query->value(2).toInt(),
            .height = query->value(3).toInt()};
    return places;
}

Result<QList<LibraryVideo>> VideoStore::rows(const QList<qint64>& keys) const {
    QJsonArray wanted;
    for (const qint64 key : keys)
        wanted << key;
    Result<QList<LibraryVideo>> found = rowsOf(runSql(m_database.reader(),
        u"SELECT "_s + columns() + u" FROM videos WHERE key IN (SELECT value FROM json_each(?))"_s,
        {QString::fromUtf8(QJsonDocument(wanted).toJson(QJsonDocument::Compact))}));
    if (!found)
        return found;
    QHash<qint64, qsizetype> positions;
    for (qsizetype i = 0; i < found->size(); ++i)
        positions.insert(found->at(i).key, i);
    QList<LibraryVideo> ordered;
    for (const qint64 key : keys) {
        if (const auto position = positions.constFind(key); position != positions.cend())
            ordered << found->at(*position);
    }
    return ordered;
}

Result<QList<LibraryVideo>> VideoStore::page(const std::optional<VideoCursor>& after, int limit) const {
    if (!after)
        return rowsOf(runSql(m_database.reader(),
            u"SELECT "_s + columns() +
                u" FROM videos WHERE state <> 'trashed' ORDER BY created_at DESC, key DESC LIMIT ?"_s,
            {limit}));
    return rowsOf(runSql(m_database.reader(),
        u"SELECT "_s + columns() +
            u" FROM videos WHERE (created_at, key) < (?, ?) AND state <> 'trashed' ORDER BY created_at DESC, key DESC LIMIT ?"_s,
        {after->createdAtMs, after->key, limit}));
}

Result<LibraryVideo> VideoStore::find(const QString& id) const {
    const Result<QList<LibraryVideo>> rows =
        rowsOf(runSql(m_database.reader(), u"SELECT "_s + columns() + u" FROM videos WHERE id = ?"_s, {id}));
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(ErrorCode::NotFound, u"not in the library: "_s + id);
    return rows->first();
}

Result<QStringList> VideoStore::wanted() const {
    return firstColumn(runSql(m_database.reader(),
        u"SELECT id FROM videos WHERE file_state = 'wanted' AND state <> 'trashed' ORDER BY created_at DESC"_s));
}

Result<QStringList> VideoStore::withoutPoster(int limit) const {
    return firstColumn(runSql(m_database.reader(),
        u"SELECT id FROM videos WHERE poster IS NULL AND state <> 'trashed' ORDER BY created_at DESC, key DESC LIMIT ?"_s,
        {limit}));
}

Result<QList<VideoStore::LocalFile>> VideoStore::localFiles() const {
    Result<QSqlQuery> query =
        runSql(m_database.reader(), u"SELECT id, file, bytes FROM videos WHERE file_state = 'here'"_s);
    if (!query)
        return std::unexpected(query.error());
    QList<LocalFile> files;
    while (query->next())
        files << LocalFile{.id = query->value(0).toString(),
            .file = query->value(1).toString(),
            .bytes = query->value(2).toLongLong()};
    return files;
}

Result<LibraryTotals> VideoStore::totals() const {
    Result<QSqlQuery> query = runSql(m_database.reader(),
        u"SELECT (SELECT count(*) FROM videos WHERE state <> 'trashed'), coalesce(sum(bytes), 0) "
        "FROM videos WHERE file_state = 'here'"_s);
    if (!query)
        return std::unexpected(query.error());
    query->next();
    return LibraryTotals{.videos = query->value(0).toLongLong(), .bytesHere = query->value(1).toLongLong()};
}

QFuture<Result<void>> VideoStore::upsert(const QList<Video>& videos, bool wantNew) {
    return writeChanges([videos, wantNew](QSqlDatabase& connection) { return upsertAll(connection, videos, wantNew); });
}

QFuture<Result<void>> VideoStore::wantFailed() {
    return writeChanges([](QSqlDatabase& connection) -> Result<VideoChanges> {
        Result<QSqlQuery> failed = runSql(connection, u"SELECT key FROM videos WHERE file_state = 'failed'"_s);
        if (!failed)
            return std::unexpected(failed.error());
        VideoChanges changes;
        while (failed->next())
            changes.updated << failed->value(0).toLongLong();
        failed->finish();
        const auto done = runSql(
            connection, u"UPDATE videos SET file_state = 'wanted', problem = NULL WHERE file_state = 'failed'"_s);
        return done ? Result<VideoChanges>(changes) : std::unexpected(done.error());
    });
}

QFuture<Result<void>> VideoStore::remove(const QStringList& ids) {
    return writeChanges([ids](QSqlDatabase& connection) -> Result<VideoChanges> {
        VideoChanges changes;
        for (const QString& id : ids) {
            const Result<std::optional<Known>> known = knownOf(connection, id);
            if (!known)
                return std::unexpected(known.error());
            if (!*known)
                continue;
            if (const auto done = runSql(connection, u"DELETE FROM videos WHERE key = ?"_s, {(*known)->key}); !done)
                return std::unexpected(done.error());
            if (!(*known)->trashed)
                changes.removed << (*known)->key;
        }
        return changes;
    });
}

QFuture<Result<void>> VideoStore::setFileHere(const QString& id, const QString& relativeFile) {
    return writeChanges(updateRow(
        u"UPDATE videos SET file_state = 'here', file = ?, problem = NULL WHERE id = ?"_s, {relativeFile}, id));
}

QFuture<Result<void>> VideoStore::setFileState(const QString& id, FileState state, std::optional<ErrorCode> problem) {
    Q_ASSERT(state != FileState::Here); // needs the file: setFileHere
    const QString word = problem ? wordOf(problems, *problem) : QString();
    return writeChanges(updateRow(u"UPDATE videos SET file_state = ?, problem = ?, file = NULL WHERE id = ?"_s,
        {wordOf(fileStates, state), optionalText(word)}, id));
}

QFuture<Result<void>> VideoStore::setPoster(const QString& id, const QString& relativeFile) {
    return writeChanges(updateRow(u"UPDATE videos SET poster = ? WHERE id = ?"_s, {optionalText(relativeFile)}, id));
}

QFuture<Result<void>> VideoStore::setTook(const QString& id, qint64 milliseconds) {
    return writeChanges(updateRow(u"UPDATE videos SET took_ms = ? WHERE id = ?"_s, {milliseconds}, id));
}

QFuture<Result<void>> VideoStore::writeChanges(std::function<Result<VideoChanges>(QSqlDatabase&)> work) {
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    receive(
        m_database.write<VideoChanges>(std::move(work)), this, [this, promise](const Result<VideoChanges>& changes) {
            // Views first: whoever awaits the answer finds them already true.
            if (changes && !changes->isEmpty())
                emit changed(*changes);
            promise->addResult(changes ? Result<void>() : Result<void>(std::unexpected(changes.error())));
            promise->finish();
        });
    return promise->future();
}

} // namespace kinora
