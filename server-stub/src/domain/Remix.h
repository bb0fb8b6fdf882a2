// From a request that names a video to what a remix of it needs.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/ModelCatalog.h"
#include "domain/Principal.h"
#include "pg/Pool.h"

#include <cstdint>
#include <optional>
#include <string>

namespace kinora::domain {

/// A video that can be remixed: how it was made, and where.
struct Remix {
    std::string videoId;
    const upstreams::Model* model = nullptr; ///< of the catalogue, never nullptr
    std::string orientation;
    std::optional<int> seconds;
    std::optional<std::string> size;
    std::string account; ///< of the upstream, which alone can make the remix
    std::string target;  ///< what the upstream calls the video
};

/// Nothing if the request has no "remixOf". ValidationFailed for a video that this user cannot see or whose model makes
/// no remixes; Conflict for one that nobody can remix (any more).
[[nodiscard]] Task<Result<std::optional<Remix>>> findRemix(
    pg::Pool& pool, const ModelCatalog& catalog, Principal principal, json::object body);

} // namespace kinora::domain
