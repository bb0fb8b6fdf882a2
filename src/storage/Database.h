// The SQLite file of one library: opened, checked and migrated here; written by one thread, read by its owner and,
// where that takes longer, by another.
#pragma once

#include "core/Result.h"
#include "storage/SetAside.h"

#include <QFuture>
#include <QPromise>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

namespace kinora {

/// Writes are queued and run one after another in a thread of their own, each in a transaction of its own; a write that
/// answers an error is rolled back. Reads go through reader() in the thread that opened it; WAL lets them run
/// beside a write, so keep them to indexed rows (a page of 50 takes 0.06 ms); what looks at every row goes through
/// read(), one after another in a thread of their own. Not thread-safe otherwise. The destructor finishes every queued
/// write.
class Database {
public:
    /// Opens or makes the file and brings it to the current schema. Whether it is whole is checked before, unless it
    /// lies there as it was left when it was closed last; then checkAgain() looks, later. A damaged file is moved
    /// aside, never deleted (see setAsideFile), and a new library is begun. Errors: Busy (another program holds it:
    /// nothing was touched), DiskFull, LaterVersion, FileFailed (detail says what).
    static Result<std::unique_ptr<Database>> open(const QString& file);
    /// All of open() that may wait for the disk, in whatever thread: makes, brings to the current schema, checks. For
    /// one's own thread openReader() is left, which is quick; nothing but read() may be asked before.
    static Result<std::unique_ptr<Database>> prepare(const QString& file);
    [[nodiscard]] Result<void> openReader();
    /// In the same thread: the database may then be destroyed in another. No reads after it.
    void closeReader();

    /// Waits for the disk.
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Where the damaged file that lay here before was put; empty when nothing was wrong. It answers in the next run
    /// too, until somebody was told.
    [[nodiscard]] QString setAsideFile() const { return m_setAside.latest(); }
    void setAsideTold() { m_setAside.told(); }

    /// Looks for damage beside everything else, which takes two seconds with 100,000 videos. CorruptFile: the next
    /// open() sets the file aside.
    QFuture<Result<void>> checkAgain();

    /// The read connection; only for the thread that opened it.
    [[nodiscard]] const QSqlDatabase& reader() const { return m_reader; }

    /// Runs `work` in the writer thread inside a transaction: committed when it answers a value, rolled back when it
    /// answers an error.
    template <class T>
    QFuture<Result<T>> write(std::function<Result<T>(QSqlDatabase&)> work) {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        m_writer.pool.start([this, promise, work = std::move(work)] {
            promise->addResult(inTransaction<T>(work));
            promise->finish();
        });
        return promise->future();
    }

    /// Runs `work`, which only reads, in the thread for long reads. One whose future is canceled before its turn is
    /// never begun.
    template <class T>
    QFuture<Result<T>> read(std::function<Result<T>(const QSqlDatabase&)> work) {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        m_searcher.pool.start([this, promise, work = std::move(work)] {
            if (!promise->isCanceled()) {
                const Result<QSqlDatabase*> connection = connectionOf(m_searcher);
                promise->addResult(connection ? work(**connection) : Result<T>(std::unexpected(connection.error())));
            }
            promise->finish();
        });
        return promise->future();
    }

private:
    explicit Database(QString file);
    /// How the file was left.
    enum class Left { InOrder, Unknown, Damaged };
    /// In the thread for long reads, whose connection stays: the files beside the database are there when others come.
    Result<void> makeReady(Left left);
    void takeOver();
    [[nodiscard]] Result<qint64> takeQueueOf(const QString& damaged) const;
    [[nodiscard]] QString closedMark() const;
    [[nodiscard]] QByteArray closedState() const;

    /// A thread that stays, with the connection that may only be used in it.
    struct Lane {
        Lane();
        void close();
        QThreadPool pool;
        QSqlDatabase connection;
    };
    /// The lane's connection, made in its thread on first use.
    Result<QSqlDatabase*> connectionOf(Lane& lane) const;

    template <class T>
    Result<T> inTransaction(const std::function<Result<T>(QSqlDatabase&)>& work) {
        const Result<QSqlDatabase*> connection = connectionOf(m_writer);
        if (!connection)
            return std::unexpected(connection.error());
        if (const Result<void> begun = begin(**connection); !begun)
            return std::unexpected(begun.error());
        Result<T> answer = work(**connection);
        if (!answer) {
            rollBack(**connection);
            noteDamage(answer.error());
            return answer;
        }
        if (const Result<void> committed = commit(**connection); !committed) {
            rollBack(**connection);
            noteDamage(committed.error());
            return std::unexpected(committed.error());
        }
        return answer;
    }
    /// The next start looks at everything.
    void noteDamage(const Error& error) { m_damaged = m_damaged || error.code == ErrorCode::CorruptFile; }
    static Result<void> begin(QSqlDatabase& connection);
    static Result<void> commit(QSqlDatabase& connection);
    static void rollBack(QSqlDatabase& connection);

    QString m_file;
    SetAside m_setAside;
    std::atomic<bool> m_damaged = false;
    bool m_ready = false;
    QSqlDatabase m_reader;
    Lane m_checker;
    Lane m_searcher;
    Lane m_writer;
};

/// Prepares and runs one statement with positional parameters. The error tells a full disk, a lock and damage apart.
Result<QSqlQuery> runSql(const QSqlDatabase& connection, const QString& sql, const QVariantList& parameters = {});
/// For statements that answer no rows.
[[nodiscard]] Result<void> withoutRows(const Result<QSqlQuery>& query);

} // namespace kinora
