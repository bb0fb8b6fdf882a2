// The configuration file, read into the same texts that flags and environment give, and its upstream.
#pragma once

#include "config/Config.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::config {

struct FileContents {
    std::map<std::string, std::string> values; ///< by Option::key; lists joined with commas
    std::optional<Upstream> upstream;
};

struct FileContext {
    std::filesystem::path path;
    /// For `env = "NAME"` and `file = "PATH"` of a key.
    std::function<std::optional<std::string>(const std::string&)> environment;
    std::function<std::optional<std::string>(const std::filesystem::path&)> readFile;
};

/// Adds what is wrong to `problems`, each with the line where that is known.
[[nodiscard]] FileContents readConfigFile(
    std::string_view text, const FileContext& context, std::vector<std::string>& problems);

} // namespace kinora::config
