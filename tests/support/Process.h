// One of our programs, started from the build folder on a free port and waited for until it listens.
#pragma once

#include "base/Subprocess.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kinora::test {

/// The base of RelayProcess and SimProcess. The child dies with the test, whatever happens to it.
class Process {
public:
    using Environment = std::map<std::string, std::string>;

    /// Starts it again with the same arguments after a kill or an exit; the port may be another. Throws if it does not
    /// listen within a minute, with what it wrote to standard error.
    void start();

    /// As the kernel would on lack of memory: nothing is cleaned up.
    void kill();
    /// SIGTERM, and 15 s to end.
    ExitStatus terminate();
    [[nodiscard]] bool running();

    [[nodiscard]] pid_t pid() const { return m_child->pid(); }
    /// What it has used of the processors since it was started, in steps of 10 ms; its children do not count.
    [[nodiscard]] std::chrono::nanoseconds cpuTime() const;
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    /// "http://127.0.0.1:PORT"
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    /// Everything it wrote to standard error, over restarts.
    [[nodiscard]] std::string log() const;

    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

protected:
    Process(
        std::string program, std::vector<std::string> arguments, Environment environment, std::filesystem::path log);
    ~Process();

private:
    std::string m_program;
    std::vector<std::string> m_arguments;
    Environment m_environment;
    std::filesystem::path m_log;
    Spawner m_spawner;
    std::optional<Subprocess> m_child;
    std::uint16_t m_port = 0;
};

/// kinora-relay serve. Settings of this shell's environment do not reach it, only those given here.
class RelayProcess : public Process {
public:
    /// `arguments` after "serve --listen 127.0.0.1:0 --data-dir FOLDER".
    explicit RelayProcess(
        const std::filesystem::path& dataFolder, Environment environment = {}, std::vector<std::string> arguments = {});

    /// What the first account needs where others can reach the relay, as the log tells it; "" if it needs none.
    [[nodiscard]] std::string setupCode() const;
};

/// kinora-sim, with `token` asked of its clients.
class SimProcess : public Process {
public:
    explicit SimProcess(const std::filesystem::path& folder, std::vector<std::string> arguments = {},
        const std::string& token = "sim-token");
};

} // namespace kinora::test
