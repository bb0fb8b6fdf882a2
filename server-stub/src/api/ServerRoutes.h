// What the relay says about itself: health, discovery and its own contract.
#pragma once

#include "api/Endpoint.h"
#include "domain/Budgets.h"

#include <string>
#include <string_view>
#include <vector>

namespace kinora::domain {
class Accounts;
class Health;
} // namespace kinora::domain

namespace kinora::api {

struct ServerIdentity {
    std::string id;
    std::string name; ///< for people
    domain::Limits limits;
};

/// The references must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> serverRoutes(
    ServerIdentity identity, domain::Accounts& accounts, domain::Health& health);

} // namespace kinora::api
