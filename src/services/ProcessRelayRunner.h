// RelayRunner with the program kinora-relay.
#pragma once

#include "services/RelayRunner.h"

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <memory>

namespace kinora {

class ProcessRelayRunner final : public RelayRunner {
    Q_OBJECT

public:
    /// `program` is the path of kinora-relay.
    explicit ProcessRelayRunner(QString program, QObject* parent = nullptr);
    /// Ends the relay in order and waits some seconds for that: the next start of the app wants its data folder.
    ~ProcessRelayRunner() override;

    void start(const QString& folder, quint16 port) override;
    void stop() override;

private:
    void readOutput();
    void readLog();
    void finish(RelayEnd::Kind kind);

    QString m_program;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_output;  ///< an incomplete line
    QByteArray m_logLine; ///< an incomplete line
    QStringList m_log;
    bool m_saidReady = false;
};

/// What a relay's log says went wrong: the message of the last error in it, else the last line. A log line is
/// "TIME LEVEL AREA: MESSAGE" with line breaks as \n; complaints about settings come as plain lines.
[[nodiscard]] QString lastWordsOf(const QStringList& log);

} // namespace kinora
