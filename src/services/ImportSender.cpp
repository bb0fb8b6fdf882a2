#include "services/ImportSender.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "storage/FactsFolder.h"

#include <algorithm>

namespace kinora {

using namespace std::chrono_literals;

ImportSender::ImportSender(LibraryApi& library, VideoStore& videos, const MediaFolder& folder, QObject* parent)
    : QObject(parent)
    , m_library(library)
    , m_videos(videos)
    , m_folder(folder) {
    connect(&m_retry, &RetryTimer::timeout, this, &ImportSender::check);
    connect(&m_videos, &VideoStore::changed, this, [this](const VideoChanges& changes) {
        if (!changes.inserted.isEmpty())
            check();
    });
}

void ImportSender::setOnline(bool online) {
    ++m_run;
    m_busy = false;
    m_retry.stop();
    m_retry.forgetFailures();
    m_online = online;
    check();
}

void ImportSender::sendNow() {
    m_retry.forgetFailures();
    m_retry.stop();
    check();
}

void ImportSender::check() {
    if (!m_online || m_busy || m_retry.isActive())
        return;
    const auto next = m_videos.importsToSend(static_cast<int>(m_passedOver.size()) + 1);
    if (!next) {
        qCWarning(logLibrary) << "imports that wait cannot be read:" << next.error().detail;
        return;
    }
    const auto found =
        std::ranges::find_if(*next, [this](const LibraryVideo& row) { return !m_passedOver.contains(row.key); });
    if (found != next->end())
        send(*found);
}

void ImportSender::send(const LibraryVideo& row) {
    m_busy = true;
    receive(m_library.importVideo(m_folder.absolute(row.file), row.video), this,
        [this, row, run = m_run](const Result<Video>& answer) {
            if (run == m_run)
                take(row, answer);
        });
}

void ImportSender::take(const LibraryVideo& row, const Result<Video>& answer) {
    if (answer) {
        settle(row, *answer);
        return;
    }
    const Error& error = answer.error();
    qCInfo(logLibrary) << "bringing" << row.video.id << "to the relay failed:" << errorCodeName(error.code)
                       << error.detail;
    m_busy = false;
    if (error.code == ErrorCode::NotFound) {
        m_retry.startLonger(RetryTimer::untilAnotherRelay);
    } else if (isRefusedForGood(error) || error.code == ErrorCode::FileFailed) {
        m_passedOver.insert(row.key);
        check();
    } else {
        m_retry.startLonger(error.retryAfter.value_or(0s));
    }
}

void ImportSender::settle(const LibraryVideo& row, const Video& video) {
    m_retry.forgetFailures();
    receive(m_videos.upsert({video}), this, [this, row, video, run = m_run](const Result<void>& stored) {
        if (stored && row.video.id != video.id) // facts lie under the id
            FactsFolder(m_folder.root()).remove(row.video.id);
        if (run != m_run)
            return;
        m_busy = false;
        if (!stored) { // a full disk, perhaps: the relay knows it when it is sent again
            m_retry.startLonger();
            return;
        }
        m_passedOver.insert(row.key);
        emit settled();
        check();
    });
}

} // namespace kinora
