#include "services/Library.h"

#include "core/Ids.h"
#include "core/Logging.h"
#include "core/Receive.h"
#include "media/Thumbnailer.h"
#include "services/StoredDraft.h"
#include "services/StoredJobs.h"
#include "services/StoredSubmissions.h"
#include "storage/Database.h"
#include "storage/JobStore.h"
#include "storage/Outbox.h"

#include <QFileInfo>
#include <QThreadPool>

namespace kinora {

using namespace Qt::StringLiterals;

/// All that belongs to one open account; members go in reverse order.
struct Library::Account {
    Account(std::unique_ptr<Database> opened, QString root, RelayApi& relay, LibraryApi& changes,
        CreationService& creation, const Clock& clock)
        : database(std::move(opened))
        , folder(std::move(root))
        , videos(*database)
        , jobs(*database)
        , outbox(*database)
        , submissions(outbox)
        , jobCache(jobs)
        , drafts(outbox)
        , edits(changes, relay, videos, folder, clock)
        , downloads(relay, videos, folder, thumbnailer, clock)
        , sync(relay, changes, creation, videos, folder, downloads, clock) {}

    std::unique_ptr<Database> database;
    MediaFolder folder;
    VideoStore videos;
    JobStore jobs;
    Outbox outbox;
    StoredSubmissions submissions;
    StoredJobs jobCache;
    StoredDraft drafts;
    LibraryEdits edits;
    Thumbnailer thumbnailer;
    Downloads downloads;
    LibrarySync sync;
};

Library::Library(RelayApi& relay, LibraryApi& changes, CreationService& creation, const Clock& clock,
    QString dataFolder, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_changes(changes)
    , m_creation(creation)
    , m_clock(clock)
    , m_dataFolder(std::move(dataFolder)) {
}

Library::~Library() {
    close();
}

Result<void> Library::open(const QString& serverId, const QString& userId) {
    // They become part of a path, and they come from outside.
    if (!isId(serverId) || !isId(userId))
        return failure(ErrorCode::NotFound, u"no account: %1 on %2"_s.arg(userId, serverId));
    const QString folder = u"%1/libraries/%2/%3"_s.arg(m_dataFolder, serverId, userId);
    if (m_open && m_folder == folder)
        return {};
    close();
    Result<std::unique_ptr<Database>> database = Database::open(folder + u"/library.sqlite"_s);
    if (!database)
        return std::unexpected(database.error());
    auto account = std::make_unique<Account>(std::move(*database), folder, m_relay, m_changes, m_creation, m_clock);
    if (const Result<void> made = account->folder.create(); !made)
        return made;
    m_open = std::move(account);
    m_folder = folder;
    connect(&m_open->videos, &VideoStore::changed, this, &Library::videosChanged);
    connect(&m_open->edits, &LibraryEdits::refused, this, &Library::editsRefused);
    connect(&m_open->edits, &LibraryEdits::gone, &m_open->sync, &LibrarySync::takeGone);
    connect(&m_creation, &CreationService::caughtUp, &m_open->edits, &LibraryEdits::sendNow);
    connect(&m_open->sync, &LibrarySync::goneElsewhere, this, &Library::goneElsewhere);
    checkFiles();
    emit opened();
    return {};
}

void Library::close() {
    if (!m_open)
        return;
    setOnline(false);
    emit closing();
    m_open.reset();
    m_folder.clear();
}

void Library::setOnline(bool online) {
    if (!m_open)
        return;
    m_open->downloads.setRules(m_rules);
    m_open->edits.setOnline(online);
    online ? m_open->sync.start() : m_open->sync.stop();
}

void Library::setKeepRules(const KeepRules& rules) {
    if (m_rules == rules)
        return;
    m_rules = rules;
    if (m_open)
        m_open->downloads.setRules(rules);
    emit keepRulesChanged();
}

void Library::watched(const QString& videoId) {
    Q_ASSERT(m_open);
    receive(m_open->videos.setWatched(videoId, m_clock.now()), this, [](const Result<void>& /*stored*/) {});
}

VideoStore& Library::store() {
    Q_ASSERT(m_open);
    return m_open->videos;
}

Result<QList<VideoPlace>> Library::places(const VideoFilter& filter) const {
    Q_ASSERT(m_open);
    return m_open->videos.places(filter);
}

QFuture<Result<QList<VideoPlace>>> Library::search(const VideoFilter& filter) const {
    Q_ASSERT(m_open);
    return m_open->videos.search(filter);
}

QFuture<Result<LibraryWords>> Library::words() const {
    Q_ASSERT(m_open);
    return m_open->videos.words();
}

Result<QList<LibraryVideo>> Library::rows(const QList<qint64>& keys) const {
    Q_ASSERT(m_open);
    return m_open->videos.rows(keys);
}

Result<QList<LibraryVideo>> Library::newest(int limit) const {
    Q_ASSERT(m_open);
    return m_open->videos.page({}, limit);
}

Result<LibraryVideo> Library::find(const QString& videoId) const {
    Q_ASSERT(m_open);
    return m_open->videos.find(videoId);
}

Result<LibraryTotals> Library::totals() const {
    Q_ASSERT(m_open);
    return m_open->videos.totals();
}

LibraryEdits& Library::edits() {
    Q_ASSERT(m_open);
    return m_open->edits;
}

Downloads& Library::downloads() {
    Q_ASSERT(m_open);
    return m_open->downloads;
}

LibrarySync& Library::sync() {
    Q_ASSERT(m_open);
    return m_open->sync;
}

const MediaFolder& Library::folder() const {
    Q_ASSERT(m_open);
    return m_open->folder;
}

PendingSubmissions& Library::submissions() {
    Q_ASSERT(m_open);
    return m_open->submissions;
}

JobCache& Library::jobCache() {
    Q_ASSERT(m_open);
    return m_open->jobCache;
}

DraftStore& Library::drafts() {
    Q_ASSERT(m_open);
    return m_open->drafts;
}

QString Library::fileOf(const LibraryVideo& video) const {
    return video.file.isEmpty() ? QString() : folder().absolute(video.file);
}

QString Library::posterOf(const LibraryVideo& video) const {
    return video.poster.isEmpty() ? QString() : folder().absolute(video.poster);
}

QString Library::spriteOf(const LibraryVideo& video) const {
    return video.sprite.isEmpty() ? QString() : folder().absolute(video.sprite);
}

QString Library::setAsideFile() const {
    Q_ASSERT(m_open);
    return m_open->database->setAsideFile();
}

void Library::checkFiles() {
    // A file that was deleted or cut in a file manager is wanted again. Looking takes a moment with many files, hence
    // the pool.
    const Result<QList<VideoStore::LocalFile>> files = m_open->videos.localFiles();
    if (!files || files->isEmpty())
        return;
    auto promise = std::make_shared<QPromise<Result<QStringList>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, files = *files, folder = m_open->folder] {
        QStringList missing;
        for (const VideoStore::LocalFile& file : files) {
            if (const QFileInfo info(folder.absolute(file.file)); !info.exists() || info.size() != file.bytes)
                missing << file.id;
        }
        promise->addResult(Result<QStringList>(missing));
        promise->finish();
    });
    receive(promise->future(), &m_open->videos, [account = m_open.get()](const Result<QStringList>& missing) {
        if (!missing || missing->isEmpty())
            return;
        qCInfo(logLibrary) << missing->size() << "files are no longer here";
        QFuture<Result<void>> last;
        for (const QString& id : *missing)
            last = account->videos.setFileState(id, FileState::Wanted);
        receive(last, &account->videos, [account](const Result<void>& /*stored*/) { account->downloads.check(); });
    });
}

} // namespace kinora
