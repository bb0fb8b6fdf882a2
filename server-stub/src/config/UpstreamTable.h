// [[upstream]] of the configuration file.
#pragma once

#include "config/File.h"

#include <toml++/toml.h>

#include <optional>
#include <string>
#include <vector>

namespace kinora::config {

/// The one upstream, or nothing and why in `problems`.
[[nodiscard]] std::optional<Upstream> readUpstreams(
    const toml::node& node, const FileContext& context, std::vector<std::string>& problems);

} // namespace kinora::config
