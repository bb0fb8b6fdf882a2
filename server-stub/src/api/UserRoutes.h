// The accounts, for administrators: /admin/users.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Passwords;
class UserAdministration;
} // namespace kinora::domain

namespace kinora::api {

/// The references must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> userRoutes(domain::UserAdministration& users, domain::Passwords& passwords);

} // namespace kinora::api
