// The pictures that stand for people: /me/avatar and /users/{handle}/avatar.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Avatars;
}

namespace kinora::api {

/// The reference must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> avatarRoutes(domain::Avatars& avatars);

} // namespace kinora::api
