// A video at a glance: 25 of its pictures on one sheet.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

namespace kinora::media {

/// A JPEG of 5 columns and 5 rows; picture i is what is shown at (i + 0.5) / 25 of the duration, row by row, 240 pixels
/// on its longer side, upright, in the right colours as makePoster() has them. The app makes the same
/// (src/media/SpriteSheet.h). The error is a sentence for the log. Decodes the whole file, about a fifth of the running
/// time; thread-safe.
[[nodiscard]] std::expected<std::string, std::string> makeSpriteSheet(const std::filesystem::path& video);

} // namespace kinora::media
