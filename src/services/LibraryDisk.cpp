#include "services/LibraryDisk.h"

#include "core/DiskRoom.h"
#include "core/Ids.h"
#include "core/LockFile.h"
#include "core/RunIn.h"
#include "storage/Leaving.h"
#include "storage/MediaFolder.h"

#include <QDir>
#include <QFile>

#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

/// Downloads of videos that have left the library since they began.
void sweepPartial(Database& database, const MediaFolder& folder) {
    QStringList ids;
    const QStringList names = QDir(folder.absolute(u"partial"_s)).entryList({u"*.part"_s}, QDir::Files);
    for (const QString& name : names) {
        if (const QString id = name.chopped(QStringView(u".part").size()); isId(id))
            ids << id;
    }
    if (ids.isEmpty())
        return;
    const auto unknown =
        database.read<QStringList>([ids](const QSqlDatabase& connection) { return unknownOf(connection, ids); });
    for (const QString& id : unknown.result().value_or(QStringList()))
        QFile::remove(folder.partialFile(id));
}

Result<std::unique_ptr<LibraryGround>> openGround(const QString& folder) {
    if (!QDir().mkpath(folder))
        return failure(ErrorCode::FileFailed, u"cannot make the folder "_s + folder);
    auto ground = std::make_unique<LibraryGround>(folder);
    // Two programs that download into one folder would write into each other's files.
    ground->lock.setStaleLockTime(0); // however long it is held; one of a program that has died does not count
    if (!takeLock(ground->lock)) {
        const bool held = ground->lock.error() == QLockFile::LockFailedError;
        constexpr qint64 block = 4096;
        return failure(held ? ErrorCode::Busy : writeFailure(folder, block), u"cannot lock "_s + folder);
    }
    Result<std::unique_ptr<Database>> database = Database::prepare(folder + u"/library.sqlite"_s);
    if (!database)
        return std::unexpected(database.error());
    ground->database = std::move(*database);
    if (const Result<void> made = MediaFolder(folder).create(); !made)
        return std::unexpected(made.error());
    sweepPartial(*ground->database, MediaFolder(folder));
    return ground;
}

} // namespace

LibraryDisk::LibraryDisk() {
    m_thread.setMaxThreadCount(1);
}

LibraryDisk::~LibraryDisk() {
    letGo();
    m_thread.waitForDone();
}

QFuture<Result<void>> LibraryDisk::prepare(const QString& folder) {
    if (m_prepared && m_prepared->folder == folder)
        return m_prepared->ready;
    letGo();
    m_prepared = std::make_shared<Prepared>();
    m_prepared->folder = folder;
    const std::function<Result<void>()> work = [folder, prepared = m_prepared]() -> Result<void> {
        Result<std::unique_ptr<LibraryGround>> ground = openGround(folder);
        if (!ground)
            return std::unexpected(ground.error());
        prepared->ground = std::move(*ground);
        return {};
    };
    m_prepared->ready = runIn(m_thread, work);
    return m_prepared->ready;
}

std::unique_ptr<LibraryGround> LibraryDisk::take() {
    Q_ASSERT(m_prepared && m_prepared->ready.isFinished());
    return std::move(std::exchange(m_prepared, {})->ground);
}

void LibraryDisk::letGo() {
    // After what is under way, and before what is prepared next, which may be the same folder.
    if (const auto prepared = std::exchange(m_prepared, {}))
        m_thread.start([prepared] { prepared->ground.reset(); });
}

void LibraryDisk::close(std::unique_ptr<LibraryGround> ground) {
    m_thread.start([ground = std::shared_ptr<LibraryGround>(std::move(ground))]() mutable { ground.reset(); });
}

} // namespace kinora
