// `kinora-relay check`: every setting and where it came from, what was looked at, and how to mend what is wrong.
#pragma once

#include "cli/Output.h"
#include "config/Config.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace kinora::cli {

/// One thing that was looked at.
struct Finding {
    enum class State { Good, Doubtful, Wrong }; ///< Wrong: the relay would not start, or not work
    std::string what;
    State state = State::Good;
    std::string detail;
    std::string mend; ///< empty if there is nothing to do
};

/// Settings and findings as tables, or as one JSON object; what is wrong also to `err`. The exit code: 0, or 2 if
/// anything is wrong.
[[nodiscard]] int printCheck(
    const config::Config& config, const std::vector<Finding>& findings, const Output& output, std::ostream& err);

/// All configuration errors together; the exit code 2.
[[nodiscard]] int reportProblems(const std::vector<std::string>& problems, std::ostream& err);

} // namespace kinora::cli
