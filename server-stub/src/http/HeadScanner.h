// Judges the raw head of a request before a parser sees it: parsers repair what two programs may read differently.
#pragma once

#include "base/Result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kinora::http {

/// What framing the rest of the connection depends on.
struct HeadFacts {
    bool http11 = false;
    bool keepAlive = false; ///< as the version and the Connection header say
    bool expectContinue = false;
    bool chunked = false;
    std::optional<std::uint64_t> contentLength;
};

/// `head` ends with the empty line. Code::BadRequest for anything ambiguous (RFC 9112: other transfer codings than
/// exactly "chunked", Transfer-Encoding beside Content-Length, several or list-valued Content-Length, several Host or
/// none, folded fields, bare line ends, space before the colon), Code::HeadersTooLarge for too many or too long fields.
[[nodiscard]] Result<HeadFacts> scanHead(std::string_view head);

/// The length of the head at the front of `buffer`, its empty line included; nothing while it is incomplete. What can
/// never become a good head (a bare CR or LF, a NUL, a first line of another protocol) ends right there, so that
/// scanHead() refuses it instead of waiting for more. `seen`: so many bytes were there at the last look.
[[nodiscard]] std::optional<std::size_t> headLength(std::string_view buffer, std::size_t seen = 0);

} // namespace kinora::http
