// A new password: /auth/password and /auth/password/reset.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Passwords;
}

namespace kinora::api {

/// secureCookie as for accountRoutes(). The reference must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> passwordRoutes(domain::Passwords& passwords, bool secureCookie);

} // namespace kinora::api
