// What things cost and have cost: /jobs/estimate and /me/usage.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Spending;
} // namespace kinora::domain

namespace kinora::api {

/// The reference must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> spendingRoutes(domain::Spending& spending);

} // namespace kinora::api
