#include "storage/Database.h"

#include "core/DiskRoom.h"
#include "core/Logging.h"
#include "core/RunIn.h"
#include "storage/Migrations.h"
#include "storage/Salvage.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QSqlError>
#include <QtEndian>

#include <algorithm>
#include <atomic>
#include <initializer_list>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

const QByteArray damagedState("damaged"); ///< in place of the mark's size and time

// Primary and extended result codes, https://www.sqlite.org/rescode.html; the driver hands them on as text.
constexpr int sqliteBusy = 5;
constexpr int sqliteLocked = 6;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteNotADatabase = 26;
constexpr int sqliteIoErrorShmSize = 10 | (19 << 8); // the WAL index could not grow: in practice a full disk

ErrorCode codeOf(const QSqlError& error) {
    const int native = error.nativeErrorCode().toInt();
    if (native == sqliteIoErrorShmSize)
        return ErrorCode::DiskFull;
    switch (native & 0xff) {
    case sqliteBusy:
    case sqliteLocked:
        return ErrorCode::Busy;
    case sqliteCorrupt:
    case sqliteNotADatabase:
        return ErrorCode::CorruptFile;
    case sqliteFull:
        return ErrorCode::DiskFull;
    default:
        return ErrorCode::FileFailed;
    }
}

Error errorOf(const QSqlError& error, const QString& doing) {
    return Error{.code = codeOf(error), .detail = u"%1: %2 (%3)"_s.arg(doing, error.text(), error.nativeErrorCode())};
}

QString connectionName() {
    static std::atomic<quint64> counter = 0;
    return u"kinora-library-%1"_s.arg(++counter);
}

const QString survivesPowerCut = u"FULL"_s;
const QString mayBeUndone = u"NORMAL"_s;

void disconnect(QSqlDatabase& connection) {
    const QString name = connection.connectionName();
    connection.close();
    connection = {};
    QSqlDatabase::removeDatabase(name);
}

/// One connection with the house settings. `synchronous` is FULL where a write whose future has answered survives a
/// power cut (the outbox relies on it); NORMAL leaves the database whole too, and commits without waiting for the disk.
Result<QSqlDatabase> connectTo(const QString& file, const QString& synchronous) {
    QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, connectionName());
    connection.setDatabaseName(file);
    connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=1000"_s);
    if (!connection.open()) {
        const Error error = errorOf(connection.lastError(), u"opening the library"_s);
        disconnect(connection);
        return std::unexpected(error);
    }
    for (const QString& pragma :
        {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = "_s + synchronous, u"PRAGMA foreign_keys = ON"_s}) {
        if (const Result<void> done = withoutRows(runSql(connection, pragma)); !done) {
            disconnect(connection);
            return std::unexpected(done.error());
        }
    }
    return connection;
}

/// Damage to the head of the file makes SQLite say anything, that it cannot write for example. What we write there is
/// known: https://www.sqlite.org/fileformat2.html#the_database_header
Result<void> checkHead(const QString& path) {
    constexpr qsizetype headBytes = 100;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() == 0)
        return {}; // none yet, or for SQLite to say why
    const QByteArray head = file.read(headBytes);
    const auto isOneOf = [&head](qsizetype at, std::initializer_list<quint32> values) {
        const auto word = qFromBigEndian<quint32>(head.constData() + at);
        return std::ranges::find(values, word) != values.end();
    };
    // Zeros are a file that was begun a moment ago.
    const bool good = head.size() == headBytes && head.startsWith(QByteArrayView("SQLite format 3\0", 16)) &&
                      (head.mid(18, 2) == "\x02\x02" || head.mid(18, 2) == "\x01\x01") &&
                      head.mid(21, 3) == "\x40\x20\x20" && isOneOf(44, {0, 4}) && isOneOf(56, {0, 1});
    return good ? Result<void>() : failure(ErrorCode::CorruptFile, u"the head of the file is not as it was written"_s);
}

/// The quick_check does not compare indexes with their tables, and what an index leaves out is in no list.
Result<void> checkIntegrity(const QSqlDatabase& connection) {
    Result<QSqlQuery> check = runSql(connection, u"PRAGMA integrity_check(1)"_s);
    if (!check)
        return std::unexpected(check.error());
    if (!check->next() || check->value(0).toString() != u"ok"_s)
        return failure(ErrorCode::CorruptFile, u"integrity_check: "_s + check->value(0).toString());
    return {};
}

/// The search has records of its own that no check of tables looks at; where they are damaged no video can be changed.
Result<void> checkSearch(const QSqlDatabase& connection) {
    Result<void> done;
    for (const QString& statement :
        {u"SELECT 1 FROM videos_text WHERE videos_text MATCH 'kinora*' LIMIT 1"_s, u"BEGIN IMMEDIATE"_s,
            u"DELETE FROM videos_text WHERE rowid = (SELECT max(id) FROM videos_text_content)"_s}) {
        if (done)
            done = withoutRows(runSql(connection, statement));
    }
    (void)runSql(connection, u"ROLLBACK"_s);
    // Anything else is not about the file, and whoever writes next hears of it.
    return done || done.error().code != ErrorCode::CorruptFile ? Result<void>() : done;
}

/// The search keeps the words themselves, too.
Result<void> mendSearch(const QSqlDatabase& connection) {
    qCWarning(logLibrary) << "the search is damaged and is made anew";
    const Result<void> made =
        withoutRows(runSql(connection, u"INSERT INTO videos_text (videos_text) VALUES ('rebuild')"_s));
    return made ? checkSearch(connection) : made;
}

} // namespace

Result<QSqlQuery> runSql(const QSqlDatabase& connection, const QString& sql, const QVariantList& parameters) {
    QSqlQuery query(connection);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return std::unexpected(errorOf(query.lastError(), u"preparing “%1”"_s.arg(sql.simplified().left(80))));
    for (const QVariant& parameter : parameters)
        query.addBindValue(parameter);
    if (!query.exec())
        return std::unexpected(errorOf(query.lastError(), u"running “%1”"_s.arg(sql.simplified().left(80))));
    return query;
}

Result<void> withoutRows(const Result<QSqlQuery>& query) {
    return query ? Result<void>() : std::unexpected(query.error());
}

Database::Lane::Lane() {
    pool.setMaxThreadCount(1);
    pool.setExpiryTimeout(-1);
}

void Database::Lane::close() {
    pool.start([this] {
        if (connection.isValid())
            disconnect(connection);
    });
    pool.waitForDone();
}

Database::Database(QString file)
    : m_file(std::move(file))
    , m_setAside(m_file) {
}

Database::~Database() {
    closeReader();
    m_checker.close();
    m_searcher.close();
    m_writer.close();
    if (!m_ready)
        return;
    if (m_damaged || !QFileInfo::exists(m_file + u"-wal"_s)) {
        if (QFile mark(closedMark()); mark.open(QIODevice::WriteOnly))
            mark.write(m_damaged ? damagedState : closedState());
    }
}

Result<std::unique_ptr<Database>> Database::open(const QString& file) {
    Result<std::unique_ptr<Database>> database = prepare(file);
    if (database) {
        if (const Result<void> opened = (*database)->openReader(); !opened)
            return std::unexpected(opened.error());
    }
    return database;
}

Result<std::unique_ptr<Database>> Database::prepare(const QString& file) {
    if (!QDir().mkpath(QFileInfo(file).path()))
        return failure(ErrorCode::FileFailed, u"cannot make the folder of "_s + file);
    std::unique_ptr<Database> database(new Database(file));
    QFile mark(database->closedMark());
    const QByteArray left = mark.open(QIODevice::ReadOnly) ? mark.readAll() : QByteArray();
    mark.remove(); // from now on a crash may come
    if (const Result<void> read = database->m_setAside.read(); !read)
        return std::unexpected(read.error());
    Result<void> ready = database->makeReady(left == damagedState              ? Left::Damaged
                                             : left == database->closedState() ? Left::InOrder
                                                                               : Left::Unknown);
    if (!ready && ready.error().code == ErrorCode::CorruptFile) {
        ready = database->m_setAside.move();
        if (ready)
            ready = database->makeReady(Left::InOrder);
    }
    if (!ready)
        return std::unexpected(ready.error());
    database->takeOver();
    database->m_ready = true;
    return database;
}

Result<void> Database::openReader() {
    Result<QSqlDatabase> connection = connectTo(m_file, mayBeUndone);
    if (!connection)
        return std::unexpected(connection.error());
    m_reader = *connection;
    return {};
}

void Database::closeReader() {
    if (m_reader.isValid())
        disconnect(m_reader);
}

QFuture<Result<void>> Database::checkAgain() {
    const std::function<Result<void>()> work = [this]() -> Result<void> {
        const Result<QSqlDatabase*> connection = connectionOf(m_checker);
        const Result<void> checked = connection ? checkIntegrity(**connection) : std::unexpected(connection.error());
        if (!checked)
            noteDamage(checked.error());
        return checked;
    };
    return runIn(m_checker.pool, work);
}

QString Database::closedMark() const {
    return m_file + u"-closed"_s;
}

/// Size and time of the file: whatever else writes to it changes them.
QByteArray Database::closedState() const {
    const QFileInfo info(m_file);
    return QByteArray::number(info.size()) + ' ' + QByteArray::number(info.lastModified().toMSecsSinceEpoch());
}

Result<void> Database::makeReady(Left left) {
    const std::function<Result<void>()> work = [this, left]() -> Result<void> {
        const bool check = left != Left::InOrder;
        if (const Result<void> head = checkHead(m_file); !head)
            return head;
        // It writes the migrations alone; those lost with the power are done again.
        Result<QSqlDatabase> connection = connectTo(m_file, mayBeUndone);
        if (!connection)
            return std::unexpected(connection.error());
        Result<void> ready = check ? checkIntegrity(*connection) : Result<void>();
        if (ready)
            ready = migrate(*connection, libraryMigrations());
        if (ready && check && (left == Left::Damaged || !checkSearch(*connection)))
            ready = mendSearch(*connection);
        if (ready)
            m_searcher.connection = *connection;
        else
            disconnect(*connection);
        return ready;
    };
    return runIn(m_searcher.pool, work).result();
}

void Database::takeOver() {
    const QStringList waiting = m_setAside.waiting();
    for (const QString& file : waiting) {
        const std::function<Result<qint64>()> work = [this, file] {
            return takeQueueOf(file);
        };
        const Result<qint64> taken = runIn(m_searcher.pool, work).result();
        if (taken)
            qCWarning(logLibrary) << *taken << "edits and requests were taken over from" << file;
        else
            qCWarning(logLibrary) << "nothing was taken over from the damaged library:" << taken.error().detail;
        // The next start tries again where there was no room for it, the latest first again: of two edits of a field
        // the one that is here already stays. What is damaged does not get better.
        if (!taken && taken.error().code == ErrorCode::DiskFull)
            return;
        m_setAside.noteTakenOver(file);
    }
}

/// Readable rows of what a person did and no relay has heard yet, out of a file that was set aside.
Result<qint64> Database::takeQueueOf(const QString& damaged) const {
    // Opening it could change it.
    const QFileInfo file(m_file);
    QDir folder(file.dir().filePath(u"salvage"_s));
    folder.removeRecursively(); // left by a program that was killed: it is large
    const auto cleared = qScopeGuard([&folder] { folder.removeRecursively(); });
    const QString copy = folder.filePath(u"damaged.sqlite"_s);
    if (!folder.mkpath(u"."_s) || !QFile::copy(damaged, copy))
        return failure(writeFailure(file.path(), QFileInfo(damaged).size()), u"cannot copy "_s + damaged);
    // With the latest of what was written.
    const QFileInfo wal(damaged + u"-wal"_s);
    if (wal.exists() && !QFile::copy(wal.filePath(), copy + u"-wal"_s) &&
        writeFailure(file.path(), wal.size()) == ErrorCode::DiskFull)
        return failure(ErrorCode::DiskFull, u"cannot copy "_s + wal.filePath());
    Result<QSqlDatabase> from = connectTo(copy, mayBeUndone);
    if (!from)
        return std::unexpected(from.error());
    const Result<qint64> taken = takeQueue(*from, m_searcher.connection);
    disconnect(*from);
    return taken;
}

Result<QSqlDatabase*> Database::connectionOf(Lane& lane) const {
    if (!lane.connection.isValid()) {
        Result<QSqlDatabase> connection = connectTo(m_file, survivesPowerCut);
        if (!connection)
            return std::unexpected(connection.error());
        lane.connection = *connection;
    }
    return &lane.connection;
}

Result<void> Database::begin(QSqlDatabase& connection) {
    // Immediate: the lock is taken here, where waiting for it is harmless, and not in the middle of the work.
    const auto begun = runSql(connection, u"BEGIN IMMEDIATE"_s);
    return begun ? Result<void>() : std::unexpected(begun.error());
}

Result<void> Database::commit(QSqlDatabase& connection) {
    const auto committed = runSql(connection, u"COMMIT"_s);
    return committed ? Result<void>() : std::unexpected(committed.error());
}

void Database::rollBack(QSqlDatabase& connection) {
    // It fails when SQLite has already rolled back by itself (a full disk does that), which is what was wanted.
    (void)runSql(connection, u"ROLLBACK"_s);
}

} // namespace kinora
