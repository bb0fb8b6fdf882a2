// What was typed after kinora-relay.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <vector>

namespace kinora::config {

enum class Mode { Serve, Check };

struct CommandLine {
    Mode mode = Mode::Serve;
    std::map<std::string, std::string> flags; ///< by Option::key
};

/// The program ends at once with this: help and version on standard output (exit code 0), mistakes on standard error
/// (2).
struct Ending {
    int exitCode = 0;
    std::string text;
};

/// arguments: without the program's name.
[[nodiscard]] std::expected<CommandLine, Ending> parseCommandLine(const std::vector<std::string>& arguments);

} // namespace kinora::config
