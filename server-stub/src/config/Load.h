// Flags over environment over file over defaults; every mistake is found, not only the first.
#pragma once

#include "config/Config.h"

#include <expected>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::config {

/// One option of the command line, the environment and the file alike.
struct Option {
    std::string_view key;         ///< in the file
    std::string_view flag;        ///< empty: not on the command line
    std::string_view environment; ///< empty: not in the environment
    std::string_view placeholder; ///< empty: a switch
    std::string_view help;
};

/// The table; `config` itself included.
[[nodiscard]] const std::vector<Option>& options();

struct Inputs {
    std::map<std::string, std::string> flags; ///< by Option::key
    std::map<std::string, std::string> environment;
    /// The text of a file, or nothing if it cannot be read. Injected for tests.
    std::function<std::optional<std::string>(const std::filesystem::path&)> readFile;
};

/// Or all that is wrong, one sentence each.
[[nodiscard]] std::expected<Config, std::vector<std::string>> load(const Inputs& inputs);

/// What was probably meant; empty if nothing is near.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string_view>& known);

} // namespace kinora::config
