// Which bytes of a file a request wants (RFC 9110, 13 and 14).
#pragma once

#include "http/Request.h"

#include <cstdint>
#include <string_view>

namespace kinora::http {

struct FileAnswer {
    int status = 200; ///< 200, 206, 304 or 416
    std::uint64_t first = 0;
    std::uint64_t length = 0; ///< bytes to send; for HEAD what a GET would send
};

/// A Range of one part is honoured for GET; several parts, other units or nonsense are ignored, as the standard allows.
/// `etag` is the strong, quoted validator of the file, or empty.
[[nodiscard]] FileAnswer answerFor(const Request& request, std::uint64_t size, std::string_view etag);

} // namespace kinora::http
