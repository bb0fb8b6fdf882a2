// Asking for videos and watching them come: /models, /jobs and /events.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class EventStream;
class Jobs;
} // namespace kinora::domain

namespace kinora::api {

/// The references must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> jobRoutes(domain::Jobs& jobs, const domain::EventStream& events);

} // namespace kinora::api
