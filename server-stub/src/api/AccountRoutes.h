// Signing in and out, and oneself: /auth/… and /me.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Accounts;
class Sessions;
} // namespace kinora::domain

namespace kinora::api {

/// secureCookie: whether the refresh cookie is marked Secure; false only where clients speak plain HTTP over loopback.
/// The references must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> accountRoutes(
    domain::Accounts& accounts, domain::Sessions& sessions, bool secureCookie);

} // namespace kinora::api
