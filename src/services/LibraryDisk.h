// The part of opening and closing a library that waits for the disk.
#pragma once

#include "core/Result.h"
#include "storage/Database.h"

#include <QFuture>
#include <QLockFile>
#include <QString>
#include <QThreadPool>

#include <memory>

namespace kinora {

/// What a library stands on. Members go in reverse order: the lock is held until all else is closed.
struct LibraryGround {
    explicit LibraryGround(const QString& folder)
        : lock(folder + QStringLiteral("/library.lock")) {}

    QLockFile lock;
    std::unique_ptr<Database> database;
};

/// Everything is done one after another in a thread of its own, so no library is opened before the one before has been
/// closed. One thread only calls.
class LibraryDisk {
public:
    LibraryDisk();
    /// Waits until all is closed.
    ~LibraryDisk();
    LibraryDisk(const LibraryDisk&) = delete;
    LibraryDisk& operator=(const LibraryDisk&) = delete;

    /// Makes the folders, locks them, prepares the database. Asked again for the folder that is being prepared it
    /// answers the same; another one is let go. Errors as Database::prepare; Busy also while another Kinora has it
    /// open.
    [[nodiscard]] QFuture<Result<void>> prepare(const QString& folder);
    /// What has been prepared, once prepare() has answered well.
    [[nodiscard]] std::unique_ptr<LibraryGround> take();
    /// What has been prepared, or is, is not wanted any more; nothing when there is none.
    void letGo();
    /// Closes it. Its database's reader is closed already.
    void close(std::unique_ptr<LibraryGround> ground);

private:
    struct Prepared {
        QString folder;
        QFuture<Result<void>> ready;
        std::unique_ptr<LibraryGround> ground; ///< the thread's until ready has its answer
    };

    std::shared_ptr<Prepared> m_prepared;
    QThreadPool m_thread;
};

} // namespace kinora
