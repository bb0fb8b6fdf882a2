// The commands beside serve: each does one thing with the relay's data and ends.
#pragma once

#include "config/CommandLine.h"
#include "config/Config.h"

#include <iosfwd>

namespace kinora {

/// Any mode but Serve and Check. The exit code (cli::ExitCode).
[[nodiscard]] int runCommand(
    const config::CommandLine& line, const config::Config& config, std::ostream& out, std::ostream& err);

} // namespace kinora
