// What administrators ask of the relay itself.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class AuditReader;
}

namespace kinora::api {

/// The reference must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> adminRoutes(domain::AuditReader& audit);

} // namespace kinora::api
