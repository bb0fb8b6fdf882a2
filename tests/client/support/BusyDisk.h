// A disk that takes its time.
#pragma once

#include "client/support/SampleData.h"
#include "services/Library.h"

#include <QDir>
#include <QFile>
#include <QString>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace kinora::tests {

/// As long as it lives the library's thread waits for the disk, and opens nothing: it reads a lock that nobody writes.
/// No library is open yet. Goes before the library does.
class BusyDisk {
public:
    BusyDisk(Library& library, const QString& dataFolder) {
        const QString server = sampleId(1000);
        const QString nobody = sampleId(1099);
        const QString folder = QStringLiteral("%1/libraries/%2/%3").arg(dataFolder, server, nobody);
        m_lock = QFile::encodeName(folder + QStringLiteral("/library.lock"));
#ifdef Q_OS_UNIX
        if (!QDir().mkpath(folder) || ::mkfifo(m_lock.constData(), S_IRUSR | S_IWUSR) != 0)
            qFatal("no lock that is waited for");
        library.foresee(server, nobody);
#endif
    }
    ~BusyDisk() {
#ifdef Q_OS_UNIX
        const int lock = ::open(m_lock.constData(), O_WRONLY | O_CLOEXEC); // once it is being read
        ::unlink(m_lock.constData());
        ::close(lock);
#endif
    }
    BusyDisk(const BusyDisk&) = delete;
    BusyDisk& operator=(const BusyDisk&) = delete;

private:
    QByteArray m_lock;
};

} // namespace kinora::tests
