// A relay on this computer, kept running by the app.
#pragma once

#include "net/AuthApi.h"
#include "services/RelayRunner.h"
#include "services/SessionService.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <optional>

namespace kinora {

class SettingsFile;

/// Why the relay on this computer does not run.
struct LocalRelayProblem {
    enum class Kind {
        NotFound,       ///< the program is not installed with the app
        CannotStart,    ///< the system does not run the program
        FolderInUse,    ///< another relay uses the same folder
        NoDatabase,     ///< no PostgreSQL on this computer
        DatabaseFailed, ///< there is one, but it does not start
        DiskFull,
        LaterData, ///< the data was written by a later version
        NoPort,    ///< it may not listen
        NoAnswer,  ///< started, but never got ready, or something else answers
        Other,
    };
    Kind kind = Kind::Other;
    QString detail = {}; ///< the relay's own sentence, English; may be empty
    QString log = {};    ///< its last lines, for a report
};

struct LocalRelayTimes {
    std::chrono::milliseconds firstPause = std::chrono::milliseconds(300);
    std::chrono::milliseconds longestPause = std::chrono::seconds(5);
    std::chrono::milliseconds ready = std::chrono::seconds(90); ///< a first start makes a database
};

/// Lives as long as the app. GUI thread only. From start() to stop() a relay that ends is started again, on the same
/// port where that is free and else on another; the session follows its relay there.
class LocalRelay final : public QObject {
    Q_OBJECT

public:
    enum class State {
        Stopped,
        Starting,
        Running,
        Restarting, ///< it ended by itself and is started again
        Failed,     ///< problem() says why; start() tries again
    };

    /// All outlive this. The relay keeps its data in `folder`.
    LocalRelay(RelayRunner& runner, AuthApi& auth, SessionService& session, SettingsFile& settings, QString folder,
        QObject* parent = nullptr, LocalRelayTimes times = {});

    /// The relay is for Unix.
    [[nodiscard]] static bool isOffered();

    /// From Stopped and Failed.
    void start();
    void stop();

    [[nodiscard]] State state() const { return m_state; }
    /// While Running.
    [[nodiscard]] QUrl address() const { return m_address; }
    [[nodiscard]] const std::optional<ServerInfo>& server() const { return m_server; }
    /// While Failed, and while Restarting what ended the last run.
    [[nodiscard]] const std::optional<LocalRelayProblem>& problem() const { return m_problem; }
    /// Id of the relay on this computer; empty before its first start.
    [[nodiscard]] QString serverId() const;
    /// True for accounts of the relay on this computer.
    [[nodiscard]] bool has(const QString& serverId) const;

signals:
    void stateChanged();

private:
    void run();
    void takeReady(const QUrl& address);
    void takeEnd(const RelayEnd& end);
    void ask(const QUrl& address, int triesLeft);
    void fail(const LocalRelayProblem& problem);
    void setState(State state);

    RelayRunner& m_runner;
    AuthApi& m_auth;
    SessionService& m_session;
    SettingsFile& m_settings;
    QString m_folder;
    LocalRelayTimes m_times;
    State m_state = State::Stopped;
    QUrl m_address;
    std::optional<ServerInfo> m_server;
    std::optional<LocalRelayProblem> m_problem;
    QTimer m_pauseTimer;
    QTimer m_readyTimer;
    std::chrono::milliseconds m_pause{0};
    int m_failures = 0;        ///< starts in a row that did not get ready
    bool m_alive = false;      ///< the runner has a run that has not ended
    bool m_anyPort = false;    ///< the port used before is taken
    bool m_startAgain = false; ///< start() came while the last run was still ending
    quint64 m_run = 0;         ///< answers about earlier runs are dropped
};

/// What a relay's own sentence means.
[[nodiscard]] LocalRelayProblem::Kind problemOf(const RelayEnd& end);

} // namespace kinora
