// What is said about the relay that the app runs on this computer.
#pragma once

#include "services/LocalRelay.h"

#include <QCoreApplication>
#include <QString>

namespace kinora {

// Pure apart from the installed translation.
class LocalRelayText {
    Q_DECLARE_TR_FUNCTIONS(LocalRelayText)

public:
    // What is wrong and what to do about it.
    [[nodiscard]] static QString problem(LocalRelayProblem::Kind kind);
    // One line across the page while the person is signed in to it; empty while it runs.
    [[nodiscard]] static QString banner(const LocalRelay& relay);
    // Before the app is closed while so many videos are being made.
    [[nodiscard]] static QString quitting(int jobs);
};

} // namespace kinora
