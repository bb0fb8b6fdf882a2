// Pictures in and out of handlers.
#pragma once

#include "api/Endpoint.h"
#include "base/Result.h"
#include "domain/Videos.h"

namespace kinora::api {

/// UnsupportedMediaType unless it says image/png, image/jpeg or image/webp: a page in somebody's browser cannot send
/// these to a relay on their machine without being asked first.
[[nodiscard]] Result<> checkPictureType(const http::Request& request);

/// The file; to be kept for ever if the query's `v` is of this one, since another picture has another.
[[nodiscard]] http::Response pictureResponse(const Call& call, domain::StoredFile file);

} // namespace kinora::api
