// The commands about people: accounts, invitations, limits. The same rules as the routes, since they are the same
// functions.
#pragma once

#include "DatabaseAccess.h"
#include "cli/Output.h"
#include "config/CommandLine.h"
#include "config/Config.h"

namespace kinora {

/// Modes User…, Invite… and Limits; the exit code.
[[nodiscard]] int runAccountCommand(
    const config::CommandLine& line, const config::Config& config, const cli::Output& output, DatabaseAccess& database);

} // namespace kinora
