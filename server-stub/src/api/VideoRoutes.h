// What a user has made: /videos and /me/stats.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Videos;
}

namespace kinora::api {

/// The reference must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> videoRoutes(domain::Videos& videos);

} // namespace kinora::api
