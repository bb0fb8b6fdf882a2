// The target of a request line, taken apart.
#pragma once

#include "http/Request.h"

#include <string_view>

namespace kinora::http {

/// Fills path, segments and query from `target`; the method and the headers of `request` are there already. False if it
/// is malformed, or if a program in front of this one may have read another path in it: a broken escape, control
/// characters or bytes that are not UTF-8 once decoded, an escaped slash, a backslash, dot segments, empty segments
/// (other than the last), "*" with another method than OPTIONS, an absolute form for another host than the Host field.
[[nodiscard]] bool parseTarget(std::string_view target, Request& request);

} // namespace kinora::http
