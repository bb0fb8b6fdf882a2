#include "Operator.h"

#include "support/TempDir.h"

#include <chrono>
#include <fstream>
#include <thread>

namespace kinora::test {
using namespace std::chrono_literals;

namespace {

std::string contents(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

Outcome runRelay(std::vector<std::string> arguments, std::map<std::string, std::string> environment) {
    const TempDir folder;
    Spawner spawner;
    Command command;
    command.program = std::filesystem::path(KINORA_BIN_DIR) / "kinora-relay";
    command.arguments = std::move(arguments);
    command.environment = std::move(environment);
    command.captureOutput = true;
    command.errorFile = folder / "errors";
    Result<Subprocess> child = spawner.start(std::move(command));
    Outcome outcome;
    while (const auto line = child->readLine(60s))
        outcome.output += *line + "\n";
    outcome.status = *child->waitFor(60s);
    outcome.errors = contents(folder / "errors");
    return outcome;
}

pid_t postgresOf(const std::filesystem::path& data) {
    std::ifstream stream(data / "postgres/data/postmaster.pid");
    pid_t pid = -1;
    stream >> pid;
    return pid;
}

bool eventually(const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(20ms);
    }
    return true;
}

std::string tokenFrom(const HttpAnswer& answer) {
    return boost::json::value_to<std::string>(answer.json().at("accessToken"));
}

} // namespace kinora::test
