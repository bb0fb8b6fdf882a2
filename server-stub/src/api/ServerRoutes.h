// What the relay says about itself: health, discovery and its own contract.
#pragma once

#include "api/Endpoint.h"
#include "domain/Budgets.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::domain {
class Accounts;
class Gauges;
class Health;
} // namespace kinora::domain

namespace kinora::api {

struct ServerIdentity {
    std::string id;
    std::string name; ///< for people
    domain::Limits limits;
    std::optional<std::chrono::days> trashAge; ///< after which what is in the trash goes
};

/// The references must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> serverRoutes(
    ServerIdentity identity, domain::Accounts& accounts, domain::Health& health, domain::Gauges& gauges);
/// The figures for Prometheus, whoever asks: for a listener of their own, which is not open to everybody. The reference
/// must outlive the task.
[[nodiscard]] Task<http::Response> metricsForAnyone(http::Request& request, domain::Gauges& gauges);

} // namespace kinora::api
