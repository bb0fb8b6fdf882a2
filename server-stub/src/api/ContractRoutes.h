// The contract itself, as the relay serves it.
#pragma once

#include "api/Endpoint.h"

#include <string_view>
#include <vector>

namespace kinora::api {

/// server-stub/openapi.yaml as it was when this program was built.
[[nodiscard]] std::string_view openApiDocument();

[[nodiscard]] std::vector<Endpoint> contractRoutes();

} // namespace kinora::api
