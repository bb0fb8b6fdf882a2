#include "client/support/FakeRelayApi.h"

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
    Page<Video> page{.items = library.mid(from, query.limit), .nextCursor = {}};
    if (from + query.limit < library.size())
        page.nextCursor = QString::number(from + query.limit);
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

void FakeRelayApi::release(const QString& videoId) {
    const auto found = std::ranges::find(held, videoId, [](const Hold& hold) { return hold.request.videoId; });
    if (found == held.end())
        return;
    const Hold hold = *found;
    held.erase(found);
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
