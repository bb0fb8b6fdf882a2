#include "services/FolderImport.h"

#include "core/Ids.h"
#include "core/Logging.h"
#include "core/Receive.h"
#include "media/EmbeddedFacts.h"
#include "services/ImportParents.h"
#include "services/ImportedVideo.h"
#include "services/Library.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

/// What the work in the thread knows.
struct FolderImport::Run {
    Run(QString from, MediaFolder to, const Contents& contents, const std::atomic_bool& stop)
        : folder(std::move(from))
        , target(std::move(to))
        , known(contents)
        , scan(folder, stop)
        , parents(scan, known) {}

    QString folder;
    MediaFolder target;
    Contents known;
    FolderScan scan;
    ImportParents parents;
    ImportReport report = {};
};

namespace {

/// So that of several files of one video that one comes of which most is known: of an original and a copy of it the
/// original, of equal ones that of which something is told. Once `stop` is true all is equal.
QStringList bestFirst(FolderScan& scan, const std::atomic_bool& stop) {
    QStringList told;
    QStringList untold;
    QStringList copies;
    for (const QString& file : scan.videos()) {
        if (stop)
            untold << file;
        else if (scan.isCopyOfOther(file))
            copies << file;
        else
            (scan.facts(file).isEmpty() ? untold : told) << file;
    }
    return told + untold + copies;
}

} // namespace

FolderImport::FolderImport(Library& library, QObject* parent)
    : QObject(parent)
    , m_library(library) {
    m_pool.setMaxThreadCount(1);
    connect(&m_library, &Library::closing, this, [this] {
        stopWork();
        ++m_round;
        m_running = false;
    });
}

FolderImport::~FolderImport() {
    stopWork();
}

void FolderImport::stopWork() {
    m_stop = true;
    m_pool.waitForDone();
    // Files that have been copied are told to the library, or they would lie there for nothing.
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

void FolderImport::start(const QString& folder) {
    if (m_running || !m_library.isOpen())
        return;
    m_running = true;
    m_ended = false;
    m_stop = false;
    m_storing = 0;
    m_notTaken.clear();
    m_report = {};
    receive(m_library.store().contents(), this, [this, folder, round = ++m_round](const Result<Contents>& known) {
        if (round != m_round)
            return;
        if (!known) {
            end({.error = known.error()});
            return;
        }
        // The pool is waited for before this object or the library goes, so the pointers are good in the thread.
        m_pool.start([this, folder, target = m_library.folder(), known = *known] { work(folder, target, known); });
    });
}

void FolderImport::cancel() {
    m_stop = true;
}

void FolderImport::work(const QString& folder, const MediaFolder& target, const Contents& known) {
    Run run(folder, target, known, m_stop);
    if (const QFileInfo info(folder); !info.isDir() || !info.isReadable())
        run.report.error = Error{.code = ErrorCode::FileFailed, .detail = folder};
    const QStringList files = bestFirst(run.scan, m_stop);
    const auto total = static_cast<int>(files.size());
    const auto done = [&report = run.report] {
        return static_cast<int>(report.imported.size() + report.alreadyHere.size() + report.filledIn.size() +
                                report.inTrash.size() + report.odd.size() + report.failed.size());
    };
    for (const QString& file : files) {
        if (m_stop || run.report.error)
            break;
        run.report.error = importOne(run, file);
        QMetaObject::invokeMethod(
            this, [this, now = done(), total] { emit progressed(now, total); }, Qt::QueuedConnection);
    }
    run.report.canceled = m_stop;
    run.report.left = total - done();
    if (!m_stop && !run.report.error) {
        run.report.odd += run.scan.odd();
        for (const auto& [parent, children] : run.parents.unmet().asKeyValueRange())
            tellParent(children, parent);
    }
    QMetaObject::invokeMethod(
        this,
        [this, report = run.report, round = m_round] {
            if (round == m_round)
                end(report);
        },
        Qt::QueuedConnection);
}

std::optional<Error> FolderImport::importOne(Run& run, const QString& file) {
    const QFileInfo source(run.folder + u'/' + file);
    const auto odd = [&run, &file](NotUnderstood why) {
        run.report.odd << FolderScan::Odd{.file = file, .why = why};
        return std::nullopt;
    };
    const auto unreadable = [&run, &file] {
        run.report.odd << run.scan.unreadable(file);
        return std::nullopt;
    };
    if (!source.exists()) {
        if (!QFileInfo(run.folder).isDir()) // a disk that was pulled out: no more can be done
            return Error{.code = ErrorCode::FileFailed, .detail = run.folder};
        return unreadable();
    }
    if (source.size() == 0)
        return odd(NotUnderstood::Empty);
    const QString sha256 = sha256Of(source.filePath(), m_stop);
    if (m_stop)
        return std::nullopt;
    if (sha256.isEmpty())
        return unreadable();
    const ImportFacts told = run.scan.facts(file);
    std::optional<FolderScan::Record> record = run.scan.record(file, sha256);
    const bool isOnlyNamed = record && record->by == FolderScan::Record::By::Name;
    const auto forgetUnlessItFits = [&record](const Result<VideoFileFacts>& found) { // beside another film of that name
        if (!found || !mayBeAbout(record->record.video, found->media))
            record.reset();
    };
    const auto known = run.known.constFind(sha256);
    if (known != run.known.cend() && (known->isTrashed || !known->notHere)) {
        if (isOnlyNamed)
            forgetUnlessItFits(readVideoFile(source.filePath()));
        passOver(run, file, sha256, record ? record->record.video : toldVideo(told));
        return std::nullopt;
    }
    const Result<VideoFileFacts> facts = readVideoFile(source.filePath());
    if (!facts && facts.error().code == ErrorCode::CorruptFile)
        return QFileInfo::exists(source.filePath()) ? odd(NotUnderstood::NoVideo) : unreadable(); // gone meanwhile
    if (!facts)
        return facts.error();
    if (isOnlyNamed)
        forgetUnlessItFits(facts);
    if (record && known == run.known.cend() && isWrittenCopy(*record) &&
        run.known.contains(record->record.video.sha256)) {
        const KnownContent original = run.known.value(record->record.video.sha256);
        (original.isTrashed ? run.report.inTrash : run.report.alreadyHere) << file;
        tellParent(run.parents.arrived(record->record.video.id, original.id), original.id);
        return std::nullopt;
    }

    Video video;
    bool isWhole = true;
    if (known != run.known.cend()) { // the library knows it, and gets its file back
        video = *known->notHere;
    } else {
        video = record ? record->record.video : importedVideo(*facts, told, source);
        isWhole = makeAcceptable(video);
        video.id = newId(m_library.clock().now());
        video.remixOf = run.parents.idFor(video.remixOf, video.id, run.known);
        video.jobId.clear(); // of a relay that may be another
        video.seq = 0;
        video.source = VideoSource::Import;
        video.state = VideoState::Draft;
        video.size = facts->media.size;
        video.orientation = video.size.width() > video.size.height() ? Orientation::Landscape : Orientation::Portrait;
        video.seconds = static_cast<double>(facts->media.durationMs) / 1000;
        video.bytes = source.size();
        video.sha256 = sha256;
        video.contentType = facts->contentType;
        video.updatedAt = m_library.clock().now();
    }
    const Result<QString> brought = run.target.bring(source.filePath(), video, m_stop);
    if (!brought && brought.error().code == ErrorCode::Canceled)
        return std::nullopt;
    if (!brought) {
        qCWarning(logLibrary) << "import:" << errorCodeName(brought.error().code) << brought.error().detail;
        if (brought.error().code == ErrorCode::DiskFull)
            return brought.error();
        run.report.failed.append({.file = file, .error = brought.error()});
        return std::nullopt;
    }
    const bool isImport = video.source == VideoSource::Import;
    run.known.insert(sha256, {.id = video.id,
                                 .lacksPrompt = isImport && video.prompt.isEmpty(),
                                 .lacksModel = isImport && video.model.isEmpty(),
                                 .lacksSettings = isImport && !video.settings,
                                 .lacksParent = isImport && !run.parents.isHere(video.remixOf)});
    run.report.imported << file;
    if (!isWhole)
        run.report.cut << file;
    const QStringList remixes = record ? run.parents.arrived(record->record.video.id, video.id) : QStringList();
    QMetaObject::invokeMethod(
        this,
        [this, local = LocalVideo{.video = video, .file = *brought}, file, round = m_round] {
            if (round == m_round)
                store(local, file);
        },
        Qt::QueuedConnection);
    tellParent(remixes, video.id);
    return std::nullopt;
}

void FolderImport::passOver(Run& run, const QString& file, const QString& sha256, const Video& told) {
    const KnownContent known = run.known.value(sha256);
    Video facts = told;
    makeAcceptable(facts);
    tellParent(run.parents.arrived(told.id, known.id), known.id);
    facts.id = known.id;
    facts.remixOf = known.lacksParent ? run.parents.idFor(told.remixOf, known.id, run.known) : QString();
    const bool isParentNew =
        !facts.remixOf.isEmpty() && (facts.remixOf != told.remixOf || run.parents.isHere(facts.remixOf));
    const bool helps = (known.lacksPrompt && !facts.prompt.isEmpty()) || (known.lacksModel && !facts.model.isEmpty()) ||
                       (known.lacksSettings && facts.settings) || isParentNew;
    QStringList& others = known.isTrashed ? run.report.inTrash : run.report.alreadyHere;
    (helps && !known.isTrashed ? run.report.filledIn : others) << file;
    if (!helps)
        return;
    fillInLater(facts, file);
    KnownContent& filled = run.known[sha256];
    filled.lacksPrompt = filled.lacksPrompt && facts.prompt.isEmpty();
    filled.lacksModel = filled.lacksModel && facts.model.isEmpty();
    filled.lacksSettings = filled.lacksSettings && !facts.settings;
    filled.lacksParent = filled.lacksParent && facts.remixOf.isEmpty();
}

void FolderImport::tellParent(const QStringList& remixes, const QString& parent) {
    for (const QString& remix : remixes) {
        Video told;
        told.id = remix;
        told.remixOf = parent;
        fillInLater(told, {});
    }
}

void FolderImport::fillInLater(const Video& told, const QString& file) {
    QMetaObject::invokeMethod(
        this,
        [this, told, file, round = m_round] {
            if (round == m_round)
                fillIn(told, file);
        },
        Qt::QueuedConnection);
}

void FolderImport::fillIn(const Video& told, const QString& file) {
    ++m_storing;
    receive(m_library.store().fillIn(told), this, [this, file, round = m_round](const Result<void>& stored) {
        if (round != m_round)
            return;
        --m_storing;
        if (!stored && !file.isEmpty())
            m_report.failed.append({.file = file, .error = stored.error()});
        finishWhenStored();
    });
}

void FolderImport::store(const LocalVideo& video, const QString& file) {
    ++m_storing;
    receive(m_library.downloads().takeBrought(video), this,
        [this, file, copy = m_library.folder().absolute(video.file), round = m_round](
            const Result<BroughtVideo>& stored) {
            if (round != m_round)
                return;
            --m_storing;
            if (!stored) {
                QFile::remove(copy);
                m_report.failed.append({.file = file, .error = stored.error()});
            } else if (!stored->isTaken) { // it came while this import was looking elsewhere
                (stored->isTrashed ? m_report.inTrash : m_report.alreadyHere) << file;
                m_notTaken << file;
            }
            finishWhenStored();
        });
}

void FolderImport::end(const ImportReport& report) {
    const ImportReport stored = std::exchange(m_report, report);
    m_report.failed += stored.failed;
    m_report.alreadyHere += stored.alreadyHere;
    m_report.inTrash += stored.inTrash;
    m_ended = true;
    finishWhenStored();
}

void FolderImport::finishWhenStored() {
    if (!m_ended || m_storing > 0)
        return;
    for (const ImportReport::Failed& failed : std::as_const(m_report.failed))
        m_notTaken << failed.file;
    for (const QString& file : std::exchange(m_notTaken, {})) {
        m_report.imported.removeAll(file);
        m_report.filledIn.removeAll(file);
        m_report.cut.removeAll(file);
    }
    m_running = false;
    if (m_library.isOpen())
        m_library.downloads().check(); // pictures of what has come
    emit finished(m_report);
}

} // namespace kinora
