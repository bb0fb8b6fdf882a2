#include "services/LibrarySync.h"

#include "core/Logging.h"
#include "core/Receive.h"

#include <chrono>

namespace kinora {

using namespace std::chrono_literals;

namespace {

constexpr int pageSize = 100;
/// Only for failures that no reconnect will end: the stream of events is up while listing fails.
constexpr auto retryAfter = 30s;

} // namespace

LibrarySync::LibrarySync(RelayApi& relay, CreationService& creation, VideoStore& videos, Downloads& downloads,
    const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_videos(videos)
    , m_downloads(downloads)
    , m_clock(clock) {
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &LibrarySync::syncNow);
    connect(&creation, &CreationService::videoChanged, this, &LibrarySync::takeVideo);
    connect(&creation, &CreationService::jobFinished, this, &LibrarySync::takeFinished);
    connect(&creation, &CreationService::caughtUp, this, &LibrarySync::syncNow);
}

void LibrarySync::start() {
    if (m_state != State::Offline)
        return;
    setState(State::Syncing);
    m_downloads.start();
    ask({}, 0);
}

void LibrarySync::stop() {
    ++m_round;
    m_retry.stop();
    m_downloads.stop();
    setState(State::Offline);
}

void LibrarySync::syncNow() {
    if (m_state == State::Offline)
        return;
    m_retry.stop();
    m_downloads.check();
    if (m_state == State::Syncing)
        return;
    setState(State::Syncing);
    ask({}, 0);
}

void LibrarySync::ask(const QString& cursor, int listed) {
    receive(m_relay.videos({.limit = pageSize, .cursor = cursor}), this,
        [this, listed, round = m_round](const Result<Page<Video>>& page) {
            if (round != m_round)
                return;
            if (page)
                take(*page, listed);
            else
                fail(page.error());
        });
}

void LibrarySync::take(const Page<Video>& page, int listed) {
    const int after = listed + static_cast<int>(page.items.size());
    receive(m_videos.upsert(page.items, listed < keptHere), this,
        [this, after, next = page.nextCursor, round = m_round](const Result<void>& stored) {
            if (round != m_round)
                return;
            if (!stored) {
                fail(stored.error());
                return;
            }
            m_downloads.check();
            if (!next.isEmpty()) {
                ask(next, after);
                return;
            }
            m_lastSynced = m_clock.now();
            m_error.reset();
            setState(State::Synced);
        });
}

void LibrarySync::fail(const Error& error) {
    qCInfo(logLibrary) << "listing the videos failed:" << errorCodeName(error.code) << error.detail;
    m_error = error;
    m_retry.start(retryAfter);
    setState(State::Failed);
}

void LibrarySync::setState(State state) {
    m_state = state;
    emit stateChanged();
}

void LibrarySync::takeVideo(const Video& video) {
    receive(m_videos.upsert({video}, true), this, [this](const Result<void>& stored) {
        if (stored)
            m_downloads.check();
        else
            qCWarning(logLibrary) << "a video could not be stored:" << stored.error().detail;
    });
}

void LibrarySync::takeFinished(const Job& job, const std::optional<Video>& video) {
    if (!video || !job.startedAt.isValid() || !job.finishedAt.isValid())
        return;
    // Both writes go through one queue, in this order, whether or not videoChanged() comes first.
    takeVideo(*video);
    receive(m_videos.setTook(video->id, job.startedAt.msecsTo(job.finishedAt)), this,
        [](const Result<void>& /*stored*/) {});
}

} // namespace kinora
