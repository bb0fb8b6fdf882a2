// Videos from elsewhere: /videos/import.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Imports;
}

namespace kinora::api {

/// The reference must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> importRoutes(domain::Imports& imports);

} // namespace kinora::api
