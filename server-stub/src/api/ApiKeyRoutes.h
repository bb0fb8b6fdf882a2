// One's keys for programs: /me/api-keys.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class ApiKeys;
}

namespace kinora::api {

/// The reference must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> apiKeyRoutes(domain::ApiKeys& keys);

} // namespace kinora::api
