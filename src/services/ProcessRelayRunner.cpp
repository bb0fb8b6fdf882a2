#include "services/ProcessRelayRunner.h"

#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTimer>

#include <algorithm>
#include <utility>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

namespace kinora {

namespace {

constexpr qsizetype keptLines = 60;
constexpr qsizetype longestLine = 4096;
constexpr int orderlyStopMs = 12000; // the relay gives itself ten seconds
const QByteArray readyPrefix = "listening on ";

/// The relay of this app has its own database and secrets, whatever the shell it was started from has set for others.
/// What describes the upstream goes through.
QProcessEnvironment relayEnvironment() {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString& name : environment.keys()) {
        const bool ofTheStandIn = name.startsWith(u"KINORA_SIM_");
        if ((name.startsWith(u"KINORA_") && !ofTheStandIn) || name == u"DATABASE_URL" || name == u"JWT_SECRET" ||
            name == u"PORT")
            environment.remove(name);
    }
    return environment;
}

/// Complete lines are taken out of `buffer`.
QList<QByteArray> takeLines(QByteArray& buffer) {
    QList<QByteArray> lines = buffer.split('\n');
    buffer = lines.takeLast();
    if (buffer.size() > longestLine)
        lines.append(std::exchange(buffer, {}));
    return lines;
}

} // namespace

QString lastWordsOf(const QStringList& log) {
    static const QRegularExpression shape(QStringLiteral(R"(^\S+ (\w+)\s+[\w-]+: (.*)$)"));
    QString last;
    for (auto line = log.crbegin(); line != log.crend(); ++line) {
        const QRegularExpressionMatch match = shape.match(*line);
        if (match.hasMatch() && match.captured(1) == u"error")
            return match.captured(2).replace(QStringLiteral("\\n"), QStringLiteral("\n")).trimmed();
        if (last.isEmpty() && !match.hasMatch())
            last = line->trimmed();
    }
    return last;
}

ProcessRelayRunner::ProcessRelayRunner(QString program, QObject* parent)
    : RelayRunner(parent)
    , m_program(std::move(program)) {
}

ProcessRelayRunner::~ProcessRelayRunner() {
    if (!m_process || m_process->state() == QProcess::NotRunning)
        return;
    // The event loop is over by now, so this blocks nobody.
    m_process->disconnect(this);
    m_process->terminate();
    if (!m_process->waitForFinished(orderlyStopMs))
        m_process->kill();
    m_process->waitForFinished();
}

void ProcessRelayRunner::start(const QString& folder, quint16 port) {
    m_output.clear();
    m_logLine.clear();
    m_log.clear();
    m_saidReady = false;
    // The run before may be just telling us that it has ended.
    if (QProcess* former = m_process.release()) {
        former->disconnect(this);
        former->deleteLater();
    }
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(relayEnvironment());
#ifdef Q_OS_LINUX
    // A relay whose app was killed would keep the data folder from the next one.
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &ProcessRelayRunner::readOutput);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, &ProcessRelayRunner::readLog);
    connect(m_process.get(), &QProcess::finished, this, [this] { finish(RelayEnd::Kind::Ended); });
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() follows
        const bool there = QFileInfo::exists(m_program);
        // Never from inside start().
        QTimer::singleShot(
            0, this, [this, there] { finish(there ? RelayEnd::Kind::CannotStart : RelayEnd::Kind::NotFound); });
    });
    m_process->start(m_program, {QStringLiteral("serve"), QStringLiteral("--data-dir"), folder,
                                    QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(port)});
}

void ProcessRelayRunner::stop() {
    if (!m_process || m_process->state() == QProcess::NotRunning)
        return;
    m_process->terminate();
    QTimer::singleShot(orderlyStopMs, m_process.get(), &QProcess::kill);
}

void ProcessRelayRunner::readOutput() {
    m_output += m_process->readAllStandardOutput();
    for (const QByteArray& line : takeLines(m_output)) {
        if (m_saidReady || !line.startsWith(readyPrefix))
            continue;
        const QUrl address(QString::fromLatin1(line.mid(readyPrefix.size()).trimmed()), QUrl::StrictMode);
        m_saidReady = address.isValid();
        if (m_saidReady)
            emit ready(address);
    }
}

void ProcessRelayRunner::readLog() {
    m_logLine += m_process->readAllStandardError();
    for (const QByteArray& line : takeLines(m_logLine))
        m_log.append(QString::fromUtf8(line));
    m_log.remove(0, std::max<qsizetype>(0, m_log.size() - keptLines));
}

void ProcessRelayRunner::finish(RelayEnd::Kind kind) {
    readLog();
    if (!m_logLine.isEmpty())
        m_log.append(QString::fromUtf8(m_logLine));
    RelayEnd end{.kind = kind, .lastWords = lastWordsOf(m_log), .log = m_log.join(u'\n')};
    if (kind == RelayEnd::Kind::CannotStart)
        end.lastWords = m_process->errorString();
    emit ended(end);
}

} // namespace kinora
