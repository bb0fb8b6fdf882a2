#include "base/CrashMarker.h"

#include <climits>

#include <array>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace kinora {

namespace {

constexpr std::array Fatal{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

// Globals, because a signal handler has nothing else; written once, before any handler can read them.
std::array<char, PATH_MAX> markerPath{};               // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
std::array<struct sigaction, Fatal.size()> previous{}; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

// Only what signal-safety(7) allows.
void leaveMarker(int signal, siginfo_t* info, void*) {
    // Sent by a process rather than raised by the kernel for what we did; abort() sends to itself.
    const bool sent = info->si_code <= 0;
    if (!sent || info->si_pid == getpid()) {
        const int file = open(markerPath.data(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (file >= 0)
            close(file);
    }
    for (std::size_t index = 0; index < Fatal.size(); ++index)
        if (Fatal.at(index) == signal)
            sigaction(signal, &previous.at(index), nullptr);
    // A bad access happens again as soon as this returns, and then takes the course it would have taken without us; one
    // that was sent has to be sent again.
    if (sent)
        raise(signal);
}

} // namespace

void markCrashes(const std::filesystem::path& file) {
    const std::string& path = file.native();
    if (path.size() >= markerPath.size())
        return;
    std::memcpy(markerPath.data(), path.c_str(), path.size() + 1);
    struct sigaction action{};
    action.sa_sigaction = leaveMarker;
    action.sa_flags = SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    for (std::size_t index = 0; index < Fatal.size(); ++index)
        sigaction(Fatal.at(index), &action, &previous.at(index));
}

} // namespace kinora
