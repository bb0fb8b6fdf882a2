// Bytes of an answer's head.
#pragma once

#include "http/Response.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kinora::http {

struct HeadOptions {
    bool http11 = true;
    bool keepAlive = true;
    bool chunked = false;
    std::optional<std::uint64_t> contentLength;
    std::string_view requestId;
    std::string_view serverName;
};

/// Status line and headers with the empty line. Header fields that would break the framing (line ends or NUL inside)
/// are left out, and those that are the server's business come from `options` only.
[[nodiscard]] std::string headBytes(int status, const Headers& headers, const HeadOptions& options);

/// One chunk of a chunked body (RFC 9112, 7.1); `data` must not be empty.
[[nodiscard]] std::string chunk(std::string_view data);
inline constexpr std::string_view lastChunk = "0\r\n\r\n";

} // namespace kinora::http
