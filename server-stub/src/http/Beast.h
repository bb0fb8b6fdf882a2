// The only door to Boost.Beast: its parser of heads. Compiled in one file because it is slow to.
#pragma once

#include "base/Result.h"
#include "http/Request.h"

#include <string_view>

namespace kinora::http {

/// Takes the complete head (judged by scanHead() before) and fills method, headers and the parts of the target.
[[nodiscard]] Result<> parseHead(std::string_view head, Request& request);

/// "OK", "Not Found" …; "Unknown Status" for numbers without a name.
[[nodiscard]] std::string_view reasonPhrase(int status);

} // namespace kinora::http
