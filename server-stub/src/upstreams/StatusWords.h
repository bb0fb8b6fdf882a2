// The status words met in the wild, reduced to four phases.
#pragma once

#include <cstdint>
#include <string_view>

namespace kinora::upstreams {

enum class Phase : std::uint8_t { Queued = 1, Running, Done, Failed };

/// Case does not matter; a word nobody has met yet means Running, that is: go on asking until the deadline. An absent
/// status is Queued.
[[nodiscard]] Phase phaseOfStatusWord(std::string_view word);

} // namespace kinora::upstreams
