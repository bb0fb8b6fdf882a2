// The others on this relay: /users/{handle}.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class People;
}

namespace kinora::api {

/// The reference must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> peopleRoutes(domain::People& people);

} // namespace kinora::api
