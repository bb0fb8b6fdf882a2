// What has to be known of a video before another one can be made of it.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"

#include <boost/json/object.hpp>

#include <optional>
#include <string>

namespace kinora::store {

/// How the video was made; a remix of it has the same format.
struct RemixSource {
    std::string videoId;
    std::string model;
    std::string upstream;
    std::string orientation;
    std::optional<int> seconds;
    std::optional<std::string> size;
    std::string account;       ///< of the upstream; who has another cannot ask for the remix
    bool served = false;       ///< a relay had that account within the last minutes
    boost::json::object state; ///< of the attempt that made it
};

/// Nothing for a video that was not made here, or whose job is gone.
[[nodiscard]] Task<std::optional<RemixSource>> findRemixSource(pg::Pool& pool, std::string videoId);

} // namespace kinora::store
