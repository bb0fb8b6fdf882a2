#include "gui/relay/LocalRelayText.h"

namespace kinora {

QString LocalRelayText::problem(LocalRelayProblem::Kind kind) {
    switch (kind) {
    case LocalRelayProblem::Kind::NotFound:
        return tr(
            "The program kinora-relay is not installed beside Kinora. Install Kinora again, or sign in to a relay "
            "elsewhere.");
    case LocalRelayProblem::Kind::CannotStart:
        return tr("This computer does not run the program kinora-relay.");
    case LocalRelayProblem::Kind::FolderInUse:
        return tr("Another relay is using the same folder. Close the other copy of Kinora, then try again.");
    case LocalRelayProblem::Kind::NoDatabase:
        return tr("The relay keeps its data in PostgreSQL, which is not installed here. Install it, then try again.");
    case LocalRelayProblem::Kind::DatabaseFailed:
        return tr("The relay's database does not start.");
    case LocalRelayProblem::Kind::DiskFull:
        return tr("The disk of this computer is full. Make some room, then try again.");
    case LocalRelayProblem::Kind::LaterData:
        return tr("This relay was last run by a later version of Kinora. Update Kinora to go on with it.");
    case LocalRelayProblem::Kind::NoPort:
        return tr("The relay may not listen on any port of this computer.");
    case LocalRelayProblem::Kind::NoAnswer:
        return tr("The relay was started, but does not answer.");
    case LocalRelayProblem::Kind::Other:
        break;
    }
    return tr("The relay on this computer does not start.");
}

QString LocalRelayText::banner(const LocalRelay& relay) {
    switch (relay.state()) {
    case LocalRelay::State::Starting:
    case LocalRelay::State::Restarting:
        return tr("The relay on this computer has ended and is being started again. What you write is kept.");
    case LocalRelay::State::Failed:
        return problem(relay.problem() ? relay.problem()->kind : LocalRelayProblem::Kind::Other);
    case LocalRelay::State::Stopped:
    case LocalRelay::State::Running:
        break;
    }
    return {};
}

QString LocalRelayText::quitting(int jobs) {
    return tr("The relay on this computer stops when Kinora is closed. %n video(s) being made will go on when you open "
              "Kinora again.",
        nullptr, jobs);
}

} // namespace kinora
