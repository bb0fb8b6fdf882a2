#include "services/EditSender.h"

#include "core/Logging.h"
#include "core/Receive.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kinora {

using namespace std::chrono_literals;

EditSender::EditSender(LibraryApi& library, RelayApi& relay, VideoStore& videos, QObject* parent)
    : QObject(parent)
    , m_library(library)
    , m_relay(relay)
    , m_videos(videos) {
    connect(&m_retry, &RetryTimer::timeout, this, &EditSender::check);
    connect(&m_videos, &VideoStore::editsQueued, this, &EditSender::check);
}

void EditSender::start() {
    m_online = true;
    m_retry.forgetFailures();
    m_retry.stop();
    check();
}

void EditSender::stop() {
    ++m_run;
    m_online = m_busy = m_isDueAgain = false;
    m_retry.stop();
}

void EditSender::retryNow() {
    m_retry.forgetFailures();
    m_retry.stop();
    m_isDueAgain = m_busy; // what is under way was asked of the relay as it was before
    check();
}

void EditSender::check() {
    if (!m_online || m_busy || m_retry.isActive())
        return;
    Result<std::optional<QueuedEdits>> next = m_videos.nextEdits(LibraryApi::mostEdited);
    if (next && *next && (*next)->numbers.first() <= m_oneByOneTo)
        next = m_videos.nextEdits(1);
    if (!next)
        qCWarning(logLibrary) << "edits that wait cannot be read:" << next.error().detail;
    else if (*next)
        send(**next);
}

void EditSender::send(const QueuedEdits& edits) {
    m_busy = true;
    if (edits.removal || edits.edit.restore) {
        // The routes take one at a time; its neighbours follow.
        QueuedEdits one = edits;
        one.ids = {edits.ids.first()};
        one.numbers = {edits.numbers.first()};
        edits.removal ? remove(one) : restore(one);
        return;
    }
    receive(m_library.editVideos(edits.ids, edits.edit, momentOf(edits)), this,
        [this, edits, run = m_run](const Result<EditedVideos>& answer) {
            if (run == m_run)
                takeEdited(edits, answer);
        });
}

/// Later than what was seen when it was made: that no clock has to say, and this computer's may have been wrong then.
/// The relay takes nothing for later than it hears of it.
QDateTime EditSender::momentOf(const QueuedEdits& edits) const {
    if (!edits.seen.isValid())
        return edits.editedAt;
    return std::max(edits.editedAt, edits.seen.addMSecs(1 - m_library.relayAhead().count()));
}

void EditSender::remove(const QueuedEdits& one) {
    receive(m_library.removeVideo(one.ids.first()), this, [this, one, run = m_run](const Result<void>& answer) {
        if (run == m_run)
            takeRemoved(one, answer);
    });
}

void EditSender::restore(const QueuedEdits& one) {
    receive(m_library.restoreVideo(one.ids.first(), momentOf(one)), this,
        [this, one, run = m_run](const Result<Video>& answer) {
            if (run != m_run)
                return;
            if (answer)
                takeEdited(one, EditedVideos{.videos = {*answer}, .missing = {}});
            else if (answer.error().code == ErrorCode::NotFound)
                tellApart(one, answer.error());
            else
                takeFailure(one, answer.error());
        });
}

void EditSender::tellApart(const QueuedEdits& one, const Error& notFound) {
    // The video may be gone, or the relay one that does not know the route.
    receive(m_relay.video(one.ids.first()), this, [this, one, notFound, run = m_run](const Result<Video>& video) {
        if (run != m_run)
            return;
        if (!video && video.error().code == ErrorCode::NotFound)
            takeEdited(one, EditedVideos{.videos = {}, .missing = one.ids});
        else
            takeFailure(one, video ? notFound : video.error());
    });
}

void EditSender::takeEdited(const QueuedEdits& edits, const Result<EditedVideos>& answer) {
    if (!answer) {
        takeFailure(edits, answer.error());
        return;
    }
    tellMissing(answer->missing);
    settle(edits, answer->videos);
}

void EditSender::takeRemoved(const QueuedEdits& edits, const Result<void>& answer) {
    if (answer || answer.error().code == ErrorCode::NotFound)
        settle(edits, {});
    else
        takeFailure(edits, answer.error());
}

void EditSender::settle(const QueuedEdits& edits, const QList<Video>& videos) {
    m_retry.forgetFailures();
    receive(m_videos.settleEdits(edits.numbers, videos), this, [this, run = m_run](const Result<QStringList>& unsure) {
        if (run != m_run)
            return;
        m_busy = false;
        if (!unsure) { // a full disk, perhaps: the edits are still queued
            m_retry.startLonger();
            return;
        }
        for (const QString& id : *unsure)
            askAgain(id);
        emit heard();
        check();
    });
}

void EditSender::takeFailure(const QueuedEdits& edits, const Error& error) {
    qCInfo(logLibrary) << "telling the relay of edits failed:" << errorCodeName(error.code) << error.detail;
    if (error.code == ErrorCode::NotFound) {
        m_busy = false;
        m_retry.startLonger(std::exchange(m_isDueAgain, false) ? 0min : RetryTimer::untilAnotherRelay);
        return;
    }
    if (!isRefusedForGood(error)) {
        m_busy = false;
        m_retry.startLonger(error.retryAfter.value_or(0s));
        return;
    }
    if (edits.ids.size() > 1) { // one of them may be to blame
        m_oneByOneTo = edits.numbers.last();
        m_busy = false;
        check();
        return;
    }
    askAgain(edits.ids.first());
    settle(edits, {});
    emit refused(edits.ids, error);
}

void EditSender::askAgain(const QString& id) {
    receive(m_relay.video(id), this, [this, id, run = m_run](const Result<Video>& video) {
        if (run != m_run)
            return;
        if (video)
            receive(m_videos.upsert({*video}), this, [](const Result<void>& /*stored*/) {});
        else if (video.error().code == ErrorCode::NotFound)
            tellMissing({id});
    });
}

void EditSender::tellMissing(const QStringList& ids) {
    // One that no relay is known to have only lies here.
    QStringList known;
    std::ranges::copy_if(ids, std::back_inserter(known), [this](const QString& id) {
        const Result<LibraryVideo> row = m_videos.find(id);
        return !row || row->onRelay;
    });
    if (!known.isEmpty())
        emit missing(known);
}

} // namespace kinora
