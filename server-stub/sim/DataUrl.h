// Pictures inside JSON.
#pragma once

#include <string>
#include <string_view>

namespace kinora::sim {

/// The bytes of a data URL of an image; empty for any other address, which is not looked at, and for broken base64.
[[nodiscard]] std::string pictureOf(std::string_view url);

} // namespace kinora::sim
