// A YAML document as the JSON value it stands for.
#pragma once

#include <boost/json.hpp>

#include <string_view>

namespace kinora::test {

/// YAML 1.2 core schema: a plain scalar that looks like a number, true, false or null is one; every other scalar is a
/// string. Throws YAML::Exception with the line where it is malformed.
[[nodiscard]] boost::json::value parseYaml(std::string_view text);

} // namespace kinora::test
