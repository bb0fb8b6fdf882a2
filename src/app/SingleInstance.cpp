#include "app/SingleInstance.h"

#include "core/LockFile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTimer>

namespace kinora {

namespace {

constexpr int answerMilliseconds = 1000;
constexpr qint64 longestMessage = 4096;

// Short whatever the data folder is called: a socket's path may not be longer than 107 bytes.
QString addressFor(const QString& dataFolder) {
    const QByteArray hash =
        QCryptographicHash::hash(QDir(dataFolder).canonicalPath().toUtf8(), QCryptographicHash::Sha256)
            .toHex()
            .left(16);
    const QString name = QStringLiteral("kinora-") + QString::fromLatin1(hash);
#if defined(Q_OS_WIN)
    return name;
#else
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty() || folder.size() > 70) {
        folder = QDir::tempPath();
    }
    return QDir(folder).filePath(name);
#endif
}

} // namespace

SingleInstance::SingleInstance(const QString& dataFolder, QObject* parent)
    : QObject(parent)
    , m_address(addressFor(dataFolder))
    , m_lock(QDir(dataFolder).filePath(QStringLiteral("kinora.lock"))) {
    // Held as long as the app runs, so its age says nothing; a lock of a process that died is still recognised.
    m_lock.setStaleLockTime(0);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* caller = m_server.nextPendingConnection()) {
            listenTo(caller);
        }
    });
}

void SingleInstance::listenTo(QLocalSocket* caller) {
    // It says all it has to say and hangs up.
    const auto finish = [this, caller] {
        const QByteArray said = caller->read(longestMessage);
        caller->deleteLater();
        emit raiseRequested(QString::fromUtf8(said).trimmed());
    };
    if (caller->state() == QLocalSocket::UnconnectedState) {
        finish();
        return;
    }
    connect(caller, &QLocalSocket::disconnected, this, finish);
    QTimer::singleShot(answerMilliseconds, caller, &QLocalSocket::abort);
}

bool SingleInstance::claim(const QString& link) {
    if (takeLock(m_lock)) {
        // What a crash left behind; the lock says that nobody listens there any more.
        QLocalServer::removeServer(m_address);
        m_server.setSocketOptions(QLocalServer::UserAccessOption);
        m_server.listen(m_address);
        return true;
    }
    // A full or read-only disk takes no lock; the app starts all the same and says what is wrong.
    if (m_lock.error() != QLockFile::LockFailedError)
        return true;
    // Before any event loop runs, so a short wait blocks nobody.
    QLocalSocket socket;
    socket.connectToServer(m_address);
    if (socket.waitForConnected(answerMilliseconds)) {
        socket.write(link.toUtf8());
        socket.disconnectFromServer();
        if (socket.state() != QLocalSocket::UnconnectedState) {
            socket.waitForDisconnected(answerMilliseconds);
        }
    }
    return false;
}

} // namespace kinora
