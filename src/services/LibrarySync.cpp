#include "services/LibrarySync.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "services/LeftBehind.h"

#include <chrono>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int pageSize = 100;
/// Only for failures that no reconnect will end: the stream of events is up while listing fails.
constexpr auto retryAfter = 30s;

/// Up to which number of the relay's changes the library is.
const QString changesBookmark = u"changes"_s;

} // namespace

LibrarySync::LibrarySync(RelayApi& relay, LibraryApi& changes, CreationService& creation, VideoStore& videos,
    const MediaFolder& folder, Downloads& downloads, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_changes(changes)
    , m_videos(videos)
    , m_folder(folder)
    , m_downloads(downloads)
    , m_clock(clock) {
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &LibrarySync::syncNow);
    connect(&creation, &CreationService::videoChanged, this, &LibrarySync::takeVideo);
    connect(&creation, &CreationService::videoDeleted, this, [this](const QString& id) { takeGone({id}); });
    connect(&creation, &CreationService::jobFinished, this, &LibrarySync::takeFinished);
    connect(&creation, &CreationService::connectionChanged, this, [this, &creation] {
        if (creation.connection().kind != ConnectionStatus::Kind::Online)
            takeCutOff();
    });
    connect(&creation, &CreationService::caughtUp, &m_downloads, &Downloads::tryAgain);
    connect(&creation, &CreationService::caughtUp, this, &LibrarySync::syncNow);
}

void LibrarySync::start() {
    if (m_state != State::Offline)
        return;
    m_downloads.start();
    catchUp();
}

void LibrarySync::stop() {
    ++m_round;
    m_again = false;
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
        m_again = true; // what made somebody ask may have happened after the answer under way
    else
        catchUp();
}

void LibrarySync::askForAll() {
    m_downloads.setMayLetGo(false);
    ++m_round; // what is under way would say again how far the library is
    m_again = false;
    m_askAll = true;
    receive(m_videos.dropBookmark(changesBookmark), this, [this](const Result<void>& /*dropped*/) {
        if (m_state == State::Offline)
            return;
        ++m_round;
        m_retry.stop();
        catchUp();
    });
}

void LibrarySync::lookForGone(const QStringList& ids) {
    m_missing += ids;
    syncNow();
}

/// Receives an answer unless the round it belongs to has been given up; failures end the round.
template <class T, class Handler>
void LibrarySync::inRound(const QFuture<Result<T>>& future, Handler handler) {
    receive(future, this, [this, handler = std::move(handler), round = m_round](const Result<T>& answer) {
        if (round != m_round)
            return;
        if (!answer)
            fail(answer.error());
        else if constexpr (std::is_void_v<T>)
            handler();
        else
            handler(*answer);
    });
}

void LibrarySync::catchUp() {
    m_begunAt = m_clock.now();
    m_wasCutOff = false;
    setState(State::Syncing);
    m_downloads.setMayLetGo(false); // a relay that was set back may have lost what lies here
    const Result<std::optional<qint64>> bookmark = m_videos.bookmark(changesBookmark);
    const Result<qint64> highest = m_videos.highestNumber();
    m_highest = highest.value_or(0);
    if (!bookmark)
        fail(bookmark.error());
    else if (!highest)
        fail(highest.error());
    else
        askChanges(m_askAll ? LibraryApi::unknownChange : bookmark->value_or(LibraryApi::unknownChange));
}

void LibrarySync::askChanges(qint64 since) {
    receive(m_changes.changes(since), this, [this, round = m_round](const Result<LibraryChanges>& changes) {
        if (round != m_round)
            return;
        if (changes)
            compareNumbers(*changes);
        else if (changes.error().code == ErrorCode::ResyncRequired && changes.error().seq)
            beginListing(*changes.error().seq, changes.error().lost);
        else if (changes.error().code == ErrorCode::NotFound) // a relay from before there were changes to ask for
            beginBareListing();
        else
            fail(changes.error());
    });
}

/// Events are stored as they come, and the bookmark is not moved by them: that the relay was set back shows in the
/// numbers of rows too, also where it knows the bookmark.
void LibrarySync::compareNumbers(const LibraryChanges& changes) {
    QList<LostNumbers> lost = changes.lost;
    if (!changes.more && m_highest > changes.next)
        lost << LostNumbers{.after = changes.next, .until = LibraryApi::unknownChange};
    if (lost.isEmpty()) {
        takeChanges(changes);
        return;
    }
    inRound(m_videos.forgetNumbers(lost, changesBookmark), [this, changes](bool any) {
        if (!any) {
            takeChanges(changes);
            return;
        }
        qCWarning(logLibrary) << "the relay was set back: it has lost changes that were told here";
        m_highest = 0;
        askChanges(LibraryApi::unknownChange);
    });
}

void LibrarySync::takeChanges(const LibraryChanges& changes) {
    store(changes.videos, changes.deleted, changes.next, [this, next = changes.next, more = changes.more] {
        if (more)
            askChanges(next);
        else
            finish(true);
    });
}

/// What cannot be stored is asked for again: the bookmark goes with it or stays.
void LibrarySync::store(
    const QList<Video>& videos, const QStringList& gone, qint64 upTo, const std::function<void()>& next) {
    const auto stored = m_videos.takeChanges(videos, gone, changesBookmark, upTo);
    receive(stored, this, [this](const Result<QList<LeftFiles>>& left) { // whatever became of the round
        if (left)
            keepFiles(*left);
    });
    inRound(stored, [next](const QList<LeftFiles>& /*left*/) { next(); });
}

/// `lost`: what the relay knows to have lost; it knows nothing of it where its database was exchanged.
void LibrarySync::beginListing(qint64 from, QList<LostNumbers> lost) {
    m_listing = {.seen = {}, .gone = {}, .from = from, .tellsChanges = true};
    if (m_highest > from)
        lost << LostNumbers{.after = from, .until = LibraryApi::unknownChange};
    m_highest = 0;
    if (lost.isEmpty()) {
        askPage({});
        return;
    }
    inRound(m_videos.forgetNumbers(lost, changesBookmark), [this, from](bool any) {
        if (any)
            qCWarning(logLibrary) << "the relay stands at" << from << "and has lost changes that were told here";
        askPage({});
    });
}

/// Of a relay that tells neither changes nor deletions.
void LibrarySync::beginBareListing() {
    m_listing = {};
    m_highest = 0;
    askPage({});
}

void LibrarySync::askPage(const QString& cursor) {
    VideoQuery query{.limit = pageSize, .cursor = cursor};
    if (m_listing.trash)
        query.state = VideoState::Trashed;
    inRound(m_relay.videos(query), [this](const Page<Video>& page) { takePage(page); });
}

void LibrarySync::takePage(const Page<Video>& page) {
    for (const Video& video : page.items)
        m_listing.seen.insert(video.id);
    inRound(m_videos.upsert(page.items), [this, next = page.nextCursor] {
        m_downloads.check();
        if (!next.isEmpty())
            askPage(next);
        else if (m_listing.tellsChanges && !std::exchange(m_listing.trash, true))
            askPage({});
        else
            endListing();
    });
}

void LibrarySync::endListing() {
    if (!m_listing.tellsChanges) { // it lists no trash and tells no deletions: what is missing may still be there
        finish(false);
        return;
    }
    inRound(m_videos.settleListing(m_listing.seen, m_listing.from), [this](const QStringList& gone) {
        m_listing.gone = gone;
        askDeleted(0);
    });
}

/// What lies here alone may have been deleted for ever before it came into this list, which was made anew perhaps.
void LibrarySync::askDeleted(qint64 since) {
    const Result<bool> alone = m_videos.isAnyHereAlone();
    if (!alone) {
        fail(alone.error());
        return;
    }
    if (!*alone) {
        takeListing();
        return;
    }
    inRound(m_changes.changes(since), [this](const LibraryChanges& changes) {
        m_listing.gone += changes.deleted;
        changes.more ? askDeleted(changes.next) : takeListing();
    });
}

void LibrarySync::takeListing() {
    store({}, m_listing.gone, m_listing.from, [this] { askChanges(m_listing.from); });
}

/// `isCertain`: what is marked as being on the relay is there.
void LibrarySync::finish(bool isCertain) {
    m_lastSynced = m_clock.now();
    m_videos.forgetSettledImports(m_begunAt);
    m_error.reset();
    m_askAll = false;
    m_listing = {};
    const QStringList missing = std::exchange(m_missing, {});
    if (!isCertain)
        takeGone(missing);
    setState(State::Synced);
    m_downloads.setMayLetGo(isCertain && !m_wasCutOff);
    m_downloads.check();
    if (std::exchange(m_again, false))
        catchUp();
}

/// Whatever the relay has told so far: it may be another, older one that answers next. It is asked once more when the
/// connection is back.
void LibrarySync::takeCutOff() {
    m_wasCutOff = true;
    m_downloads.setMayLetGo(false);
}

void LibrarySync::fail(const Error& error) {
    qCInfo(logLibrary) << "catching up with the relay failed:" << errorCodeName(error.code) << error.detail;
    ++m_round;
    m_again = false;
    m_error = error;
    m_retry.start(retryAfter);
    setState(State::Failed);
}

void LibrarySync::setState(State state) {
    m_state = state;
    emit stateChanged();
}

void LibrarySync::takeVideo(const Video& video) {
    receive(m_videos.upsert({video}), this, [this](const Result<void>& stored) {
        if (stored)
            m_downloads.check();
        else
            notStored(stored.error());
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

void LibrarySync::takeGone(const QStringList& ids) {
    if (ids.isEmpty())
        return;
    receive(m_videos.remove(ids), this, [this](const Result<QList<LeftFiles>>& left) {
        if (left)
            keepFiles(*left);
        else
            notStored(left.error());
    });
}

/// Told in passing: the bookmark is where it was, so that the next round brings it.
void LibrarySync::notStored(const Error& error) {
    if (m_state == State::Offline)
        qCWarning(logLibrary) << "what the relay has told cannot be stored:" << error.detail;
    else
        fail(error);
}

void LibrarySync::keepFiles(const QList<LeftFiles>& left) {
    if (left.isEmpty())
        return;
    m_downloads.forget(left);
    const auto moved = clearLeft(m_videos, m_folder, left);
    receive(moved, this, [this, videos = static_cast<int>(left.size())](const Result<int>& kept) {
        emit goneElsewhere(videos, kept.value_or(0));
    });
}

} // namespace kinora
