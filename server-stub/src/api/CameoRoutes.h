// /cameos…
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Cameos;
}

namespace kinora::api {

/// `cameos` must outlive the rows.
[[nodiscard]] std::vector<Endpoint> cameoRoutes(domain::Cameos& cameos);

} // namespace kinora::api
