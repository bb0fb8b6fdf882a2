// The target of a request line, taken apart.
#pragma once

#include "http/Request.h"

#include <string_view>

namespace kinora::http {

/// Fills path, segments and query from `target` (origin form, absolute form, or "*"). False if it is malformed: a
/// broken escape, a control character or a byte sequence that is not UTF-8 once decoded.
[[nodiscard]] bool parseTarget(std::string_view target, Request& request);

} // namespace kinora::http
