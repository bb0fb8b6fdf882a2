#include "core/LockFile.h"

#include <QCoreApplication>
#include <QString>
#include <QSysInfo>

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

} // namespace kinora
