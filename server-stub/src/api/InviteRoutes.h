// Inviting people: /admin/invites.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Invites;
}

namespace kinora::api {

/// The reference must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> inviteRoutes(domain::Invites& invites);

} // namespace kinora::api
