// Child processes that die with us, whatever kills us.
#pragma once

#include "base/Result.h"
#include "base/Task.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace kinora {

struct Command {
    std::filesystem::path program; ///< absolute, or looked up on PATH
    std::vector<std::string> arguments;
    std::map<std::string, std::string> environment; ///< added to ours, or replacing
    std::optional<std::filesystem::path> folder;    ///< working directory
    std::string user;           ///< drop to this user (groups, gid, uid) first; empty: stay who we are
    std::vector<int> keepOpen;  ///< descriptors the child inherits; all others above 2 are closed
    int deathSignal = SIGKILL;  ///< what the kernel sends it when we die (Linux)
    bool captureOutput = false; ///< standard output to readLine(); otherwise it joins our standard error
    std::optional<std::filesystem::path> errorFile; ///< standard error is appended here instead of ours
    int niceness = 0;
};

struct ExitStatus {
    int code = 0;   ///< meaningful if signal is 0
    int signal = 0; ///< what killed it, or 0

    [[nodiscard]] bool success() const { return code == 0 && signal == 0; }
};

/// One running child. Destroying it kills and reaps the child if it is still there.
class Subprocess {
public:
    Subprocess(Subprocess&&) noexcept;
    Subprocess& operator=(Subprocess&&) noexcept;
    ~Subprocess();

    [[nodiscard]] pid_t pid() const;
    /// Nothing happens if it has ended already (its pid is never reused before it is reaped by us).
    void signal(int number) const;

    /// The next line of its standard output, without the line end; nothing when the time is over or the output ends.
    /// Blocks the calling thread. A child that writes on without being read stops at a full pipe (64 KB).
    [[nodiscard]] std::optional<std::string> readLine(std::chrono::milliseconds limit);
    /// Blocks until it has ended, at most `limit`; negative waits for ever.
    [[nodiscard]] std::optional<ExitStatus> waitFor(std::chrono::milliseconds limit);
    /// Sends `first`, waits `grace`, then kills. Blocks; reaps.
    ExitStatus stop(int first, std::chrono::milliseconds grace);

    /// As waitFor, for coroutines. Cancellable. The object must stay until it returns.
    [[nodiscard]] Task<ExitStatus> exited();

private:
    friend class Spawner;
    struct State;
    explicit Subprocess(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Starts children from one thread of its own: the kernel's "parent died" signal (PR_SET_PDEATHSIG) fires when the
/// *thread* that forked ends, so that thread has to live as long as the program. Keep one in the composition root.
class Spawner {
public:
    Spawner();
    /// Children that still run get their death signal.
    ~Spawner();
    Spawner(const Spawner&) = delete;
    Spawner& operator=(const Spawner&) = delete;

    /// Blocks until the program runs or could not be started (Code::Internal, with the reason). Thread-safe.
    [[nodiscard]] Result<Subprocess> start(Command command);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Plain run-to-end for short tools: exit status, or Code::Unavailable if `limit` passed (it was killed then).
[[nodiscard]] Result<ExitStatus> runToEnd(Spawner& spawner, Command command, std::chrono::milliseconds limit);

/// Where this program itself lies, for finding its siblings.
[[nodiscard]] std::filesystem::path executableFolder();

} // namespace kinora
