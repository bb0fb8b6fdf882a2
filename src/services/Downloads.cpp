#include "services/Downloads.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "core/RunIn.h"
#include "services/LeftBehind.h"

#include <QFile>
#include <QFileInfo>
#include <QPointer>

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

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

/// An answer that is about this video as far as anybody can tell.
bool isRefusal(const Error& error) {
    if (error.code == ErrorCode::BadAnswer)
        return true;
    return error.httpStatus >= 400 && error.httpStatus != 401 && error.code != ErrorCode::RateLimited;
}

bool reachedTheRelay(const Error& error) {
    return isRefusal(error) || error.code == ErrorCode::ConnectionLost || error.code == ErrorCode::TimedOut;
}

} // namespace

Downloads::Downloads(RelayApi& relay, VideoStore& videos, const MediaFolder& folder, Thumbnailer& thumbnailer,
    const Clock& clock, const KeepRules& rules, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_videos(videos)
    , m_folder(folder)
    , m_clock(clock)
    , m_pictures(relay, videos, folder, thumbnailer)
    , m_rules(rules) {
    m_hashing.setMaxThreadCount(1);
    connect(&m_retry, &RetryTimer::timeout, this, &Downloads::check);
    m_lookForRoom.setSingleShot(true);
    connect(&m_lookForRoom, &QTimer::timeout, this, &Downloads::lookForRoom);
    m_keepSoon.setSingleShot(true);
    connect(&m_keepSoon, &QTimer::timeout, this, &Downloads::keep);
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
    keepPolicy();
    tryAgain();
}

void Downloads::tryAgain() {
    if (!m_started)
        return;
    m_retry.forgetFailures();
    m_retry.stop();
    m_lookForRoom.stop();
    m_lacking.reset();
    m_refusals.clear();
    m_pictures.start();
    receive(m_videos.wantFailed(), this, [this](const Result<void>& /*done*/) { check(); });
}

void Downloads::stop() {
    m_started = m_mayLetGo = false;
    m_letGo = {};
    m_passedOver.clear();
    m_asking = 0;
    ++m_questions;
    m_retry.stop();
    m_lookForRoom.stop();
    m_keepSoon.stop();
    m_pictures.stop();
    for (const Transfer& transfer : std::exchange(m_transfers, {})) {
        QFuture<Result<Download>> future = transfer.future;
        future.cancel();
    }
}

void Downloads::check() {
    keepSoon();
    fillLanes();
    m_pictures.check();
}

void Downloads::onScreen(const QStringList& videoIds) {
    m_onScreen = videoIds;
    m_pictures.setOnScreen(videoIds);
}

void Downloads::forget(const QList<LeftFiles>& left) {
    for (const LeftFiles& files : left) {
        m_first.removeAll(files.id);
        QFuture<Result<Download>> future = m_transfers.take(files.id).future;
        future.cancel();
        QFile::remove(m_folder.partialFile(files.id)); // or by the next start, where it is still open now
        if (files.isKept && m_settling.contains(files.id))
            m_leaving.insert(files.id);
    }
    fillLanes();
}

void Downloads::dropTransfer(const QString& videoId) {
    m_first.removeAll(videoId);
    QFuture<Result<Download>> future = m_transfers.take(videoId).future;
    future.cancel();
    if (!m_settling.contains(videoId)) // or it is being adopted, which then ends well
        QFile::remove(m_folder.partialFile(videoId));
}

QFuture<Result<BroughtVideo>> Downloads::takeBrought(const LocalVideo& video) {
    const QString id = video.video.id;
    dropTransfer(id);
    m_settling.insert(id);
    auto promise = std::make_shared<QPromise<Result<BroughtVideo>>>();
    promise->start();
    receive(m_videos.addLocal({video}), this, [this, video, promise](const Result<QList<BroughtVideo>>& brought) {
        m_settling.remove(video.video.id);
        if (brought)
            settleBrought(video, brought->first());
        promise->addResult(brought ? Result<BroughtVideo>(brought->first()) : std::unexpected(brought.error()));
        promise->finish();
        fillLanes();
    });
    return promise->future();
}

/// The library may have had it under another id.
void Downloads::settleBrought(const LocalVideo& video, const BroughtVideo& brought) {
    if (!brought.isTaken) {
        QFile::remove(m_folder.absolute(video.file));
    } else if (brought.id != video.video.id) {
        if (m_settling.contains(brought.id))
            m_brought.insert(brought.id, video.file);
        dropTransfer(brought.id);
    }
}

void Downloads::want(const QString& videoId) {
    const Result<LibraryVideo> row = m_videos.find(videoId);
    if (!row || (row->fileState == FileState::Here && QFileInfo::exists(m_folder.absolute(row->file))))
        return;
    if (m_rules.limitBytes > 0 && row->video.bytes > m_rules.limitBytes) { // it would go as soon as it was here
        m_videos.setFileState(videoId, FileState::Absent);
        return;
    }
    m_asked << videoId;
    m_first.removeAll(videoId);
    m_first.prepend(videoId);
    m_refusals.remove(videoId);
    m_retry.stop();
    m_lacking.reset(); // it is told how it is now
    receive(m_videos.setWatched(videoId, m_clock.now()), this, [](const Result<void>& /*done*/) {});
    receive(m_videos.setFileState(videoId, FileState::Wanted), this, [this](const Result<void>& /*done*/) { check(); });
}

QFuture<Result<QStringList>> Downloads::wantAll(const QStringList& videoIds) {
    // Each of them is looked up whenever a place is free; the others come in the usual order.
    constexpr qsizetype mostFirst = 200;
    const QStringList first = videoIds.mid(0, mostFirst);
    const QSet<QString> asked(first.begin(), first.end());
    m_first.removeIf([&asked](const QString& id) { return asked.contains(id); });
    m_first = (first + m_first).mid(0, mostFirst);
    m_retry.stop();
    m_lacking.reset();
    const quint64 wish = ++m_wishes;
    m_undecided.insert(wish, QSet<QString>(videoIds.begin(), videoIds.end()));
    const auto wanted = m_videos.want(videoIds, m_clock.now(), m_rules.limitBytes);
    receive(wanted, this, [this, wish](const Result<QStringList>& beyond) {
        decide(wish, beyond.value_or(QStringList()));
        check();
    });
    return wanted;
}

void Downloads::decide(quint64 wish, const QStringList& beyond) {
    QSet<QString> left(beyond.begin(), beyond.end());
    left.subtract(QSet<QString>(m_played.begin(), m_played.end()));
    m_asked.unite(m_undecided.take(wish).subtract(left));
    left.subtract(allAsked()); // what a person has asked for otherwise, before or since, stays so
    m_first.removeIf([&left](const QString& id) { return left.contains(id); });
}

QSet<QString> Downloads::allAsked() const {
    QSet<QString> all = m_asked;
    for (const QSet<QString>& wish : m_undecided)
        all.unite(wish);
    return all;
}

std::optional<Downloads::Progress> Downloads::progress(const QString& videoId) const {
    const auto found = m_transfers.constFind(videoId);
    return found == m_transfers.cend() ? std::nullopt : std::optional(found->progress);
}

void Downloads::fillLanes() {
    // While waiting for the network to come back nothing new is begun.
    if (!m_started || m_held || m_retry.isActive() || m_transfers.size() >= lanes)
        return;
    // As many as are surely enough; where there was no room for some, smaller ones only.
    const qint64 smallerThan = m_lacking ? *m_lacking - reservedBytes : std::numeric_limits<qint64>::max();
    const qsizetype most = lanes + m_transfers.size() + m_settling.size() + m_refusals.size();
    const Result<QStringList> wanted = m_videos.wanted(smallerThan, static_cast<int>(most));
    if (!wanted) {
        qCWarning(logDownloads) << "cannot read what is wanted:" << wanted.error().detail;
        return;
    }
    // Rows asked for may not be wanted any more, and the wanted ones among them come twice: both are passed over.
    QStringList inTurn;
    QStringList last;
    for (const QString& id : m_first + m_onScreen + *wanted)
        (isPushedBack(id) ? last : inTurn) << id;
    for (const QString& id : inTurn + last) {
        if (m_transfers.size() >= lanes || m_retry.isActive())
            return;
        if (m_transfers.contains(id) || m_settling.contains(id))
            continue;
        if (const Result<LibraryVideo> row = m_videos.find(id); row && row->fileState == FileState::Wanted)
            begin(row->video, false);
    }
}

void Downloads::setHeld(bool held) {
    m_held = held;
    if (!held)
        check();
}

void Downloads::offer(const QHash<QString, QString>& files) {
    m_offered = files;
}

bool Downloads::takeOffered(const Video& video) {
    const QString file = m_offered.take(video.sha256);
    if (file.isEmpty() || QFileInfo(m_folder.absolute(file)).size() != video.bytes)
        return false;
    m_settling.insert(video.id);
    adopted(video, false, file);
    return true;
}

void Downloads::begin(const Video& video, bool secondTry) {
    if (takeOffered(video))
        return;
    const QString partial = m_folder.partialFile(video.id);
    const qint64 have = QFileInfo(partial).size();
    if (have == video.bytes || (!secondTry && m_folder.mayLieHere(video))) { // complete already, only never adopted
        adopt(video, secondTry);
        return;
    }
    const qint64 fromByte = have < video.bytes ? have : 0;
    if (!hasRoom(video, video.bytes - fromByte))
        return;
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
    transfer.number = ++m_begun;
    transfer.fromByte = fromByte;
    transfer.progress = {.received = fromByte, .total = video.bytes};
    transfer.future = m_relay.download(request);
    receive(transfer.future, this,
        [this, id = video.id, number = m_begun](const Result<Download>& download) { received(id, number, download); });
    emit progressChanged(video.id);
}

void Downloads::received(const QString& videoId, quint64 number, const Result<Download>& download) {
    const auto found = m_transfers.constFind(videoId);
    if (found == m_transfers.cend() || found->number != number)
        return; // stopped meanwhile
    const Transfer transfer = m_transfers.take(videoId);
    emit progressChanged(videoId);
    if (download) {
        m_retry.forgetFailures();
        m_refusals.remove(videoId);
        adopt(transfer.video, transfer.secondTry);
    } else if (isOfThisVideo(download.error())) {
        if (download.error().code == ErrorCode::DiskFull) // others took the room meanwhile, or it is a quota
            lacks(neededBytes(transfer.video, transfer.video.bytes - QFileInfo(m_folder.partialFile(videoId)).size()));
        giveUp(videoId, download.error());
    } else {
        interrupted(transfer, download.error());
    }
    fillLanes();
}

void Downloads::interrupted(const Transfer& transfer, const Error& error) {
    const QString id = transfer.video.id;
    qCInfo(logDownloads) << id << "interrupted:" << errorCodeName(error.code) << error.detail;
    if (!m_retry.isActive()) // both lanes may meet the same trouble
        m_retry.startLonger(error.code == ErrorCode::RateLimited ? error.retryAfter.value_or(0s) : 0s);
    if (!reachedTheRelay(error) || QFileInfo(m_folder.partialFile(id)).size() > transfer.fromByte)
        return;
    int& refusals = m_refusals[id];
    if (isRefusal(error) && ++refusals >= mostRefusals)
        giveUp(id, {.code = ErrorCode::RelayError, .detail = error.detail, .httpStatus = error.httpStatus});
}

bool Downloads::isPushedBack(const QString& videoId) const {
    const auto found = m_refusals.constFind(videoId);
    // What a person waits for is not put off by a connection that breaks.
    return found != m_refusals.cend() && (*found > 0 || !m_first.contains(videoId));
}

void Downloads::adopt(const Video& video, bool secondTry) {
    m_settling.insert(video.id);
    receive(runIn<QString>(m_hashing, [folder = m_folder, video] { return folder.adopt(video); }), this,
        [this, video, secondTry](const Result<QString>& file) { adopted(video, secondTry, file); });
}

void Downloads::adopted(const Video& video, bool secondTry, const Result<QString>& file) {
    if (file) {
        receive(m_videos.setFileHere(video.id, *file), this,
            [this, id = video.id, file = *file](const Result<void>& stored) {
                m_settling.remove(id);
                m_first.removeAll(id);
                if (const QString other = m_brought.take(id); stored && !other.isEmpty() && other != file)
                    QFile::remove(m_folder.absolute(other)); // this one is in the list now
                if (isGone(id))
                    letGo(id, file);
                else if (stored)
                    emit finished(id);
                else
                    giveUp(id, stored.error());
                check();
            });
        return;
    }
    m_settling.remove(video.id);
    if (isGone(video.id)) {
        letGo(video.id, {});
        fillLanes();
        return;
    }
    if (!m_brought.take(video.id).isEmpty()) { // it is here all the same
        fillLanes();
        return;
    }
    if (file.error().code == ErrorCode::CorruptFile && !secondTry && m_started) {
        // Perhaps the pieces of an interrupted transfer did not fit: once more from the start.
        qCInfo(logDownloads) << video.id << "does not match its hash, fetching it again";
        begin(video, true);
        return;
    }
    giveUp(video.id, file.error());
    fillLanes();
}

bool Downloads::isGone(const QString& videoId) const {
    const Result<LibraryVideo> row = m_videos.find(videoId);
    return !row && row.error().code == ErrorCode::NotFound;
}

void Downloads::letGo(const QString& videoId, const QString& file) {
    const bool isKept = m_leaving.remove(videoId);
    clearLeft(
        m_videos, m_folder, {{.id = videoId, .file = file, .poster = {}, .sprite = {}, .number = 0, .isKept = isKept}});
}

void Downloads::giveUp(const QString& videoId, const Error& error) {
    qCWarning(logDownloads) << videoId << "failed:" << errorCodeName(error.code) << error.detail;
    // What has arrived is worth keeping until there is room, or the relay is well again.
    if (error.code != ErrorCode::DiskFull && error.code != ErrorCode::RelayError)
        QFile::remove(m_folder.partialFile(videoId));
    if (error.code != ErrorCode::DiskFull) // a person waits for it as before
        m_first.removeAll(videoId);
    m_refusals.remove(videoId);
    m_settling.insert(videoId);
    receive(m_videos.setFileState(videoId, FileState::Failed, error.code), this,
        [this, videoId, error](const Result<void>& stored) {
            m_settling.remove(videoId);
            if (stored)
                emit failed(videoId, error);
            else // it is wanted as before, and would begin, and fail, at once
                m_retry.startLonger();
            check();
        });
}

} // namespace kinora
