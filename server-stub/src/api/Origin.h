// Where a request really came from, and as whom it claims to speak.
#pragma once

#include "http/Request.h"

#include <optional>
#include <string>

namespace kinora::api {

/// From this machine and through no proxy: a loopback peer and not one forwarding header.
[[nodiscard]] bool isDirect(const http::Request& request);

/// What follows "Authorization: Bearer ".
[[nodiscard]] std::optional<std::string> bearerToken(const http::Request& request);

} // namespace kinora::api
