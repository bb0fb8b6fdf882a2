#include "storage/VideoRows.h"

#include "storage/SearchText.h"
#include "storage/VideoRecord.h"

#include <QCryptographicHash>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// What the relay says, in the order of relayValues().
const QStringList& relayColumns() {
    static const QStringList names{u"seq"_s, u"job_id"_s, u"batch_id"_s, u"title"_s, u"prompt"_s, u"orientation"_s,
        u"width"_s, u"height"_s, u"seconds"_s, u"model"_s, u"upstream"_s, u"demo"_s, u"bytes"_s, u"sha256"_s,
        u"content_type"_s, u"favorite"_s, u"rating"_s, u"tags"_s, u"state"_s, u"remix_of"_s, u"charged_micro_usd"_s,
        u"source"_s, u"settings"_s, u"created_at"_s, u"updated_at"_s};
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
    std::pair{ErrorCode::RelayError, QLatin1StringView("relay_error")},
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

QVariant optionalNumber(const std::optional<qint64>& value) {
    return value ? QVariant(*value) : QVariant(QMetaType::fromType<qint64>());
}

std::optional<qint64> numberOf(const QVariant& value) {
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

QString compact(const QJsonArray& array) {
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QStringList tagsOf(const QString& list) {
    QStringList tags;
    const QJsonArray array = QJsonDocument::fromJson(list.toUtf8()).array();
    for (const auto& tag : array)
        tags << tag.toString();
    return tags;
}

QVariant settingsValue(const std::optional<VideoSettings>& settings) {
    if (!settings)
        return optionalText({});
    return QString::fromUtf8(QJsonDocument(writeVideoSettings(*settings)).toJson(QJsonDocument::Compact));
}

std::optional<VideoSettings> settingsOf(const QVariant& value) {
    if (value.isNull())
        return std::nullopt;
    return readVideoSettings(QJsonDocument::fromJson(value.toString().toUtf8()).object());
}

QVariantList relayValues(const Video& video) {
    return {video.seq, optionalText(video.jobId), optionalText(video.batchId), optionalText(video.title),
        text(video.prompt), toWire(video.orientation), video.size.width(), video.size.height(), video.seconds,
        text(video.model), text(video.upstream), video.demo, video.bytes, text(video.sha256), text(video.contentType),
        video.favorite, video.rating, jsonList(video.tags), toWire(video.state), optionalText(video.remixOf),
        optionalNumber(video.chargedMicroUsd), toWire(video.source), settingsValue(video.settings),
        video.createdAt.toMSecsSinceEpoch(), video.updatedAt.toMSecsSinceEpoch()};
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
    video.batchId = next().toString();
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
    video.source = videoSourceFromWire(next().toString()).value_or(VideoSource::Job);
    video.settings = settingsOf(next());
    video.createdAt = timeOf(next());
    video.updatedAt = timeOf(next());
    row.fileState = valueOf(fileStates, next().toString());
    const QVariant problem = next();
    if (!problem.isNull())
        row.problem = valueOf(problems, problem.toString());
    row.file = next().toString();
    row.poster = next().toString();
    row.sprite = next().toString();
    row.tookMs = numberOf(next());
    row.onRelay = next().toBool();
    if (const auto watched = numberOf(next()))
        row.watchedAt = timeOf(*watched);
    if (const QVariant refused = next(); !refused.isNull())
        row.refused = errorCodeFromWire(refused.toString()).value_or(ErrorCode::RelayError);
    return row;
}

QString wordsOf(const Video& video) {
    QStringList all{video.title, video.prompt, video.model};
    all << video.tags;
    if (video.settings)
        all << video.settings->cameos;
    // Line by line: a pair of characters must not be made of the end of one text and the beginning of the next.
    return searchWords(all.join(u'\n'));
}

/// A number that two prompts share if they say the same, whatever blanks are around them and however their letters are
/// composed; nothing without a prompt. As long as half of a UUID, so that no two others share it.
QVariant promptMark(const QString& prompt) {
    const QString plain = prompt.trimmed().normalized(QString::NormalizationForm_C);
    if (plain.isEmpty())
        return optionalNumber({});
    return qFromBigEndian<qint64>(QCryptographicHash::hash(plain.toUtf8(), QCryptographicHash::Sha256).constData());
}

Result<void> indexWords(const QSqlDatabase& connection, qint64 key, const Video& video) {
    return withoutRows(
        runSql(connection, u"INSERT INTO videos_text (rowid, words) VALUES (?, ?)"_s, {key, wordsOf(video)}));
}

} // namespace

const QString& videoColumns() {
    static const QString names =
        u"key, id, "_s + relayColumns().join(u", "_s) +
        u", file_state, problem, file, poster, sprite, took_ms, on_relay, watched_at, refused"_s;
    return names;
}

Result<QList<LibraryVideo>> videoRows(Result<QSqlQuery> query) {
    if (!query)
        return std::unexpected(query.error());
    QList<LibraryVideo> rows;
    while (query->next())
        rows << rowOf(*query);
    return rows;
}

Result<QList<LibraryVideo>> rowsWithIds(const QSqlDatabase& connection, const QStringList& ids) {
    return videoRows(runSql(connection,
        u"SELECT %1 FROM videos WHERE id IN (SELECT coalesce(former_ids.id, value) FROM json_each(?)"
        " LEFT JOIN former_ids ON former = value)"_s.arg(videoColumns()),
        {jsonList(ids)}));
}

Result<QList<LibraryVideo>> rowsInOrder(const QSqlDatabase& connection, const QList<qint64>& keys) {
    Result<QList<LibraryVideo>> found = videoRows(
        runSql(connection, u"SELECT %1 FROM videos WHERE key IN (SELECT value FROM json_each(?))"_s.arg(videoColumns()),
            {jsonList(keys)}));
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

Result<std::optional<KnownVideo>> knownVideo(const QSqlDatabase& connection, const QString& id) {
    Result<QSqlQuery> query = runSql(connection, u"SELECT key, seq, state FROM videos WHERE id = ?"_s, {id});
    if (!query)
        return std::unexpected(query.error());
    if (!query->next())
        return std::nullopt;
    return KnownVideo{.key = query->value(0).toLongLong(),
        .seq = query->value(1).toLongLong(),
        .trashed = query->value(2).toString() == u"trashed"_s};
}

Result<qint64> insertVideo(const QSqlDatabase& connection, const Video& video, FileState state, bool onRelay) {
    static const QString sql =
        u"INSERT INTO videos (id, file_state, on_relay, prompt_mark, %1) VALUES (?, ?, ?, ?%2)"_s.arg(
            relayColumns().join(u", "_s), u", ?"_s.repeated(relayColumns().size()));
    const Result<QSqlQuery> inserted = runSql(connection, sql,
        QVariantList{video.id, storedWord(state), onRelay, promptMark(video.prompt)} + relayValues(video));
    if (!inserted)
        return std::unexpected(inserted.error());
    const qint64 key = inserted->lastInsertId().toLongLong();
    const Result<void> indexed = indexWords(connection, key, video);
    return indexed ? Result<qint64>(key) : std::unexpected(indexed.error());
}

Result<void> updateVideo(const QSqlDatabase& connection, qint64 key, const Video& video) {
    // `state` of the right-hand side is the one before.
    static const QString sql =
        u"UPDATE videos SET trashed_from = CASE WHEN ? = 'trashed' AND state <> 'trashed' THEN state "
        "ELSE trashed_from END, prompt_mark = ?, %1 = ? WHERE key = ?"_s.arg(relayColumns().join(u" = ?, "_s));
    const auto updated = runSql(connection, sql,
        QVariantList{toWire(video.state), promptMark(video.prompt)} + relayValues(video) + QVariantList{key});
    if (!updated)
        return std::unexpected(updated.error());
    const auto forgotten = runSql(connection, u"DELETE FROM videos_text WHERE rowid = ?"_s, {key});
    return forgotten ? indexWords(connection, key, video) : std::unexpected(forgotten.error());
}

Result<VideoState> stateBeforeTrash(const QSqlDatabase& connection, const QString& id) {
    Result<QSqlQuery> query = runSql(connection, u"SELECT trashed_from FROM videos WHERE id = ?"_s, {id});
    if (!query)
        return std::unexpected(query.error());
    const QString word = query->next() ? query->value(0).toString() : QString();
    return videoStateFromWire(word).value_or(VideoState::Draft);
}

Result<void> deleteVideo(const QSqlDatabase& connection, qint64 key) {
    const auto forgotten = runSql(connection, u"DELETE FROM videos_text WHERE rowid = ?"_s, {key});
    if (!forgotten)
        return std::unexpected(forgotten.error());
    return withoutRows(runSql(connection, u"DELETE FROM videos WHERE key = ?"_s, {key}));
}

Result<void> indexAllWords(QSqlDatabase& connection) {
    // By name, since it runs in the middle of the migrations: not all of videoColumns() are there yet.
    Result<QSqlQuery> query = runSql(connection, u"SELECT key, title, prompt, model, tags, settings FROM videos"_s);
    if (!query)
        return std::unexpected(query.error());
    while (query->next()) {
        Video video;
        video.title = query->value(1).toString();
        video.prompt = query->value(2).toString();
        video.model = query->value(3).toString();
        video.tags = tagsOf(query->value(4).toString());
        video.settings = settingsOf(query->value(5));
        if (const Result<void> indexed = indexWords(connection, query->value(0).toLongLong(), video); !indexed)
            return indexed;
    }
    return {};
}

Result<void> markPrompts(QSqlDatabase& connection) {
    Result<QSqlQuery> query = runSql(connection, u"SELECT key, prompt FROM videos"_s);
    if (!query)
        return std::unexpected(query.error());
    // Many at a time: a statement for each of 100,000 takes seconds, for which a person waits.
    constexpr qsizetype atOnce = 1000;
    QJsonArray marks;
    const auto write = [&]() -> Result<void> {
        const QString list = compact(std::exchange(marks, {}));
        return withoutRows(runSql(connection,
            u"UPDATE videos SET prompt_mark = json_extract(marks.value, '$[1]') FROM json_each(?) AS marks"
            " WHERE videos.key = json_extract(marks.value, '$[0]')"_s,
            {list}));
    };
    while (query->next()) {
        const QVariant mark = promptMark(query->value(1).toString());
        if (mark.isNull())
            continue;
        marks << QJsonArray{query->value(0).toLongLong(), mark.toLongLong()};
        if (marks.size() < atOnce)
            continue;
        if (const Result<void> done = write(); !done)
            return done;
    }
    return write();
}

QString storedWord(FileState state) {
    return wordOf(fileStates, state);
}

QString storedWord(ErrorCode problem) {
    return wordOf(problems, problem);
}

QVariant optionalText(const QString& value) {
    return value.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(value);
}

QString jsonList(const QList<qint64>& keys) {
    QJsonArray list;
    for (const qint64 key : keys)
        list << key;
    return compact(list);
}

QString jsonList(const QStringList& texts) {
    return compact(QJsonArray::fromStringList(texts));
}

} // namespace kinora
