#include "core/LockFile.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QString>
#include <QSysInfo>
#include <QThread>

namespace kinora {

namespace {

bool namesThisProcess(const QLockFile& lock) {
    qint64 process = 0;
    QString computer;
    QString program;
    return lock.getLockInfo(&process, &computer, &program) && process == QCoreApplication::applicationPid() &&
           computer == QSysInfo::machineHostName();
}

} // namespace

bool takeLock(QLockFile& lock) {
    if (lock.tryLock(0))
        return true;
    // Whoever holds a lock has its file locked or, on Windows, open as well: then it is not removed. That may be
    // another one in this process, or a process elsewhere that has the same number.
    return lock.error() == QLockFile::LockFailedError && namesThisProcess(lock) && lock.removeStaleLockFile() &&
           lock.tryLock(0);
}

bool takeLock(QLockFile& lock, std::chrono::milliseconds longest, const std::atomic_bool& stop) {
    constexpr unsigned long pause = 2; // ms; QLockFile's own grows to seconds
    const QDeadlineTimer end(longest);
    while (!takeLock(lock)) {
        if (lock.error() != QLockFile::LockFailedError || stop || end.hasExpired())
            return false;
        QThread::msleep(pause);
    }
    return true;
}

} // namespace kinora
