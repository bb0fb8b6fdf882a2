// Reads as much YAML as openapi.yaml is written in, so that the tests need no library for it.
#pragma once

#include <boost/json.hpp>

#include <string_view>

namespace kinora::test {

/// Block and flow mappings and sequences, plain, double-quoted and literal ("|") scalars, comments on lines of their
/// own. Plain scalars become numbers, true, false or null where they look so. Throws std::runtime_error with the line
/// number for anything else.
[[nodiscard]] boost::json::value parseYaml(std::string_view text);

} // namespace kinora::test
