// `kinora-relay check`: every setting, where it came from, and what is wrong.
#pragma once

#include "config/Config.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace kinora::cli {

/// Prints to `out`, problems to `err`. The exit code: 0, or 2 if the relay would not start like this.
[[nodiscard]] int check(const config::Config& config, std::ostream& out, std::ostream& err);

/// All configuration errors together; the exit code 2.
[[nodiscard]] int reportProblems(const std::vector<std::string>& problems, std::ostream& err);

} // namespace kinora::cli
