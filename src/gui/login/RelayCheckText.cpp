#include "gui/login/RelayCheckText.h"

#include "core/Version.h"
#include "gui/ErrorText.h"

#include <QLocale>

#include <algorithm>

namespace kinora {

namespace {

bool isNoRelay(ErrorCode code) {
    switch (code) {
    case ErrorCode::NotFound:
    case ErrorCode::BadAnswer:
    case ErrorCode::Unauthorized: // a relay tells everybody what it is
    case ErrorCode::Forbidden:
    case ErrorCode::RelayError:
        return true;
    default:
        return false;
    }
}

} // namespace

RelayCheckText::Verdict RelayCheckText::verdict(const Result<RelayCheck>& answer, bool isUnprotected) {
    using Status = LineEdit::Status;
    if (answer && isRelayTooOld(answer->server.version)) {
        const Error error{.code = ErrorCode::RelayTooOld, .detail = answer->server.version};
        return {Status::Bad, tr("too old"), ErrorText::sentence(error)};
    }
    if (answer) {
        const auto latency = std::max(1, static_cast<int>(answer->latency.count()));
        return {Status::Ok, tr("reachable, %1 ms").arg(QLocale().toString(latency)),
            isUnprotected ? tr("This connection is not encrypted: others on the way could read your password.")
                          : QString()};
    }
    const Error& error = answer.error();
    if (isNoRelay(error.code)) {
        return {Status::Bad, tr("not a Kinora relay"), {}};
    }
    switch (error.code) {
    case ErrorCode::TlsFailed:
        return {Status::Bad, tr("certificate not valid"), ErrorText::certificate(error.certificate)};
    case ErrorCode::Unavailable:
        return {Status::Bad, tr("starting"), {}};
    default:
        return {Status::Bad, tr("not reachable"), {}};
    }
}

QString RelayCheckText::facts(const ServerInfo& server) {
    QString registration;
    if (!server.firstAccount) {
        switch (server.registration) {
        case RegistrationMode::Open:
            registration = tr("Anybody can make an account.");
            break;
        case RegistrationMode::Invite:
            registration = tr("New accounts need an invitation.");
            break;
        case RegistrationMode::Approval:
            registration = tr("Its owner approves new accounts.");
            break;
        case RegistrationMode::Closed:
            registration = tr("It takes no new accounts.");
            break;
        }
    }
    return tr("Relay version %1. %2").arg(server.version, registration).trimmed();
}

} // namespace kinora
