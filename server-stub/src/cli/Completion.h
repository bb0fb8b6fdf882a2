// Scripts that complete kinora-relay's words, made from the table of commands.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kinora::cli {

/// For bash, zsh or fish; nothing for another shell.
[[nodiscard]] std::optional<std::string> completionScript(std::string_view shell);

} // namespace kinora::cli
