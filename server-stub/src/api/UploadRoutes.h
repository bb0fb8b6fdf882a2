// /uploads: pictures to be used in a job or for a cameo.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Uploads;
}

namespace kinora::api {

/// `uploads` must outlive the rows.
[[nodiscard]] std::vector<Endpoint> uploadRoutes(domain::Uploads& uploads);

} // namespace kinora::api
