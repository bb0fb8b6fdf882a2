// Changing oneself and leaving: PATCH and DELETE /me.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Profile;
}

namespace kinora::api {

/// secureCookie as for accountRoutes(). The reference must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> profileRoutes(domain::Profile& profile, bool secureCookie);

} // namespace kinora::api
