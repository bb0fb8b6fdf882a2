// The still that stands for a video before it plays.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

namespace kinora::media {

/// A JPEG of the first frame that shows something (fades from black are passed over), at most `longestSide` pixels on
/// its longer side, upright, in the right colours: BT.709 in, the BT.601 that JPEG means out. The error is a sentence
/// for the log. Blocks some milliseconds; thread-safe.
[[nodiscard]] std::expected<std::string, std::string> makePoster(
    const std::filesystem::path& video, int longestSide = 960);

} // namespace kinora::media
