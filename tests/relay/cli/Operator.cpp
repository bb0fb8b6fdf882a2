#include "Operator.h"

#include "support/TempDir.h"

#include <chrono>
#include <fstream>

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

std::string tokenFrom(const HttpAnswer& answer) {
    return boost::json::value_to<std::string>(answer.json().at("accessToken"));
}

} // namespace kinora::test
