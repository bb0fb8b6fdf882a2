#include "services/Downloads.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "services/RunIn.h"

#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QPointer>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto firstBackOff = 2s;
constexpr auto longestBackOff = 60s;
constexpr int postersAtOnce = 50; ///< looked up at a time

/// The file is what its hash says, so the hash is the tag of any copy of it; a relay that tags otherwise just sends the
/// whole file.
QString etagOf(const Video& video) {
    return u'"' + video.sha256 + u'"';
}

bool isOfThisVideo(const Error& error) {
    switch (error.code) {
    case ErrorCode::NotFound:
    case ErrorCode::DiskFull:
    case ErrorCode::FileFailed:
    case ErrorCode::CorruptFile:
        return true;
    default:
        return false;
    }
}

} // namespace

Downloads::Downloads(
    RelayApi& relay, VideoStore& videos, const MediaFolder& folder, Thumbnailer& thumbnailer, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_videos(videos)
    , m_folder(folder)
    , m_thumbnailer(thumbnailer) {
    m_hashing.setMaxThreadCount(1);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Downloads::check);
}

Downloads::~Downloads() {
    stop();
    m_hashing.clear();
    m_hashing.waitForDone();
}

void Downloads::start() {
    if (m_started)
        return;
    m_started = true;
    m_backOff = 0ms;
    m_postersNotFetched.clear();
    m_postersNotMade.clear();
    receive(m_videos.wantFailed(), this, [this](const Result<void>& /*done*/) { check(); });
}

void Downloads::stop() {
    m_started = false;
    m_retry.stop();
    for (const Transfer& transfer : std::exchange(m_transfers, {})) {
        QFuture<Result<Download>> future = transfer.future;
        future.cancel();
    }
    for (QFuture<Result<Download>>& future : m_posters)
        future.cancel();
}

void Downloads::check() {
    fillLanes();
    fillPosterLanes();
}

void Downloads::want(const QString& videoId) {
    const Result<LibraryVideo> row = m_videos.find(videoId);
    if (!row || (row->fileState == FileState::Here && QFileInfo::exists(m_folder.absolute(row->file))))
        return;
    m_first.removeAll(videoId);
    m_first.prepend(videoId);
    m_retry.stop();
    receive(m_videos.setFileState(videoId, FileState::Wanted), this, [this](const Result<void>& /*done*/) { check(); });
}

std::optional<Downloads::Progress> Downloads::progress(const QString& videoId) const {
    const auto found = m_transfers.constFind(videoId);
    return found == m_transfers.cend() ? std::nullopt : std::optional(found->progress);
}

void Downloads::fillLanes() {
    // While waiting for the network to come back nothing new is begun.
    if (!m_started || m_retry.isActive() || m_transfers.size() >= lanes)
        return;
    const Result<QStringList> wanted = m_videos.wanted();
    if (!wanted) {
        qCWarning(logDownloads) << "cannot read what is wanted:" << wanted.error().detail;
        return;
    }
    // Rows asked for may not be wanted any more, and the wanted ones among them come twice: both are passed over.
    for (const QString& id : m_first + *wanted) {
        if (m_transfers.size() >= lanes)
            return;
        if (m_transfers.contains(id) || m_settling.contains(id))
            continue;
        if (const Result<LibraryVideo> row = m_videos.find(id); row && row->fileState == FileState::Wanted)
            begin(row->video, false);
    }
}

void Downloads::begin(const Video& video, bool secondTry) {
    const QString partial = m_folder.partialFile(video.id);
    const qint64 have = QFileInfo(partial).size();
    if (have == video.bytes) { // complete already, only never adopted
        adopt(video, secondTry);
        return;
    }
    const qint64 fromByte = have < video.bytes ? have : 0;
    // Asking first keeps a disk that is nearly full from being filled to the last byte.
    if (const qint64 free = m_folder.freeBytes(); free >= 0 && free < video.bytes - fromByte) {
        giveUp(video.id, Error{.code = ErrorCode::DiskFull, .detail = u"%1 bytes free"_s.arg(free)});
        return;
    }
    DownloadRequest request;
    request.videoId = video.id;
    request.part = VideoPart::Content;
    request.targetFile = partial;
    request.fromByte = fromByte;
    request.etag = etagOf(video);
    // The network may still tell of a transfer whose account has been closed meanwhile.
    request.onProgress = [self = QPointer<Downloads>(this), id = video.id](qint64 bytes, qint64 total) {
        if (!self)
            return;
        if (const auto transfer = self->m_transfers.find(id); transfer != self->m_transfers.end()) {
            transfer->progress = {.received = bytes, .total = total > 0 ? total : transfer->video.bytes};
            emit self->progressChanged(id);
        }
    };
    Transfer& transfer = m_transfers[video.id];
    transfer.video = video;
    transfer.secondTry = secondTry;
    transfer.progress = {.received = fromByte, .total = video.bytes};
    transfer.future = m_relay.download(request);
    receive(transfer.future, this, [this, id = video.id](const Result<Download>& download) { received(id, download); });
    emit progressChanged(video.id);
}

void Downloads::received(const QString& videoId, const Result<Download>& download) {
    if (!m_transfers.contains(videoId))
        return; // stopped meanwhile
    const Transfer transfer = m_transfers.take(videoId);
    emit progressChanged(videoId);
    if (download) {
        m_backOff = 0ms;
        adopt(transfer.video, transfer.secondTry);
    } else if (isOfThisVideo(download.error())) {
        giveUp(videoId, download.error());
    } else {
        qCInfo(logDownloads) << videoId << "interrupted:" << errorCodeName(download.error().code);
        waitAndRetry();
    }
    fillLanes();
}

void Downloads::adopt(const Video& video, bool secondTry) {
    m_settling.insert(video.id);
    receive(runIn<QString>(m_hashing, [folder = m_folder, video] { return folder.adopt(video); }), this,
        [this, video, secondTry](const Result<QString>& file) { adopted(video, secondTry, file); });
}

void Downloads::adopted(const Video& video, bool secondTry, const Result<QString>& file) {
    if (file) {
        receive(m_videos.setFileHere(video.id, *file), this, [this, id = video.id](const Result<void>& stored) {
            m_settling.remove(id);
            m_first.removeAll(id);
            if (stored)
                emit finished(id);
            else
                giveUp(id, stored.error());
            check();
        });
        return;
    }
    m_settling.remove(video.id);
    if (file.error().code == ErrorCode::CorruptFile && !secondTry && m_started) {
        // Perhaps the pieces of an interrupted transfer did not fit: once more from the start.
        qCInfo(logDownloads) << video.id << "does not match its hash, fetching it again";
        begin(video, true);
        return;
    }
    giveUp(video.id, file.error());
    fillLanes();
}

void Downloads::giveUp(const QString& videoId, const Error& error) {
    qCWarning(logDownloads) << videoId << "failed:" << errorCodeName(error.code) << error.detail;
    if (error.code != ErrorCode::DiskFull) // what has arrived is worth keeping until there is room
        QFile::remove(m_folder.partialFile(videoId));
    m_first.removeAll(videoId);
    m_settling.insert(videoId);
    receive(m_videos.setFileState(videoId, FileState::Failed, error.code), this,
        [this, videoId, error](const Result<void>& /*stored*/) {
            m_settling.remove(videoId);
            emit failed(videoId, error);
            check();
        });
}

void Downloads::waitAndRetry() {
    m_backOff = std::clamp<std::chrono::milliseconds>(m_backOff * 2, firstBackOff, longestBackOff);
    m_retry.start(m_backOff);
}

void Downloads::fillPosterLanes() {
    const auto passedOver = static_cast<int>(m_postersNotFetched.size() + m_postersNotMade.size());
    const Result<QStringList> missing = m_videos.withoutPoster(postersAtOnce + passedOver);
    if (!missing)
        return;
    for (const QString& id : *missing) {
        if (m_posters.size() >= lanes)
            return;
        if (m_posters.contains(id))
            continue;
        const Result<LibraryVideo> row = m_videos.find(id);
        if (row && row->fileState == FileState::Here && !m_postersNotMade.contains(id))
            makePoster(*row);
        else if (row && row->fileState != FileState::Here && m_started && !m_postersNotFetched.contains(id))
            fetchPoster(*row);
    }
}

void Downloads::makePoster(const LibraryVideo& row) {
    const QString id = row.video.id;
    m_posters.insert(id, {});
    receive(m_thumbnailer.readAndSave(
                m_folder.absolute(row.file), posterSide, m_folder.absolute(MediaFolder::posterFile(id))),
        this, [this, id](const Result<Thumbnail>& thumbnail) {
            if (!thumbnail)
                m_postersNotMade.insert(id);
            posterDone(id, thumbnail.has_value());
        });
}

void Downloads::fetchPoster(const LibraryVideo& row) {
    const QString id = row.video.id;
    DownloadRequest request;
    request.videoId = id;
    request.part = VideoPart::Poster;
    request.targetFile = m_folder.partialFile(id + u"-poster"_s);
    const QFuture<Result<Download>> future = m_relay.download(request);
    m_posters.insert(id, future);
    receive(future, this, [this, id, partial = request.targetFile](const Result<Download>& download) {
        const QString poster = m_folder.absolute(MediaFolder::posterFile(id));
        bool made = download && QImageReader(partial).canRead();
        if (made) {
            QFile::remove(poster);
            made = QFile::rename(partial, poster);
        }
        if (!made) {
            QFile::remove(partial);
            m_postersNotFetched.insert(id);
        }
        posterDone(id, made);
    });
}

void Downloads::posterDone(const QString& videoId, bool made) {
    m_posters.remove(videoId);
    if (!made) {
        fillPosterLanes();
        return;
    }
    receive(m_videos.setPoster(videoId, MediaFolder::posterFile(videoId)), this,
        [this](const Result<void>& /*stored*/) { fillPosterLanes(); });
}

} // namespace kinora
