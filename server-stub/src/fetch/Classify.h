// libcurl's error codes in our words. Pure.
#pragma once

#include "fetch/Client.h"

#include <curl/curl.h>

namespace kinora::fetch {

/// `requestOut`: the request may already have been on the wire.
[[nodiscard]] Cause causeOf(CURLcode code, bool requestOut);

} // namespace kinora::fetch
