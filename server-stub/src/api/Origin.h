// Where a request really came from, and as whom it claims to speak.
#pragma once

#include "base/Task.h"
#include "http/Request.h"
#include "http/Response.h"

#include <optional>
#include <string>

namespace kinora::api {

/// From this machine and through no proxy: a loopback peer and not one forwarding header.
[[nodiscard]] bool isDirect(const http::Request& request);

/// The Host header is localhost or a loopback address. A relay for this machine alone asks for that: a web page whose
/// name was pointed at 127.0.0.1 (DNS rebinding) is of another host, and must neither register nor spend.
[[nodiscard]] bool namesThisMachine(const http::Request& request);
/// What is answered otherwise: 403 forbidden.
[[nodiscard]] Task<http::Response> refuseForeignName(const http::Request& request);

/// What follows "Authorization: Bearer "; nothing where there are several such fields.
[[nodiscard]] std::optional<std::string> bearerToken(const http::Request& request);

} // namespace kinora::api
