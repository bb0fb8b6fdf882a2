#include "services/Library.h"

#include "core/Ids.h"
#include "core/Logging.h"
#include "core/Receive.h"
#include "core/RunIn.h"
#include "core/WorkPool.h"
#include "media/Thumbnailer.h"
#include "services/FactsKeeper.h"
#include "services/ImportSender.h"
#include "services/LeftBehind.h"
#include "services/ReferenceFolder.h"
#include "services/StoredDraft.h"
#include "services/StoredJobs.h"
#include "services/StoredSubmissions.h"
#include "storage/Database.h"
#include "storage/FactsFolder.h"
#include "storage/JobStore.h"
#include "storage/Outbox.h"
#include "storage/Rebuild.h"

#include <QDir>
#include <QSet>
#include <QTimer>

#include <atomic>
#include <memory>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

/// All that belongs to one open account; members go in reverse order.
struct Library::Account {
    Account(Database& opened, QString root, RelayApi& relay, LibraryApi& changes, CreationService& creation,
        const Clock& clock, const KeepRules& rules)
        : database(&opened)
        , folder(std::move(root))
        , videos(*database)
        , jobs(*database)
        , outbox(*database)
        , submissions(outbox, referenceFolder(folder.root()))
        , jobCache(jobs)
        , drafts(outbox, referenceFolder(folder.root()))
        , edits(changes, relay, videos, folder, clock)
        , imports(changes, videos, folder, clock)
        , downloads(relay, videos, folder, thumbnailer, clock, rules)
        , sync(relay, changes, creation, videos, folder, downloads, clock)
        , facts(folder.root())
        , factsKeeper(*database, videos, facts) {
        QObject::connect(&imports, &ImportSender::idChanged, &factsKeeper, &FactsKeeper::forget);
        lookForMissing.setSingleShot(true);
        lookAgain.setSingleShot(true);
        QObject::connect(&lookAgain, &QTimer::timeout, &videos, [this] {
            receive(database->checkAgain(), &videos, [](const Result<void>& whole) {
                if (!whole)
                    qCWarning(logLibrary)
                        << "the library is damaged; the next start sets it aside:" << whole.error().detail;
            });
        });
    }
    ~Account() { *leaving = true; }

    /// What the list had lost of these is in it again; what else it has lost, the relay knows.
    void takeBack(const QList<LocalVideo>& found) {
        holdImports();
        receive(videos.takeBack(folder.root(), found), &videos, [this](const Result<qint64>& taken) { //
            tookBack(taken);
        });
    }
    void tookBack(const Result<qint64>& taken) {
        if (taken.value_or(0) > 0) {
            qCWarning(logLibrary) << *taken << "videos lie here that the list did not have";
            awaitsAll = true;
            sync.askForAll();
        }
        --importHolds;
        offerImports();
    }
    /// What comes back into the list may have been deleted for ever elsewhere.
    void holdImports() {
        ++importHolds;
        imports.setOnline(false);
    }
    /// What was deleted for ever is not brought back: it has to be known first.
    void offerImports() {
        if (importHolds == 0 && !awaitsAll && sync.state() == LibrarySync::State::Synced)
            imports.setOnline(true);
    }

    Database* database;
    MediaFolder folder;
    VideoStore videos;
    JobStore jobs;
    Outbox outbox;
    StoredSubmissions submissions;
    StoredJobs jobCache;
    StoredDraft drafts;
    LibraryEdits edits;
    ImportSender imports;
    Thumbnailer thumbnailer;
    Downloads downloads;
    LibrarySync sync;
    FactsFolder facts;
    FactsKeeper factsKeeper;
    QTimer lookForMissing;
    QTimer lookAgain;
    int importHolds = 0;    ///< looks at files whose videos are not all in the list yet
    bool awaitsAll = false; ///< some have come back, and the relay has not told all since
    /// Tells work in the pool that nobody waits for it any more.
    std::shared_ptr<std::atomic<bool>> leaving = std::make_shared<std::atomic<bool>>(false);
};

namespace {

/// By then the first screen is there: to look at each of many files takes a processor for a while. And libav has been
/// loaded, after a second: no thread begins meanwhile, and on a slow disk the window waited for the one for this.
constexpr std::chrono::seconds checkFilesAfter{2};
/// By then whoever opened it looks at their videos.
constexpr std::chrono::seconds checkAfter{30};

/// Set once the folder has been searched for videos that the database does not know.
const QString filesBookmark = u"files"_s;

} // namespace

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

QString Library::folderOf(const QString& serverId, const QString& userId) const {
    // They become part of a path, and they come from outside.
    if (!isId(serverId) || !isId(userId))
        return {};
    return u"%1/libraries/%2/%3"_s.arg(m_dataFolder, serverId, userId);
}

QFuture<Result<void>> Library::open(const QString& serverId, const QString& userId) {
    const QString folder = folderOf(serverId, userId);
    if (folder.isEmpty())
        return readyResult(Result<void>(failure(ErrorCode::NotFound, u"no account: %1 on %2"_s.arg(userId, serverId))));
    if (m_open && m_folder == folder)
        return readyResult(Result<void>());
    leave();
    const QFuture<Result<void>> prepared = m_disk.prepare(folder);
    if (prepared.isFinished())
        return readyResult(enter(folder));
    m_opening = std::make_shared<QPromise<Result<void>>>();
    m_opening->start();
    receive(prepared, this, [this, folder, opening = m_opening](const Result<void>& /*prepared*/) {
        if (opening != m_opening)
            return; // answered already
        m_opening.reset();
        opening->addResult(enter(folder));
        opening->finish();
    });
    return m_opening->future();
}

void Library::foresee(const QString& serverId, const QString& userId) {
    const QString folder = folderOf(serverId, userId);
    if (!folder.isEmpty() && m_folder != folder && !m_opening)
        (void)m_disk.prepare(folder);
}

Result<void> Library::enter(const QString& folder) {
    const Result<void> prepared = m_disk.prepare(folder).result();
    std::unique_ptr<LibraryGround> ground = m_disk.take();
    if (!prepared)
        return prepared;
    if (const Result<void> opened = ground->database->openReader(); !opened) {
        m_disk.close(std::move(ground));
        return opened;
    }
    m_open = std::make_unique<Account>(*ground->database, folder, m_relay, m_changes, m_creation, m_clock, m_rules);
    m_ground = std::move(ground);
    m_folder = folder;
    connect(&m_open->videos, &VideoStore::changed, this, &Library::videosChanged);
    connect(&m_open->edits, &LibraryEdits::refused, this, &Library::editsRefused);
    connect(&m_open->edits, &LibraryEdits::removed, &m_open->downloads, &Downloads::forget);
    connect(&m_open->edits, &LibraryEdits::missing, &m_open->sync, &LibrarySync::lookForGone);
    connect(&m_creation, &CreationService::caughtUp, &m_open->edits, &LibraryEdits::sendNow);
    connect(&m_creation, &CreationService::caughtUp, &m_open->imports, &ImportSender::sendNow);
    connect(&m_open->imports, &ImportSender::left, this, &Library::importsLeft);
    connect(&m_open->edits, &LibraryEdits::heard, &m_open->imports, &ImportSender::check);
    connect(&m_open->sync, &LibrarySync::stateChanged, &m_open->imports, [account = m_open.get()] {
        if (account->sync.state() == LibrarySync::State::Synced) // after askForAll() not before all is told
            account->awaitsAll = false;
        account->offerImports();
    });
    connect(&m_open->sync, &LibrarySync::goneElsewhere, this, &Library::goneElsewhere);
    clearLeftBefore(m_open->videos, m_open->folder);
    takeFoundFiles();
    connect(&m_open->lookForMissing, &QTimer::timeout, this, [this] { checkFiles(); });
    m_open->lookForMissing.start(checkFilesAfter);
    m_open->lookAgain.start(checkAfter);
    emit opened();
    return {};
}

void Library::close() {
    leave();
    m_disk.letGo();
}

/// What was foreseen stays.
void Library::leave() {
    if (const auto opening = std::exchange(m_opening, {})) {
        opening->addResult(failure(ErrorCode::Canceled));
        opening->finish();
    }
    if (!m_open)
        return;
    setOnline(false);
    emit closing();
    m_open.reset();
    m_folder.clear();
    m_ground->database->closeReader();
    m_disk.close(std::move(m_ground));
}

void Library::setOnline(bool online) {
    if (!m_open)
        return;
    m_open->edits.setOnline(online);
    if (!online)
        m_open->imports.setOnline(false);
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

void Library::offerImportsAgain() {
    Q_ASSERT(m_open);
    m_open->imports.offerAgain();
}

void Library::watched(const QString& videoId) {
    Q_ASSERT(m_open);
    receive(m_open->videos.setWatched(videoId, m_clock.now()), this, [](const Result<void>& /*stored*/) {});
}

VideoStore& Library::store() {
    Q_ASSERT(m_open);
    return m_open->videos;
}

Result<QList<VideoPlace>> Library::places(const VideoFilter& filter, std::optional<qsizetype> limit) const {
    Q_ASSERT(m_open);
    return m_open->videos.places(filter, limit);
}

QFuture<Result<QList<VideoPlace>>> Library::search(const VideoFilter& filter, std::optional<qsizetype> limit) const {
    Q_ASSERT(m_open);
    return m_open->videos.search(filter, limit);
}

QFuture<Result<LibraryWords>> Library::words() const {
    Q_ASSERT(m_open);
    return m_open->videos.words();
}

Result<QList<LibraryVideo>> Library::rows(const QList<qint64>& keys) const {
    Q_ASSERT(m_open);
    return m_open->videos.rows(keys);
}

QFuture<Result<QList<LibraryVideo>>> Library::rowsLater(const QList<qint64>& keys) const {
    Q_ASSERT(m_open);
    return m_open->videos.rowsLater(keys);
}

QFuture<Result<ManyVideos>> Library::many(const QList<qint64>& keys) const {
    Q_ASSERT(m_open);
    return m_open->videos.many(keys);
}

Result<QList<LibraryVideo>> Library::newest(int limit) const {
    Q_ASSERT(m_open);
    return m_open->videos.page({}, limit);
}

Result<LibraryVideo> Library::find(const QString& videoId) const {
    Q_ASSERT(m_open);
    return m_open->videos.find(videoId);
}

QFuture<Result<LibraryTotals>> Library::totals() const {
    Q_ASSERT(m_open);
    return m_open->videos.totals();
}

Result<ImportCounts> Library::importCounts() const {
    Q_ASSERT(m_open);
    return m_open->videos.importCounts();
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

QFuture<Result<void>> Library::makePictureAgain(const QString& file) {
    const QString id = QFileInfo(file).fileName().section(u'.', 0, 0);
    if (!m_open || !isId(id))
        return readyResult<void>(failure(ErrorCode::NotFound));
    return store().forgetPicture(id, QDir(folder().root()).relativeFilePath(file));
}

QFuture<Result<Download>> Library::fetch(const Video& video, const QString& file) {
    DownloadRequest request;
    request.videoId = video.id;
    request.targetFile = file;
    return m_relay.download(request);
}

QString Library::setAsideFile() const {
    Q_ASSERT(m_open);
    return m_open->database->setAsideFile();
}

void Library::setAsideTold() {
    Q_ASSERT(m_open);
    m_open->database->setAsideTold();
}

void Library::takeFoundFiles() {
    const auto searched = m_open->videos.bookmark(filesBookmark);
    if (!searched || *searched)
        return;
    m_open->downloads.setHeld(true);
    m_open->holdImports();
    receive(m_open->videos.localFiles(), &m_open->videos,
        [this, account = m_open.get()](const Result<QList<VideoStore::LocalFile>>& here) {
            if (here) {
                lookForFiles(*account, *here);
                return;
            }
            account->downloads.setHeld(false);
            account->tookBack(std::unexpected(here.error()));
        });
}

void Library::lookForFiles(Account& into, const QList<VideoStore::LocalFile>& here) {
    QSet<QString> knownFiles;
    for (const VideoStore::LocalFile& file : here)
        knownFiles.insert(file.file);
    const auto found = runIn<FoundVideos>(workPool(), [root = into.folder.root(), knownFiles, leaving = into.leaving] {
        return Result<FoundVideos>(findVideos(root, knownFiles, *leaving));
    });
    receive(found, &into.videos, [account = &into](const Result<FoundVideos>& files) {
        if (!files->known.isEmpty() || !files->others.isEmpty())
            qCInfo(logLibrary) << files->known.size() << "videos found with facts," << files->others.size()
                               << "without";
        account->downloads.offer(files->others);
        receive(account->videos.takeBack(account->folder.root(), files->known), &account->videos,
            [account](const Result<qint64>& added) {
                account->downloads.setHeld(false);
                if (added)
                    account->videos.setBookmark(filesBookmark, 1);
                account->tookBack(added);
            });
    });
}

void Library::checkFiles() {
    receive(m_open->videos.localFiles(), &m_open->videos,
        [this, account = m_open.get()](const Result<QList<VideoStore::LocalFile>>& files) {
            if (!files)
                return;
            // Asked after it: of what was taken out before, either this tells or nothing lies there any more.
            receive(account->videos.leftFiles(), &account->videos,
                [this, account, files = *files](const Result<QList<LeftFiles>>& leaving) {
                    if (leaving)
                        checkFiles(*account, files, *leaving);
                });
        });
}

void Library::checkFiles(Account& of, const QList<VideoStore::LocalFile>& files, const QList<LeftFiles>& leaving) {
    // A file that was deleted or cut in a file manager is wanted again, one that was renamed there is found, one
    // without facts gets them, and one that the list does not know comes back. Looking takes a moment with many files,
    // hence the pool.
    const auto searched = of.videos.bookmark(filesBookmark); // else all that lies there is being looked at already
    const bool mayLack = searched && *searched;
    QSet<QString> spokenFor;
    for (const LeftFiles& left : leaving)
        spokenFor << left.file;
    const auto look = [files, spokenFor, mayLack, root = of.folder.root(),
                          stop = of.leaving]() -> Result<ChangedFiles> {
        return findChanges(root, {.files = files, .spokenFor = spokenFor, .mayLack = mayLack}, *stop);
    };
    receive(runIn<ChangedFiles>(workPool(), look), &of.videos, [account = &of](const Result<ChangedFiles>& changed) {
        account->factsKeeper.write(changed->withoutFacts);
        // Before those that are missing: some have only lost the way to their file.
        if (!changed->lost.isEmpty())
            account->takeBack(changed->lost);
        if (changed->gone.isEmpty())
            return;
        qCInfo(logLibrary) << changed->gone.size() << "files are no longer here";
        QFuture<Result<void>> last;
        QSet<QString> back;
        for (const LocalVideo& found : changed->lost)
            back << found.video.id;
        for (const QString& id : changed->gone) {
            if (const QString moved = changed->moved.value(id); !moved.isEmpty())
                last = account->videos.setFileHere(id, moved);
            else if (!back.contains(id))
                last = account->videos.setFileState(id, FileState::Absent); // wanted again where the rules say so
        }
        receive(last, &account->videos, [account](const Result<void>& /*stored*/) { account->downloads.check(); });
    });
}

} // namespace kinora
