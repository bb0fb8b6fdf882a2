// JSON in and out of handlers.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "http/Request.h"
#include "http/Response.h"

namespace kinora::api {

/// The object in the request's body. UnsupportedMediaType unless it says application/json: a page in somebody's browser
/// cannot send that to a relay on their machine without being asked first.
[[nodiscard]] Result<json::object> readBody(const http::Request& request);
/// The same where a body may be left out: then an object without members.
[[nodiscard]] Result<json::object> readOptionalBody(const http::Request& request);

[[nodiscard]] http::Response jsonResponse(int status, const json::value& body);
/// With status 200; an error is passed on.
[[nodiscard]] Result<http::Response> jsonResponse(Result<json::object> body);

} // namespace kinora::api
