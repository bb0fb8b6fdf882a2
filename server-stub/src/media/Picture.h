// Pictures that anybody may have sent, made anew.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace kinora::media {

/// A JPEG of our own making.
struct Picture {
    std::string jpeg;
    int width = 0;
    int height = 0;
};

/// From a PNG, JPEG or WebP picture, recognised by its first bytes; on white where it is transparent. Nothing of the
/// sent bytes is kept but what their pixels look like: no other format, no place where it was taken, no second file
/// behind it. A picture turned by an EXIF mark is not turned. The error is a sentence for the person who sent it. All
/// block some milliseconds; thread-safe.
using PictureResult = std::expected<Picture, std::string>;

/// All of it, no side longer than `longest` pixels.
[[nodiscard]] PictureResult wholePicture(std::string_view picture, int longest);
/// Its middle in exactly this size.
[[nodiscard]] PictureResult fittedPicture(std::string_view picture, int width, int height);
/// For a person or a cameo: its middle as a square, at most 512 pixels wide.
[[nodiscard]] PictureResult makeAvatar(std::string_view picture);

} // namespace kinora::media
