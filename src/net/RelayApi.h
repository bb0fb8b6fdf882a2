// What a signed-in account may ask of its relay.
#pragma once

#include "core/Account.h"
#include "core/Job.h"
#include "core/NewJob.h"
#include "core/Result.h"
#include "core/Video.h"
#include "core/VideoModel.h"

#include <QFuture>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace kinora {

/// One page of a list, newest first.
template <class T>
struct Page {
    QList<T> items;
    QString nextCursor; ///< empty on the last page
};

struct JobQuery {
    QList<JobStatus> statuses; ///< empty: all
    int limit = 20;            ///< 1 to 100
    QString cursor = {};       ///< from the page before; empty: the first page
    QString text = {};         ///< part of the prompt, whatever the case; empty: any
};

struct VideoQuery {
    int limit = 20; ///< 1 to 100
    QString cursor;
    std::optional<VideoState> state = {}; ///< nothing: all but the trash
};

enum class VideoPart {
    Content, ///< the video file, byte for byte as the upstream made it
    Poster,  ///< JPEG
    Sprite,  ///< JPEG: five by five frames in a sheet
};

struct DownloadRequest {
    QString videoId;
    VideoPart part = VideoPart::Content;
    QString targetFile;  ///< absolute; its folder must exist. Written as bytes arrive: give it a name that nobody takes
                         ///< for complete
    qint64 fromByte = 0; ///< size of what `targetFile` already holds; 0 starts anew
    QString etag;        ///< of those bytes (from the answer before); without it nothing is resumed
    /// Bytes in the file now and in all; total -1 while unknown. GUI thread, at most every 100 ms, and once at the end.
    std::function<void(qint64 received, qint64 total)> onProgress;
};

struct Download {
    qint64 bytes = 0; ///< size of the file
    QString etag;
};

/// GUI thread only. Futures always get an answer, unless the RelayApi is destroyed first (they are canceled then).
/// Canceling the future of a download or an import aborts the transfer; other calls go on and only their answer is
/// lost. Besides what is listed, every call may fail with SignedOut, Unauthorized, Unreachable, ConnectionLost,
/// TimedOut, TlsFailed, BadAnswer, Unavailable. A call that meets 401 is repeated once with a renewed token; only then
/// it fails.
class RelayApi {
public:
    virtual ~RelayApi() = default;

    [[nodiscard]] virtual QFuture<Result<Account>> me() = 0;
    [[nodiscard]] virtual QFuture<Result<QList<VideoModel>>> models() = 0;

    /// With the price of one video that the person was shown, if one was. ValidationFailed with fieldErrors,
    /// IdempotencyKeyReused, RequestInProgress, BudgetExhausted, RateLimited, QueueFull; Conflict with a field error
    /// "price_changed" when it costs something else by now.
    [[nodiscard]] virtual QFuture<Result<QList<Job>>> createJobs(
        const NewJob& job, std::optional<qint64> expectedPriceMicroUsd, const QString& idempotencyKey) = 0;
    [[nodiscard]] virtual QFuture<Result<Page<Job>>> jobs(const JobQuery& query) = 0;
    /// NotFound.
    [[nodiscard]] virtual QFuture<Result<Job>> job(const QString& jobId) = 0;
    /// The job as it is now: canceled, or with cancelRequested (it may still finish). NotFound, Conflict (already
    /// ended).
    [[nodiscard]] virtual QFuture<Result<Job>> cancelJob(const QString& jobId) = 0;
    /// New jobs with retryOf, at the price the job shows or at the one given; errors as createJobs, Conflict when the
    /// job has neither failed nor been canceled.
    [[nodiscard]] virtual QFuture<Result<QList<Job>>> retryJob(
        const QString& jobId, std::optional<qint64> expectedPriceMicroUsd, const QString& idempotencyKey) = 0;

    [[nodiscard]] virtual QFuture<Result<Page<Video>>> videos(const VideoQuery& query) = 0;
    /// NotFound.
    [[nodiscard]] virtual QFuture<Result<Video>> video(const QString& videoId) = 0;
    /// Writes to request.targetFile, continuing after fromByte where the relay still has the same file and starting
    /// anew where not. Success means that as many bytes came as the relay announced; checking them against
    /// Video::sha256 is the caller's. NotFound, DiskFull, FileFailed, ConnectionLost (bytes so far stay in the file),
    /// TimedOut (30 s without a byte), Canceled.
    [[nodiscard]] virtual QFuture<Result<Download>> download(const DownloadRequest& request) = 0;
    /// What a download of the video's content would bring now. NotFound also where the relay has lost the file.
    [[nodiscard]] virtual QFuture<Result<Download>> askForContent(const QString& videoId) = 0;
};

} // namespace kinora
