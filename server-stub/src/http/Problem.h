// The one function that turns an Error into an answer (RFC 9457 application/problem+json).
#pragma once

#include "base/Result.h"
#include "http/Response.h"

#include <string_view>

namespace kinora::http {

/// Status, type, title, code, detail, requestId, the fields' errors and the limit that is in the way; Retry-After and
/// RateLimit where the error has them; WWW-Authenticate with 401; Cache-Control: no-store.
[[nodiscard]] Response problem(const Error& error, std::string_view requestId);

} // namespace kinora::http
