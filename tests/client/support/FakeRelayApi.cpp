#include "client/support/FakeRelayApi.h"

#include "core/Ids.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>

namespace kinora::tests {

using namespace Qt::StringLiterals;

namespace {

template <class T>
QFuture<Result<T>> ready(const std::optional<Error>& outage, Result<T> result) {
    return readyResult<T>(outage ? Result<T>(std::unexpected(*outage)) : std::move(result));
}

/// Writes the bytes after fromByte, as the real one does.
void writeFrom(const DownloadRequest& request, const QByteArray& bytes) {
    QFile file(request.targetFile);
    if (!file.open(QIODevice::ReadWrite))
        return;
    file.resize(request.fromByte);
    file.seek(request.fromByte);
    file.write(bytes);
}

} // namespace

QFuture<Result<Account>> FakeRelayApi::me() {
    return ready<Account>(outage, failure(ErrorCode::NotFound));
}

QFuture<Result<QList<VideoModel>>> FakeRelayApi::models() {
    return ready<QList<VideoModel>>(outage, modelList);
}

QFuture<Result<QList<Job>>> FakeRelayApi::createJobs(
    const NewJob& job, std::optional<qint64> /*expectedPriceMicroUsd*/, const QString& idempotencyKey) {
    return ready<QList<Job>>(outage, onCreate ? onCreate(job, idempotencyKey) : failure(ErrorCode::NotFound));
}

QFuture<Result<Page<Job>>> FakeRelayApi::jobs(const JobQuery& /*query*/) {
    return ready<Page<Job>>(outage, Page<Job>{.items = jobList, .nextCursor = {}});
}

QFuture<Result<Job>> FakeRelayApi::job(const QString& jobId) {
    const auto found = std::ranges::find(jobList, jobId, &Job::id);
    return ready<Job>(outage, found == jobList.end() ? failure(ErrorCode::NotFound) : Result<Job>(*found));
}

QFuture<Result<Job>> FakeRelayApi::cancelJob(const QString& jobId) {
    return job(jobId);
}

QFuture<Result<QList<Job>>> FakeRelayApi::retryJob(
    const QString& /*jobId*/, std::optional<qint64> /*expectedPriceMicroUsd*/, const QString& /*idempotencyKey*/) {
    return ready<QList<Job>>(outage, failure(ErrorCode::NotFound));
}

QFuture<Result<Page<Video>>> FakeRelayApi::videos(const VideoQuery& query) {
    videoQueries << query;
    const qsizetype from = query.cursor.toLongLong();
    QList<Video> listed;
    std::ranges::copy_if(library, std::back_inserter(listed), [&query](const Video& video) {
        return query.state ? video.state == *query.state : video.state != VideoState::Trashed;
    });
    Page<Video> page{.items = listed.mid(from, query.limit), .nextCursor = {}};
    if (from + query.limit < listed.size())
        page.nextCursor = QString::number(from + query.limit);
    if (holdPages) {
        auto promise = std::make_shared<QPromise<Result<Page<Video>>>>();
        promise->start();
        heldPages << [promise, page] {
            promise->addResult(page);
            promise->finish();
        };
        return promise->future();
    }
    return ready<Page<Video>>(outage, page);
}

QFuture<Result<Video>> FakeRelayApi::video(const QString& videoId) {
    const auto found = std::ranges::find(library, videoId, &Video::id);
    return ready<Video>(outage, found == library.end() ? failure(ErrorCode::NotFound) : Result<Video>(*found));
}

QFuture<Result<Download>> FakeRelayApi::download(const DownloadRequest& request) {
    downloads << request;
    if (holdDownloads && request.part == VideoPart::Content) {
        auto promise = std::make_shared<QPromise<Result<Download>>>();
        promise->start();
        held << Hold{.request = request, .promise = promise};
        return promise->future();
    }
    return ready<Download>(outage, answerOf(request));
}

QFuture<Result<Download>> FakeRelayApi::askForContent(const QString& videoId) {
    contentAsked << videoId;
    const auto found = contents.constFind(videoId);
    if (outage || found == contents.cend())
        return ready<Download>(outage, failure(ErrorCode::NotFound));
    if (contentUnsure.contains(videoId))
        return ready<Download>(Error{.code = ErrorCode::Unavailable, .httpStatus = 503}, {});
    const QByteArray hash = QCryptographicHash::hash(*found, QCryptographicHash::Sha256).toHex();
    return ready<Download>({}, Download{.bytes = found->size(), .etag = u'"' + QString::fromLatin1(hash) + u'"'});
}

QFuture<Result<EditedVideos>> FakeRelayApi::editVideos(
    const QStringList& ids, const VideoEdit& edit, const QDateTime& editedAt) {
    editCalls << ids;
    if (!outage && !editFailures.isEmpty())
        return ready<EditedVideos>({}, std::unexpected(editFailures.takeFirst()));
    EditedVideos edited;
    if (!outage) {
        for (const QString& id : ids) {
            editElsewhere(id, edit, editedAt);
            const auto found = std::ranges::find(library, id, &Video::id);
            if (found == library.end())
                edited.missing << id;
            else
                edited.videos << *found;
        }
        if (lostAnswers > 0) {
            --lostAnswers;
            return ready<EditedVideos>({}, failure(ErrorCode::ConnectionLost));
        }
    }
    return ready<EditedVideos>(outage, edited);
}

QFuture<Result<Video>> FakeRelayApi::restoreVideo(const QString& videoId, const QDateTime& editedAt) {
    restoreCalls << videoId;
    const auto found = std::ranges::find(library, videoId, &Video::id);
    if (outage || !knowsRestore || found == library.end())
        return ready<Video>(outage, failure(ErrorCode::NotFound));
    if (isLatest(videoId, u"state"_s, editedAt) && found->state == VideoState::Trashed) {
        found->state = m_trashedFrom.value(videoId, VideoState::Draft);
        noteEdited(*found, editedAt);
    }
    if (lostAnswers > 0) {
        --lostAnswers;
        return ready<Video>({}, failure(ErrorCode::ConnectionLost));
    }
    return ready<Video>({}, *found);
}

QFuture<Result<Video>> FakeRelayApi::importVideo(const QString& file, const Video& video) {
    importCalls << file;
    if (!outage && !importFailures.isEmpty())
        return ready<Video>({}, std::unexpected(importFailures.takeFirst()));
    QFile film(file);
    if (outage || !film.open(QIODevice::ReadOnly))
        return ready<Video>(outage, failure(ErrorCode::FileFailed));
    const QByteArray content = film.readAll();
    if (holdImports) {
        auto promise = std::make_shared<QPromise<Result<Video>>>();
        promise->start();
        heldImports << HeldImport{.video = video, .content = content, .promise = promise};
        return promise->future();
    }
    const Video taken = takeImport(video, content);
    if (lostAnswers > 0) {
        --lostAnswers;
        return ready<Video>({}, failure(ErrorCode::ConnectionLost));
    }
    return ready<Video>({}, taken);
}

Video FakeRelayApi::takeImport(const Video& video, const QByteArray& content) {
    const QString hash = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
    auto known = std::ranges::find(library, hash, &Video::sha256);
    if (known == library.end()) {
        Video made = video;
        made.id = newId(video.updatedAt);
        made.updatedAt = importsAt;
        made.seq = standsAt() + 1;
        made.sha256 = hash;
        // What no relay is told.
        made.favorite = false;
        made.rating = 0;
        made.tags.clear();
        contents.insert(made.id, content);
        library.prepend(made);
        known = library.begin();
    }
    return *known;
}

void FakeRelayApi::releaseImport() {
    const HeldImport first = heldImports.takeFirst();
    first.promise->addResult(takeImport(first.video, first.content));
    first.promise->finish();
}

QFuture<Result<void>> FakeRelayApi::removeVideo(const QString& videoId) {
    if (outage)
        return ready<void>(outage, {});
    if (!removalFailures.isEmpty())
        return ready<void>({}, std::unexpected(removalFailures.takeFirst()));
    const bool known = std::ranges::find(library, videoId, &Video::id) != library.end();
    removeElsewhere(videoId);
    return ready<void>({}, known ? Result<void>() : failure(ErrorCode::NotFound));
}

QFuture<Result<LibraryChanges>> FakeRelayApi::changes(qint64 since) {
    changesAsked << since;
    if (outage || !tellsChanges)
        return ready<LibraryChanges>(outage, failure(ErrorCode::NotFound));
    const bool isLost =
        std::ranges::any_of(lost, [since](const LostNumbers& gap) { return gap.after < since && since < gap.until; });
    if (since > standsAt() || isLost)
        return ready<LibraryChanges>(
            {}, std::unexpected(
                    Error{.code = ErrorCode::ResyncRequired, .seq = standsAt(), .lost = lost, .httpStatus = 410}));
    LibraryChanges changes{.videos = {}, .deleted = {}, .next = standsAt(), .lost = lost};
    std::ranges::copy_if(
        library, std::back_inserter(changes.videos), [since](const Video& video) { return video.seq > since; });
    for (auto row = deleted.upperBound(since); row != deleted.end(); ++row)
        changes.deleted << row.value();
    return ready<LibraryChanges>({}, changes);
}

void FakeRelayApi::editElsewhere(const QString& videoId, const VideoEdit& edit, const QDateTime& editedAt) {
    const auto video = std::ranges::find(library, videoId, &Video::id);
    if (video == library.end())
        return;
    VideoEdit latest;
    if (edit.title && isLatest(videoId, u"title"_s, editedAt))
        latest.title = edit.title;
    if (edit.favorite && isLatest(videoId, u"favorite"_s, editedAt))
        latest.favorite = edit.favorite;
    if (edit.rating && isLatest(videoId, u"rating"_s, editedAt))
        latest.rating = edit.rating;
    if (edit.state && isLatest(videoId, u"state"_s, editedAt))
        latest.state = edit.state;
    for (const QString& tag : edit.addTags) {
        if (isLatest(videoId, u"tag "_s + tag, editedAt))
            latest.addTags << tag;
    }
    for (const QString& tag : edit.removeTags) {
        if (isLatest(videoId, u"tag "_s + tag, editedAt))
            latest.removeTags << tag;
    }
    Video edited = *video;
    apply(latest, edited);
    if (edited.state == VideoState::Trashed && video->state != VideoState::Trashed)
        m_trashedFrom.insert(videoId, video->state);
    if (*video != edited) {
        noteEdited(edited, editedAt);
        *video = edited;
    }
}

void FakeRelayApi::noteEdited(Video& video, const QDateTime& editedAt) const {
    video.seq = standsAt() + 1;
    video.updatedAt = std::max(video.updatedAt, editedAt.addMSecs(ahead.count()));
}

void FakeRelayApi::removeElsewhere(const QString& videoId) {
    const qint64 number = standsAt() + 1;
    if (library.removeIf([&videoId](const Video& video) { return video.id == videoId; }) > 0)
        deleted.insert(number, videoId);
}

qint64 FakeRelayApi::standsAt() const {
    qint64 seq = deleted.isEmpty() ? 0 : deleted.lastKey();
    for (const LostNumbers& gap : lost)
        seq = std::max(seq, gap.until);
    for (const Video& video : library)
        seq = std::max(seq, video.seq);
    return seq;
}

bool FakeRelayApi::isLatest(const QString& videoId, const QString& field, const QDateTime& editedAt) {
    QDateTime& last = m_editTimes[videoId + u'/' + field];
    if (last.isValid() && editedAt <= last)
        return false;
    last = editedAt;
    return true;
}

void FakeRelayApi::release(const QString& videoId) {
    const auto found = std::ranges::find(held, videoId, [](const Hold& hold) { return hold.request.videoId; });
    if (found == held.end())
        return;
    const Hold hold = held.takeAt(found - held.begin());
    hold.promise->addResult(answerOf(hold.request));
    hold.promise->finish();
}

int FakeRelayApi::downloadCount(VideoPart part) const {
    return static_cast<int>(std::ranges::count(downloads, part, &DownloadRequest::part));
}

Result<Download> FakeRelayApi::answerOf(const DownloadRequest& request) {
    const QHash<QString, QByteArray>& source = request.part == VideoPart::Content  ? contents
                                               : request.part == VideoPart::Poster ? posters
                                                                                   : sprites;
    const auto found = source.constFind(request.videoId);
    if (found == source.cend())
        return failure(ErrorCode::NotFound);
    const QByteArray rest = found->mid(request.fromByte);
    QList<Error>& failures = downloadFailures[request.videoId];
    if (request.part == VideoPart::Content && !failures.isEmpty()) {
        writeFrom(request, rest.left(bytesBeforeFailure));
        return std::unexpected(failures.takeFirst());
    }
    writeFrom(request, rest);
    if (request.onProgress)
        request.onProgress(found->size(), found->size());
    return Download{.bytes = found->size(), .etag = request.etag};
}

} // namespace kinora::tests
