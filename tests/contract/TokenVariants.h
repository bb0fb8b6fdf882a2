// Access tokens that are none: everything a valid one can be turned into.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kinora::test {

/// Name and token, none of which may open anything, made from a valid access token and the secret it is signed with:
/// the attacker here even knows the secret, so that each is refused for what it is. `refreshToken` is a valid one.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> tokenVariants(
    std::string_view valid, std::string_view secret, std::string_view refreshToken);

} // namespace kinora::test
