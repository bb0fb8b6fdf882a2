#include "RelayProgram.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kinora::tests {

namespace {

constexpr int startMs = 60000; // a new database on a busy machine
constexpr int stopMs = 15000;
const QByteArray readyLine = "listening on ";

} // namespace

RelayProgram::HeldPort::HeldPort()
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    constexpr int on = 1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof(address);
    if (::setsockopt(m_socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 || ::bind(m_socket, any, size) != 0 ||
        ::getsockname(m_socket, any, &size) != 0)
        qFatal("no port");
    m_number = ntohs(address.sin_port);
}

RelayProgram::HeldPort::~HeldPort() {
    ::close(m_socket);
}

RelayProgram::RelayProgram(int jobSeconds)
    : m_jobSeconds(jobSeconds) {
}

RelayProgram::~RelayProgram() {
    if (!m_process)
        return;
    m_process->terminate();
    if (!m_process->waitForFinished(stopMs))
        m_process->kill();
    m_process->waitForFinished();
}

bool RelayProgram::start() {
    m_process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KINORA_SIM_JOB_SECONDS"), QString::number(m_jobSeconds));
    m_process->setProcessEnvironment(environment);
    m_process->setStandardErrorFile(m_dir.filePath(QStringLiteral("relay.log")), QIODevice::Append);
    const QString listen = QStringLiteral("127.0.0.1:%1").arg(m_port.number());
    m_process->start(QStringLiteral(KINORA_BIN_DIR "/kinora-relay"),
        {QStringLiteral("serve"), QStringLiteral("--listen"), listen, QStringLiteral("--data-dir"), dataFolder()});
    QByteArray line;
    const bool said = QTest::qWaitFor(
        [this, &line] {
            if (m_process->canReadLine())
                line = m_process->readLine().trimmed();
            return !line.isEmpty() || m_process->state() == QProcess::NotRunning;
        },
        startMs);
    if (!said || !line.startsWith(readyLine))
        return false;
    m_address = QUrl(QString::fromLatin1(line.mid(readyLine.size())));
    return true;
}

void RelayProgram::kill() {
    m_process->kill();
    m_process->waitForFinished();
}

bool RelayProgram::backUp() {
    QDir(m_dir.filePath(QStringLiteral("backup"))).removeRecursively();
    return run(QStringLiteral("backup"));
}

bool RelayProgram::restore() {
    ++m_restored;
    return run(QStringLiteral("restore"));
}

bool RelayProgram::run(const QString& command) {
    QProcess process;
    process.setStandardErrorFile(m_dir.filePath(QStringLiteral("relay.log")), QIODevice::Append);
    process.start(QStringLiteral(KINORA_BIN_DIR "/kinora-relay"),
        {command, m_dir.filePath(QStringLiteral("backup")), QStringLiteral("--data-dir"), dataFolder()});
    return process.waitForFinished(startMs) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

QString RelayProgram::dataFolder() const {
    return m_dir.filePath(m_restored == 0 ? QStringLiteral("data") : QStringLiteral("data-%1").arg(m_restored));
}

QByteArray RelayProgram::log() const {
    QFile file(m_dir.filePath(QStringLiteral("relay.log")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace kinora::tests
