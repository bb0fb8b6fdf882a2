#include "services/ImportSender.h"

#include "core/Logging.h"
#include "core/Receive.h"

#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Kept once a person was told: closing the app does not bring the same news again.
QString bookmarkOf(ErrorCode code) {
    return u"told_"_s + errorCodeName(code);
}

} // namespace

ImportSender::ImportSender(
    LibraryApi& library, VideoStore& videos, const MediaFolder& folder, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_library(library)
    , m_videos(videos)
    , m_folder(folder)
    , m_clock(clock) {
    connect(&m_retry, &RetryTimer::timeout, this, &ImportSender::check);
    connect(&m_videos, &VideoStore::changed, this, [this](const VideoChanges& changes) {
        if (changes.removed.contains(m_sendingKey)) // thrown away
            giveUp();
        if (!changes.inserted.isEmpty())
            check();
    });
}

void ImportSender::setOnline(bool online) {
    if (m_online == online)
        return;
    ++m_run;
    m_busy = m_isDueAgain = false;
    giveUp();
    m_retry.stop();
    m_retry.forgetFailures();
    m_online = online;
    check();
}

void ImportSender::sendNow() {
    m_retry.forgetFailures();
    m_retry.stop();
    m_isDueAgain = m_busy; // what is under way was asked of the relay as it was before
    check();
}

void ImportSender::offerAgain() {
    receive(m_videos.forgetRefusals(), this, [this](const Result<void>& forgotten) {
        if (!forgotten)
            return;
        m_passedOver.clear();
        sendNow();
    });
}

void ImportSender::check() {
    if (!m_online || m_busy || m_retry.isActive())
        return;
    const auto next = m_videos.importToSend(m_passedOver.values());
    if (!next) {
        qCWarning(logLibrary) << "imports that wait cannot be read:" << next.error().detail;
    } else if (*next) {
        offer(**next);
    }
}

void ImportSender::offer(const LibraryVideo& row) {
    m_busy = true;
    receive(m_videos.offerImport(row.video.sha256, m_clock.now()), this,
        [this, row, run = m_run](const Result<bool>& offered) {
            if (run != m_run)
                return;
            if (offered.value_or(false)) {
                send(row);
                return;
            }
            m_busy = false;
            if (offered)
                check();
            else
                m_retry.startLonger();
        });
}

void ImportSender::send(const LibraryVideo& row) {
    m_sendingKey = row.key;
    m_sending = m_library.importVideo(m_folder.absolute(row.file), row.video);
    receive(m_sending, this, [this, row, run = m_run](const Result<Video>& answer) {
        if (run != m_run)
            return;
        const bool isGivenUp = std::exchange(m_sendingKey, 0) == 0;
        if (answer || !isGivenUp) {
            take(row, answer);
            return;
        }
        m_busy = false;
        check();
    });
}

void ImportSender::giveUp() {
    if (std::exchange(m_sendingKey, 0) != 0)
        m_sending.cancel();
}

void ImportSender::take(const LibraryVideo& row, const Result<Video>& answer) {
    if (answer) {
        settle(row, *answer);
        return;
    }
    const Error& error = answer.error();
    qCInfo(logLibrary) << "bringing" << row.video.id << "to the relay failed:" << errorCodeName(error.code)
                       << error.detail;
    if (error.code != ErrorCode::NotFound && isRefusedForGood(error)) {
        refuse(row, error);
        return;
    }
    m_busy = false;
    if (error.code == ErrorCode::FileFailed) {
        m_passedOver.insert(row.key);
        emit left(1, error);
        check();
        return;
    }
    const bool isDueAgain = std::exchange(m_isDueAgain, false);
    const bool takesNone = error.code == ErrorCode::NotFound && !isDueAgain;
    m_retry.startLonger(takesNone ? RetryTimer::untilAnotherRelay : error.retryAfter.value_or(0s));
    if (importsWait(error.code))
        tellOnce(error);
}

void ImportSender::refuse(const LibraryVideo& row, const Error& error) {
    m_passedOver.insert(row.key);
    m_videos.settleImport(row.video.sha256, {});
    receive(m_videos.setRefused(row.video.id, error.code), this, [this, run = m_run](const Result<void>& /*stored*/) {
        if (run != m_run)
            return;
        m_busy = false;
        check();
    });
    emit left(1, error);
}

void ImportSender::tellOnce(const Error& error) {
    if (m_told == error.code)
        return;
    const auto told = m_videos.bookmark(bookmarkOf(error.code));
    const Result<ImportCounts> counts = m_videos.importCounts();
    if (!told || told->value_or(0) != 0 || !counts || counts->waiting == 0)
        return;
    m_videos.setBookmark(bookmarkOf(error.code), 1);
    m_told = error.code;
    m_mayBeTold = true;
    emit left(counts->waiting, error);
}

void ImportSender::forgetTold() {
    m_told.reset();
    if (!std::exchange(m_mayBeTold, false))
        return;
    for (const ErrorCode code : importsWaitFor)
        m_videos.setBookmark(bookmarkOf(code), 0);
}

void ImportSender::settle(const LibraryVideo& row, const Video& video) {
    m_retry.forgetFailures();
    receive(m_videos.settleImport(row.video.sha256, video), this,
        [this, row, video, run = m_run](const Result<void>& stored) {
            if (stored && row.video.id != video.id)
                emit idChanged(row.video.id);
            if (run != m_run)
                return;
            m_busy = false;
            if (!stored) { // a full disk, perhaps: the relay knows it when it is sent again
                m_retry.startLonger();
                return;
            }
            m_passedOver.insert(row.key);
            forgetTold();
            check();
        });
}

} // namespace kinora
