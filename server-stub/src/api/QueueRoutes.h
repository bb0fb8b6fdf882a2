// The user's own line of waiting jobs: /queue and the place of a job in it.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Queue;
} // namespace kinora::domain

namespace kinora::api {

/// The queue must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> queueRoutes(domain::Queue& queue);

} // namespace kinora::api
