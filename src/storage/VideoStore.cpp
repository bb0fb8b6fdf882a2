#include "storage/VideoStore.h"

#include "core/Receive.h"
#include "storage/FoundRows.h"
#include "storage/ImportedRows.h"
#include "storage/Keeping.h"
#include "storage/Leaving.h"
#include "storage/RelayNumbers.h"
#include "storage/ToldRows.h"
#include "storage/VideoRows.h"
#include "storage/VideoSearch.h"

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// Somebody may make thousands of one prompt; a menu of them helps nobody.
constexpr int mostOfOnePrompt = 40;

Result<void> editOne(const QSqlDatabase& connection, LibraryVideo row, const VideoEdit& edit, const EditMoment& moment,
    VideoChanges& changes) {
    const KnownVideo before{.key = row.key, .seq = row.video.seq, .trashed = row.video.state == VideoState::Trashed};
    apply(edit, row.video);
    if (edit.restore && before.trashed) {
        const Result<VideoState> state = stateBeforeTrash(connection, row.video.id);
        if (!state)
            return std::unexpected(state.error());
        row.video.state = *state;
    }
    if (const Result<void> done = updateVideo(connection, row.key, row.video); !done)
        return done;
    noteChange(row.video, before, changes);
    changes.queued = true;
    // Also where no relay is known to have it: it may, when the library was made anew from its files.
    return queueEdit(connection, row.video.id, edit, moment);
}

Result<void> storeAll(const QSqlDatabase& connection, const QList<Video>& videos, VideoChanges& changes) {
    for (const Video& video : videos) {
        if (const Result<void> done = storeTold(connection, video, changes); !done)
            return done;
    }
    return {};
}

Result<void> putBookmark(const QSqlDatabase& connection, const QString& name, qint64 value) {
    return withoutRows(
        runSql(connection, u"INSERT OR REPLACE INTO bookmarks (name, value) VALUES (?, ?)"_s, {name, value}));
}

Result<void> dropMark(const QSqlDatabase& connection, const QString& name) {
    return withoutRows(runSql(connection, u"DELETE FROM bookmarks WHERE name = ?"_s, {name}));
}

/// Runs an UPDATE of one row that ends in "WHERE id = ?" and reports the row as updated.
std::function<Result<VideoChanges>(QSqlDatabase&)> updateRow(QString sql, QVariantList values, const QString& id) {
    values << id;
    return [sql = std::move(sql), values = std::move(values), id](QSqlDatabase& connection) -> Result<VideoChanges> {
        if (const auto done = runSql(connection, sql, values); !done)
            return std::unexpected(done.error());
        const Result<std::optional<KnownVideo>> known = knownVideo(connection, id);
        if (!known)
            return std::unexpected(known.error());
        VideoChanges changes;
        if (*known)
            changes.updated << (*known)->key;
        return changes;
    };
}

/// The same of a picture, which is nobody's when there is no such row.
std::function<Result<VideoChanges>(QSqlDatabase&)> updatePicture(
    const QString& sql, const QString& file, const QString& id) {
    return [id, update = updateRow(sql, {optionalText(file)}, id)](QSqlDatabase& connection) -> Result<VideoChanges> {
        Result<VideoChanges> changes = update(connection);
        if (changes && changes->isEmpty())
            return failure(ErrorCode::NotFound, u"not in the library: "_s + id);
        return changes;
    };
}

} // namespace

VideoStore::VideoStore(Database& database, QObject* parent)
    : QObject(parent)
    , m_database(database)
    , m_known(std::make_shared<KnownPlaces>()) {
}

Result<QList<VideoPlace>> VideoStore::places(const VideoFilter& filter, std::optional<qsizetype> limit) const {
    return findPlaces(m_database.reader(), filter, limit);
}

QFuture<Result<QList<VideoPlace>>> VideoStore::search(const VideoFilter& filter, std::optional<qsizetype> limit) const {
    if (limit)
        return m_database.read<QList<VideoPlace>>(
            [filter, limit](const QSqlDatabase& connection) { return findPlaces(connection, filter, limit); });
    return m_database.read<QList<VideoPlace>>(
        [filter, known = m_known](const QSqlDatabase& connection) { return searchPlaces(connection, filter, *known); });
}

QFuture<Result<LibraryWords>> VideoStore::words() const {
    return m_database.read<LibraryWords>(findWords);
}

Result<QList<LibraryVideo>> VideoStore::rows(const QList<qint64>& keys) const {
    return rowsInOrder(m_database.reader(), keys);
}

QFuture<Result<QList<LibraryVideo>>> VideoStore::rowsLater(const QList<qint64>& keys) const {
    return m_database.read<QList<LibraryVideo>>(
        [keys](const QSqlDatabase& connection) { return rowsInOrder(connection, keys); });
}

QFuture<Result<ManyVideos>> VideoStore::many(const QList<qint64>& keys) const {
    return m_database.read<ManyVideos>([keys](const QSqlDatabase& connection) { return findMany(connection, keys); });
}

Result<QList<LibraryVideo>> VideoStore::page(const std::optional<VideoCursor>& after, int limit) const {
    if (!after)
        return videoRows(runSql(m_database.reader(),
            u"SELECT %1 FROM videos WHERE state <> 'trashed' ORDER BY created_at DESC, key DESC LIMIT ?"_s.arg(
                videoColumns()),
            {limit}));
    return videoRows(runSql(m_database.reader(),
        u"SELECT %1 FROM videos WHERE (created_at, key) < (?, ?) AND state <> 'trashed' ORDER BY created_at DESC, key DESC LIMIT ?"_s
            .arg(videoColumns()),
        {after->createdAtMs, after->key, limit}));
}

Result<LibraryVideo> VideoStore::find(const QString& id) const {
    const Result<QList<LibraryVideo>> rows = rowsWithIds(m_database.reader(), {id});
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->isEmpty())
        return failure(ErrorCode::NotFound, u"not in the library: "_s + id);
    return rows->first();
}

Result<QStringList> VideoStore::ids(const QList<qint64>& keys) const {
    return firstColumn(runSql(m_database.reader(),
        u"SELECT videos.id FROM json_each(?) AS wanted JOIN videos ON videos.key = wanted.value ORDER BY wanted.key"_s,
        {jsonList(keys)}));
}

Result<QList<LibraryVideo>> VideoStore::family(const QString& id) const {
    return videoRows(runSql(m_database.reader(),
        u"WITH self AS (SELECT id, batch_id, remix_of, prompt_mark FROM videos WHERE id = ?), kin AS ("
        " SELECT id FROM self"
        " UNION SELECT videos.id FROM videos JOIN self ON videos.batch_id = self.batch_id"
        " UNION SELECT videos.id FROM videos JOIN self ON videos.id = self.remix_of"
        " UNION SELECT videos.id FROM videos JOIN self ON videos.remix_of = self.remix_of"
        " UNION SELECT videos.id FROM videos JOIN self ON videos.remix_of = self.id"
        " UNION SELECT id FROM (SELECT id FROM videos WHERE prompt_mark = (SELECT prompt_mark FROM self)"
        "  AND state <> 'trashed' ORDER BY created_at DESC, key DESC LIMIT ?)) "
        "SELECT %1 FROM videos WHERE id IN kin AND (state <> 'trashed' OR id IN (SELECT id FROM self)) "
        "ORDER BY created_at DESC, key DESC"_s.arg(videoColumns()),
        {id, mostOfOnePrompt}));
}

Result<QStringList> VideoStore::wanted(qint64 smallerThan, int limit) const {
    return firstColumn(runSql(m_database.reader(),
        u"SELECT id FROM videos WHERE file_state = 'wanted' AND state <> 'trashed' AND bytes < ? "
        "ORDER BY created_at DESC LIMIT ?"_s,
        {smallerThan, limit}));
}

Result<QStringList> VideoStore::withoutPoster(int limit) const {
    return firstColumn(runSql(m_database.reader(),
        u"SELECT id FROM videos WHERE poster IS NULL AND state <> 'trashed' ORDER BY created_at DESC, key DESC LIMIT ?"_s,
        {limit}));
}

QFuture<Result<QList<VideoStore::LocalFile>>> VideoStore::localFiles() const {
    return m_database.read<QList<LocalFile>>([](const QSqlDatabase& connection) -> Result<QList<LocalFile>> {
        Result<QSqlQuery> query =
            runSql(connection, u"SELECT key, id, file, bytes FROM videos WHERE file_state = 'here'"_s);
        if (!query)
            return std::unexpected(query.error());
        QList<LocalFile> files;
        while (query->next())
            files << LocalFile{.key = query->value(0).toLongLong(),
                .id = query->value(1).toString(),
                .file = query->value(2).toString(),
                .bytes = query->value(3).toLongLong()};
        return files;
    });
}

QFuture<Result<QHash<QString, KnownContent>>> VideoStore::contents() const {
    return m_database.read<QHash<QString, KnownContent>>(allContents);
}

Result<std::optional<LibraryVideo>> VideoStore::importToSend(const QList<qint64>& except) const {
    return kinora::importToSend(m_database.reader(), except);
}

Result<ImportCounts> VideoStore::importCounts() const {
    return kinora::importCounts(m_database.reader());
}

QFuture<Result<bool>> VideoStore::offerImport(const QString& sha256, const QDateTime& at) {
    return m_database.write<bool>(
        [sha256, at](QSqlDatabase& connection) { return noteOffered(connection, sha256, at); });
}

QFuture<Result<void>> VideoStore::settleImport(const QString& sha256, const std::optional<Video>& video) {
    return writeChanges([sha256, video](QSqlDatabase& connection) -> Result<VideoChanges> {
        VideoChanges changes;
        Result<void> done;
        if (video)
            done = takeDoubles(connection, *video, changes);
        if (done && video)
            done = storeTold(connection, *video, changes);
        if (done)
            done = forgetOffered(connection, sha256);
        return done ? Result<VideoChanges>(changes) : std::unexpected(done.error());
    });
}

QFuture<Result<void>> VideoStore::forgetSettledImports(const QDateTime& toldAt) {
    return m_database.write<void>([toldAt](QSqlDatabase& connection) { return forgetSettled(connection, toldAt); });
}

QFuture<Result<LibraryTotals>> VideoStore::totals() const {
    return m_database.read<LibraryTotals>([](const QSqlDatabase& connection) -> Result<LibraryTotals> {
        Result<QSqlQuery> query = runSql(connection,
            u"SELECT (SELECT count(*) FROM videos WHERE state <> 'trashed'), coalesce(sum(bytes), 0) "
            "FROM videos WHERE file_state = 'here'"_s);
        if (!query)
            return std::unexpected(query.error());
        query->next();
        return LibraryTotals{.videos = query->value(0).toLongLong(), .bytesHere = query->value(1).toLongLong()};
    });
}

QFuture<Result<void>> VideoStore::upsert(const QList<Video>& videos) {
    return writeChanges([videos](QSqlDatabase& connection) -> Result<VideoChanges> {
        VideoChanges changes;
        const Result<void> done = storeAll(connection, videos, changes);
        return done ? Result<VideoChanges>(changes) : std::unexpected(done.error());
    });
}

QFuture<Result<QList<LeftFiles>>> VideoStore::takeChanges(
    const QList<Video>& videos, const QStringList& gone, const QString& bookmark, qint64 upTo) {
    return writeTelling<QList<LeftFiles>>(
        [videos, gone, bookmark, upTo](QSqlDatabase& connection, QList<LeftFiles>& left) -> Result<VideoChanges> {
            Result<VideoChanges> changes = kinora::takeOut(connection, gone, {}, left);
            if (!changes)
                return changes;
            Result<void> done = storeAll(connection, videos, *changes);
            if (done)
                done = putBookmark(connection, bookmark, upTo);
            return done ? changes : std::unexpected(done.error());
        });
}

QFuture<Result<QList<BroughtVideo>>> VideoStore::addLocal(const QList<LocalVideo>& videos) {
    return writeTelling<QList<BroughtVideo>>([videos](QSqlDatabase& connection, QList<BroughtVideo>& brought) {
        return addBrought(connection, videos, brought);
    });
}

QFuture<Result<void>> VideoStore::fillIn(const Video& told) {
    return writeChanges([told](QSqlDatabase& connection) { return kinora::fillIn(connection, told); });
}

QFuture<Result<qint64>> VideoStore::takeBack(const QString& root, const QList<LocalVideo>& videos) {
    return writeTelling<qint64>([root, videos](QSqlDatabase& connection, qint64& inserted) {
        return kinora::takeBack(connection, root, videos, inserted);
    });
}

QFuture<Result<KeptFiles>> VideoStore::keep(const KeepRules& rules, const LetGo& letGo) {
    return writeTelling<KeptFiles>([rules, letGo](QSqlDatabase& connection, KeptFiles& kept) {
        return kinora::keep(connection, rules, letGo, kept);
    });
}

QFuture<Result<void>> VideoStore::unwant(const QStringList& except) {
    return writeChanges([except](QSqlDatabase& connection) { return kinora::unwant(connection, except); });
}

QFuture<Result<QStringList>> VideoStore::want(const QStringList& ids, const QDateTime& at, qint64 limitBytes) {
    return writeTelling<QStringList>([ids, at, limitBytes](QSqlDatabase& connection, QStringList& beyond) {
        return kinora::want(connection, ids, at, limitBytes, beyond);
    });
}

QFuture<Result<void>> VideoStore::wantFailed(std::optional<ErrorCode> problem) {
    return writeChanges([problem](QSqlDatabase& connection) { return kinora::wantFailed(connection, problem); });
}

QFuture<Result<QList<LeftFiles>>> VideoStore::remove(const QStringList& ids) {
    return takeOut(ids, {});
}

QFuture<Result<QList<LeftFiles>>> VideoStore::removeForever(const QStringList& ids, const QDateTime& editedAt) {
    return takeOut(ids, editedAt);
}

QFuture<Result<QList<LeftFiles>>> VideoStore::takeOut(
    const QStringList& ids, const std::optional<QDateTime>& forEverAt) {
    return writeTelling<QList<LeftFiles>>([ids, forEverAt](QSqlDatabase& connection, QList<LeftFiles>& left) {
        return kinora::takeOut(connection, ids, forEverAt, left);
    });
}

QFuture<Result<QList<LeftFiles>>> VideoStore::leftFiles() const {
    // What is taken out from now on is cleared away by whoever does it.
    const Result<qint64> last = lastLeft(m_database.reader());
    if (!last)
        return readyResult(Result<QList<LeftFiles>>(std::unexpected(last.error())));
    if (*last == 0)
        return readyResult(Result<QList<LeftFiles>>(QList<LeftFiles>()));
    return m_database.read<QList<LeftFiles>>(
        [last = *last](const QSqlDatabase& connection) { return leftUpTo(connection, last); });
}

QFuture<Result<void>> VideoStore::dropLeft(const QList<qint64>& numbers) {
    return m_database.write<void>(
        [numbers](QSqlDatabase& connection) { return kinora::dropLeft(connection, numbers); });
}

QFuture<Result<void>> VideoStore::setFileHere(const QString& id, const QString& relativeFile) {
    return writeChanges(updateRow(
        u"UPDATE videos SET file_state = 'here', file = ?, problem = NULL WHERE id = ?"_s, {relativeFile}, id));
}

QFuture<Result<void>> VideoStore::setFileState(const QString& id, FileState state, std::optional<ErrorCode> problem) {
    Q_ASSERT(state != FileState::Here); // needs the file: setFileHere
    const QString word = problem ? storedWord(*problem) : QString();
    return writeChanges(updateRow(u"UPDATE videos SET file_state = ?, problem = ?, file = NULL WHERE id = ?"_s,
        {storedWord(state), optionalText(word)}, id));
}

QFuture<Result<void>> VideoStore::setPoster(const QString& id, const QString& relativeFile) {
    return writeChanges(updatePicture(u"UPDATE videos SET poster = ? WHERE id = ?"_s, relativeFile, id));
}

QFuture<Result<void>> VideoStore::setSprite(const QString& id, const QString& relativeFile) {
    return writeChanges(updatePicture(u"UPDATE videos SET sprite = ? WHERE id = ?"_s, relativeFile, id));
}

QFuture<Result<void>> VideoStore::forgetPicture(const QString& id, const QString& relativeFile) {
    return writeChanges(
        updateRow(u"UPDATE videos SET poster = nullif(poster, ?), sprite = nullif(sprite, ?) WHERE id = ?"_s,
            {relativeFile, relativeFile}, id));
}

QFuture<Result<void>> VideoStore::setWatched(const QString& id, const QDateTime& at) {
    return writeChanges(updateRow(u"UPDATE videos SET watched_at = ? WHERE id = ?"_s, {at.toMSecsSinceEpoch()}, id));
}

QFuture<Result<void>> VideoStore::setRefused(const QString& id, ErrorCode why) {
    return writeChanges(updateRow(u"UPDATE videos SET refused = ? WHERE id = ?"_s, {errorCodeName(why)}, id));
}

QFuture<Result<void>> VideoStore::forgetRefusals() {
    return writeChanges(kinora::forgetRefusals);
}

QFuture<Result<void>> VideoStore::setTook(const QString& id, qint64 milliseconds) {
    return writeChanges(updateRow(u"UPDATE videos SET took_ms = ? WHERE id = ?"_s, {milliseconds}, id));
}

Result<std::optional<qint64>> VideoStore::bookmark(const QString& name) const {
    Result<QSqlQuery> query = runSql(m_database.reader(), u"SELECT value FROM bookmarks WHERE name = ?"_s, {name});
    if (!query)
        return std::unexpected(query.error());
    return query->next() ? std::optional(query->value(0).toLongLong()) : std::nullopt;
}

QFuture<Result<void>> VideoStore::setBookmark(const QString& name, qint64 value) {
    return m_database.write<void>(
        [name, value](QSqlDatabase& connection) { return putBookmark(connection, name, value); });
}

QFuture<Result<void>> VideoStore::dropBookmark(const QString& name) {
    return m_database.write<void>([name](QSqlDatabase& connection) { return dropMark(connection, name); });
}

Result<qint64> VideoStore::highestNumber() const {
    return kinora::highestNumber(m_database.reader());
}

Result<bool> VideoStore::isAnyHereAlone() const {
    return kinora::isAnyHereAlone(m_database.reader());
}

QFuture<Result<bool>> VideoStore::forgetNumbers(const QList<LostNumbers>& lost, const QString& bookmark) {
    return m_database.write<bool>([lost, bookmark](QSqlDatabase& connection) {
        Result<bool> any = kinora::forgetNumbers(connection, lost);
        if (any.value_or(false)) {
            if (const Result<void> dropped = dropMark(connection, bookmark); !dropped)
                any = std::unexpected(dropped.error());
        }
        return any;
    });
}

QFuture<Result<QStringList>> VideoStore::settleListing(const QSet<QString>& listed, qint64 from) {
    return m_database.write<QStringList>(
        [listed, from](QSqlDatabase& connection) { return kinora::settleListing(connection, listed, from); });
}

QFuture<Result<void>> VideoStore::edit(const QStringList& ids, const VideoEdit& edit, const QDateTime& editedAt) {
    return writeChanges([ids, edit, editedAt](QSqlDatabase& connection) -> Result<VideoChanges> {
        const Result<QList<LibraryVideo>> rows = rowsWithIds(connection, ids);
        if (!rows)
            return std::unexpected(rows.error());
        // One for all of them: they are sent together.
        const Result<EditMoment> moment = momentAfter(connection, *rows, edit, editedAt);
        if (!moment)
            return std::unexpected(moment.error());
        VideoChanges changes;
        for (const LibraryVideo& row : *rows) {
            if (const Result<void> done = editOne(connection, row, edit, *moment, changes); !done)
                return std::unexpected(done.error());
        }
        return changes;
    });
}

Result<std::optional<QueuedEdits>> VideoStore::nextEdits(int limit) const {
    return oldestQueued(m_database.reader(), limit);
}

QFuture<Result<QStringList>> VideoStore::settleEdits(const QList<qint64>& numbers, const QList<Video>& videos) {
    const auto work = [numbers, videos](QSqlDatabase& connection, QStringList& unsure) -> Result<VideoChanges> {
        if (const Result<void> dropped = dropQueued(connection, numbers); !dropped)
            return std::unexpected(dropped.error());
        VideoChanges changes;
        for (const Video& video : videos) {
            const Result<std::optional<KnownVideo>> known = knownVideo(connection, video.id);
            if (!known)
                return std::unexpected(known.error());
            if (*known && (*known)->seq > video.seq)
                unsure << video.id;
            if (const Result<void> done = storeTold(connection, video, changes); !done)
                return std::unexpected(done.error());
        }
        return changes;
    };
    return writeTelling<QStringList>(work);
}

template <class T>
QFuture<Result<T>> VideoStore::writeTelling(std::function<Result<VideoChanges>(QSqlDatabase&, T&)> work) {
    using Told = std::pair<VideoChanges, T>;
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    const auto written = m_database.write<Told>([work = std::move(work)](QSqlDatabase& connection) -> Result<Told> {
        T answer{};
        const Result<VideoChanges> changes = work(connection, answer);
        return changes ? Result<Told>(Told(*changes, answer)) : std::unexpected(changes.error());
    });
    receive(written, this, [this, promise](const Result<Told>& done) {
        if (done)
            tellChanges(done->first);
        promise->addResult(done ? Result<T>(done->second) : Result<T>(std::unexpected(done.error())));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<void>> VideoStore::writeChanges(std::function<Result<VideoChanges>(QSqlDatabase&)> work) {
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    receive(m_database.write<VideoChanges>(std::move(work)), this, [this, promise](const Result<VideoChanges>& done) {
        if (done)
            tellChanges(*done);
        promise->addResult(done ? Result<void>() : Result<void>(std::unexpected(done.error())));
        promise->finish();
    });
    return promise->future();
}

void VideoStore::tellChanges(VideoChanges changes) {
    // Before the answer: whoever awaits it finds the views already true.
    if (changes.queued)
        emit editsQueued();
    if (changes.isEmpty())
        return;
    std::ranges::sort(changes.inserted, comesBefore);
    emit changed(changes);
}

} // namespace kinora
