#include "services/LocalRelay.h"

#include "core/Logging.h"
#include "core/Receive.h"
#include "storage/SettingsFile.h"

#include <QDir>

#include <algorithm>
#include <array>
#include <utility>

namespace kinora {

namespace {

const auto portSetting = QStringLiteral("localRelay/port");
const auto serverIdSetting = QStringLiteral("localRelay/serverId");

/// Of starts that fail although the relay ran before, or while its folder is still being let go of by a run that was
/// killed: more tries change nothing.
constexpr int mostFailures = 6;
/// Listening comes a moment before answering on a busy computer.
constexpr int answerTries = 3;

struct Mark {
    QLatin1String words;
    LocalRelayProblem::Kind kind;
};

/// What server-stub/src says in each case; the first that fits counts.
constexpr std::array marks{
    Mark{QLatin1String("No space left on device"), LocalRelayProblem::Kind::DiskFull},
    Mark{QLatin1String("Another kinora-relay is using"), LocalRelayProblem::Kind::FolderInUse},
    Mark{QLatin1String("cannot listen on"), LocalRelayProblem::Kind::NoPort},
    Mark{QLatin1String("this program knows"), LocalRelayProblem::Kind::LaterData},
    Mark{QLatin1String("No PostgreSQL server is installed"), LocalRelayProblem::Kind::NoDatabase},
    Mark{QLatin1String("which is not installed any more"), LocalRelayProblem::Kind::NoDatabase},
    Mark{QLatin1String("there is no user \"postgres\""), LocalRelayProblem::Kind::NoDatabase},
    Mark{QLatin1String("PostgreSQL"), LocalRelayProblem::Kind::DatabaseFailed},
    Mark{QLatin1String("database could not be created"), LocalRelayProblem::Kind::DatabaseFailed},
};

} // namespace

LocalRelayProblem::Kind problemOf(const RelayEnd& end) {
    switch (end.kind) {
    case RelayEnd::Kind::NotFound:
        return LocalRelayProblem::Kind::NotFound;
    case RelayEnd::Kind::CannotStart:
        return LocalRelayProblem::Kind::CannotStart;
    case RelayEnd::Kind::Ended:
        break;
    }
    const auto mark =
        std::ranges::find_if(marks, [&end](const Mark& one) { return end.lastWords.contains(one.words); });
    return mark == marks.end() ? LocalRelayProblem::Kind::Other : mark->kind;
}

LocalRelay::LocalRelay(RelayRunner& runner, AuthApi& auth, SessionService& session, SettingsFile& settings,
    QString folder, QObject* parent, LocalRelayTimes times)
    : QObject(parent)
    , m_runner(runner)
    , m_auth(auth)
    , m_session(session)
    , m_settings(settings)
    , m_folder(std::move(folder))
    , m_times(times) {
    m_pauseTimer.setSingleShot(true);
    connect(&m_pauseTimer, &QTimer::timeout, this, &LocalRelay::run);
    m_readyTimer.setSingleShot(true);
    connect(&m_readyTimer, &QTimer::timeout, this,
        [this] { fail({.kind = LocalRelayProblem::Kind::NoAnswer, .detail = {}, .log = {}}); });
    connect(&m_runner, &RelayRunner::ready, this, &LocalRelay::takeReady);
    connect(&m_runner, &RelayRunner::ended, this, &LocalRelay::takeEnd);
}

bool LocalRelay::isOffered() {
#ifdef Q_OS_WIN
    return false;
#else
    return true;
#endif
}

QString LocalRelay::serverId() const {
    return m_settings.value(serverIdSetting).toString();
}

bool LocalRelay::has(const QString& serverId) const {
    return !serverId.isEmpty() && serverId == this->serverId();
}

void LocalRelay::start() {
    if (m_state != State::Stopped && m_state != State::Failed)
        return;
    m_problem.reset();
    m_failures = 0;
    m_pause = {};
    m_anyPort = false;
    setState(State::Starting);
    if (m_alive)
        m_startAgain = true; // one that was given up on is still ending
    else
        run();
}

void LocalRelay::stop() {
    m_pauseTimer.stop();
    m_readyTimer.stop();
    m_startAgain = false;
    ++m_run;
    m_problem.reset();
    m_server.reset();
    m_address.clear();
    if (m_alive)
        m_runner.stop();
    setState(State::Stopped);
}

void LocalRelay::run() {
    ++m_run;
    m_startAgain = false;
    if (!QDir().mkpath(m_folder)) {
        fail({.kind = LocalRelayProblem::Kind::Other, .detail = m_folder, .log = {}});
        return;
    }
    const auto port = static_cast<quint16>(m_anyPort ? 0U : m_settings.value(portSetting).toUInt());
    qCInfo(logRelay) << "the relay on this computer starts, port" << port;
    m_alive = true;
    m_readyTimer.start(m_times.ready);
    m_runner.start(m_folder, port);
}

void LocalRelay::takeReady(const QUrl& address) {
    if (m_state == State::Starting || m_state == State::Restarting)
        ask(address, answerTries);
}

void LocalRelay::ask(const QUrl& address, int triesLeft) {
    receive(m_auth.server(address), this, [this, address, triesLeft, run = m_run](const Result<ServerInfo>& server) {
        if (run != m_run || !m_alive)
            return;
        if (!server && triesLeft > 1) {
            ask(address, triesLeft - 1);
            return;
        }
        if (!server) {
            fail({.kind = LocalRelayProblem::Kind::NoAnswer, .detail = server.error().detail, .log = {}});
            return;
        }
        m_readyTimer.stop();
        m_failures = 0;
        m_pause = {};
        m_anyPort = false;
        m_problem.reset();
        m_server = *server;
        m_address = address;
        m_settings.setValue(portSetting, address.port());
        m_settings.setValue(serverIdSetting, server->serverId);
        m_session.moveRelay(server->serverId, address);
        setState(State::Running);
    });
}

void LocalRelay::takeEnd(const RelayEnd& end) {
    m_alive = false;
    m_readyTimer.stop();
    ++m_run;
    if (m_startAgain) {
        run();
        return;
    }
    if (m_state == State::Stopped || m_state == State::Failed)
        return;
    const LocalRelayProblem problem{.kind = problemOf(end), .detail = end.lastWords, .log = end.log};
    qCWarning(logRelay) << "the relay on this computer has ended:" << end.lastWords;
    const bool ran = m_state == State::Running;
    m_server.reset();
    m_address.clear();
    ++m_failures;
    const bool triedOwnPort = !m_anyPort && m_settings.value(portSetting).toUInt() != 0;
    if (problem.kind == LocalRelayProblem::Kind::NoPort && triedOwnPort) {
        m_anyPort = true;
        run();
        return;
    }
    // A first start that fails would fail again, except where the run before is still on its way out.
    const bool worthTrying =
        ran || m_state == State::Restarting || problem.kind == LocalRelayProblem::Kind::FolderInUse;
    if (!worthTrying || m_failures > mostFailures) {
        fail(problem);
        return;
    }
    m_pause = m_pause.count() == 0 ? m_times.firstPause : std::min(m_pause * 2, m_times.longestPause);
    m_pauseTimer.start(m_pause);
    if (ran || m_state == State::Restarting) {
        m_problem = problem;
        setState(State::Restarting);
    }
}

void LocalRelay::fail(const LocalRelayProblem& problem) {
    ++m_run;
    m_readyTimer.stop();
    m_problem = problem;
    m_server.reset();
    m_address.clear();
    if (m_alive)
        m_runner.stop();
    setState(State::Failed);
}

void LocalRelay::setState(State state) {
    if (std::exchange(m_state, state) != state)
        emit stateChanged();
}

} // namespace kinora
