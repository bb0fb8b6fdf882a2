#include "RelayProgram.h"

#include <QFile>
#include <QTest>

namespace kinora::tests {

namespace {

constexpr int startMs = 60000; // a new database on a busy machine
constexpr int stopMs = 15000;
const QByteArray readyLine = "listening on ";

} // namespace

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
    const QString listen = m_address.isEmpty() ? QStringLiteral("127.0.0.1:0") : m_address.authority();
    m_process->start(QStringLiteral(KINORA_BIN_DIR "/kinora-relay"),
        {QStringLiteral("serve"), QStringLiteral("--listen"), listen, QStringLiteral("--data-dir"),
            m_dir.filePath(QStringLiteral("data"))});
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

QByteArray RelayProgram::log() const {
    QFile file(m_dir.filePath(QStringLiteral("relay.log")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace kinora::tests
