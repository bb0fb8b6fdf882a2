// What administrators ask of the relay itself: its upstreams, everybody's jobs and spending, its storage, its audit
// log.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class AuditReader;
class JobAdministration;
class StorageAdministration;
class UpstreamAdministration;
class UsageAdministration;
} // namespace kinora::domain

namespace kinora::api {

struct Administration {
    domain::AuditReader& audit;
    domain::UpstreamAdministration& upstreams;
    domain::JobAdministration& jobs;
    domain::UsageAdministration& usage;
    domain::StorageAdministration& storage;
};

/// The references must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> adminRoutes(Administration administration);

} // namespace kinora::api
