// PostgreSQL's own client programs, run without a password in their arguments.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace kinora::pg {

/// What a conninfo (URL or key=value) says, as the variables that libpq's programs read: arguments can be seen by
/// everybody on the machine, the environment cannot. Nothing if it cannot be read.
[[nodiscard]] std::optional<std::map<std::string, std::string>> clientEnvironment(const std::string& conninfo);

/// pg_dump or pg_restore of the newest installation, which reads what older ones have written.
[[nodiscard]] std::optional<std::filesystem::path> findClientProgram(const std::string& name);

} // namespace kinora::pg
