// The picture that stands for a person.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace kinora::media {

/// A square JPEG from a PNG, JPEG or WebP picture that anybody may have sent: its middle, at most 512 pixels wide, on
/// white where it is transparent. Nothing of the sent bytes is kept but what their pixels look like: no other format,
/// no place where it was taken, no second file behind it. A picture turned by an EXIF mark is not turned. The error is
/// a sentence for the person who sent it. Blocks some milliseconds; thread-safe.
[[nodiscard]] std::expected<std::string, std::string> makeAvatar(std::string_view picture);

} // namespace kinora::media
