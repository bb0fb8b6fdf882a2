// The version of the relay, as the build names it.
#pragma once

#include <string_view>

namespace kinora {

/// For example "0.1.0"; semantic versioning, set in server-stub/CMakeLists.txt and the top CMakeLists.txt alike.
[[nodiscard]] std::string_view version();

} // namespace kinora
