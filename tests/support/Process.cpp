#include "support/Process.h"

#include "base/DurableFile.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <unistd.h>

namespace kinora::test {

namespace {

// What a developer has set for a relay of their own must not steer the one under test. How much it tells is handed on.
void forgetSettings() {
    for (const char* name : {"DATABASE_URL", "PORT", "JWT_SECRET", "JWT_SECRET_FILE", "SORA_API_URL", "SORA_API_TOKEN",
             "SORA_API_DIALECT", "KINORA_CONFIG", "KINORA_DATA_DIR", "KINORA_MEDIA_DIR", "KINORA_LEASE_SECONDS",
             "KINORA_ABSENCE_SECONDS", "KINORA_RETRY_SECONDS", "KINORA_LATE_SECONDS", "KINORA_ACCOUNT_GRACE_SECONDS",
             "KINORA_MONEY_PER_MONTH", "KINORA_SECONDS_PER_MONTH", "KINORA_VIDEOS_PER_HOUR", "KINORA_WAITING_JOBS",
             "KINORA_LISTEN", "KINORA_PUBLIC_URL", "KINORA_TRUSTED_PROXIES", "KINORA_CORS_ORIGINS",
             "KINORA_REGISTRATION", "KINORA_PEPPER", "KINORA_PEPPER_FILE", "KINORA_LOG_FORMAT", "KINORA_SIM_TOKEN",
             "KINORA_SIM_JOB_SECONDS", "CREDENTIALS_DIRECTORY"})
        ::unsetenv(name);
}

std::vector<std::string> relayArguments(const std::filesystem::path& dataFolder, std::vector<std::string> more) {
    std::vector<std::string> all{"serve", "--listen", "127.0.0.1:0", "--data-dir", dataFolder.string()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::vector<std::string> simArguments(const std::filesystem::path& folder, std::vector<std::string> more) {
    std::vector<std::string> all{"--listen", "127.0.0.1:0", "--dir", folder.string()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace

Process::Process(
    std::string program, std::vector<std::string> arguments, Environment environment, std::filesystem::path log)
    : m_program(std::move(program))
    , m_arguments(std::move(arguments))
    , m_environment(std::move(environment))
    , m_log(std::move(log)) {
    forgetSettings();
}

Process::~Process() {
    if (m_child)
        terminate();
}

void Process::start() {
    Command command;
    command.program = std::filesystem::path(KINORA_BIN_DIR) / m_program;
    command.arguments = m_arguments;
    command.environment = m_environment;
    command.captureOutput = true;
    command.errorFile = m_log;
    command.deathSignal = SIGKILL;
    auto child = m_spawner.start(std::move(command));
    if (!child)
        throw std::runtime_error(child.error().detail);
    m_child.emplace(std::move(*child));
    constexpr std::string_view ready = "listening on http"; // or https
    const auto line = m_child->readLine(std::chrono::minutes(1));
    if (!line || !line->starts_with(ready)) {
        m_child.reset();
        throw std::runtime_error(m_program + " does not listen: " + line.value_or("no ready line") + "\n" + log());
    }
    m_port = static_cast<std::uint16_t>(std::stoi(line->substr(line->rfind(':') + 1)));
}

std::chrono::nanoseconds Process::cpuTime() const {
    std::ifstream file("/proc/" + std::to_string(pid()) + "/stat");
    const std::string all{std::istreambuf_iterator<char>(file), {}};
    std::istringstream fields(all.substr(all.rfind(')') + 1)); // proc(5): the name may hold anything
    std::string skipped;
    for (int field = 3; field < 14; ++field)
        fields >> skipped;
    long user = 0;
    long system = 0;
    if (!(fields >> user >> system))
        throw std::runtime_error(m_program + " is not running");
    return std::chrono::nanoseconds(std::chrono::seconds(user + system)) / ::sysconf(_SC_CLK_TCK);
}

void Process::kill() {
    m_child->signal(SIGKILL);
    (void)m_child->waitFor(std::chrono::seconds(10));
}

ExitStatus Process::terminate() {
    const ExitStatus status = m_child->stop(SIGTERM, std::chrono::seconds(15));
    return status;
}

bool Process::running() {
    return m_child && !m_child->waitFor(std::chrono::milliseconds(0));
}

std::string Process::log() const {
    return readFile(m_log).value_or("");
}

RelayProcess::RelayProcess(
    const std::filesystem::path& dataFolder, Environment environment, std::vector<std::string> arguments)
    : Process("kinora-relay", relayArguments(dataFolder, std::move(arguments)), std::move(environment),
          dataFolder.parent_path() / (dataFolder.filename().string() + ".log")) {
    start();
}

std::string RelayProcess::setupCode() const {
    constexpr std::string_view before = "set-up code ";
    const std::string said = log();
    const auto found = said.find(before);
    if (found == std::string::npos)
        return "";
    const auto start = found + before.size();
    return said.substr(start, said.find_first_of(" \n", start) - start);
}

SimProcess::SimProcess(
    const std::filesystem::path& folder, std::vector<std::string> arguments, const std::string& token)
    : Process("kinora-sim", simArguments(folder, std::move(arguments)), {{"KINORA_SIM_TOKEN", token}},
          folder.parent_path() / (folder.filename().string() + ".log")) {
    start();
}

} // namespace kinora::test
