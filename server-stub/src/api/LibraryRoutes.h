// What a user does with their videos: edits, the trash, /library/changes.
#pragma once

#include "api/Endpoint.h"

#include <vector>

namespace kinora::domain {
class Library;
}

namespace kinora::api {

/// The reference must outlive the endpoints.
[[nodiscard]] std::vector<Endpoint> libraryRoutes(domain::Library& library);

} // namespace kinora::api
