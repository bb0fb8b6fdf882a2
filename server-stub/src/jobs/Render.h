// Job and Video as the relay's clients see them.
#pragma once

#include "store/Job.h"
#include "store/Video.h"

#include <boost/json/object.hpp>

#include <optional>

namespace kinora::jobs {

[[nodiscard]] boost::json::object toJson(const store::Job& job, TimePoint now);
[[nodiscard]] boost::json::object toJson(const store::Video& video);

/// Seconds left by the pace so far; nothing before a twentieth is done, when it would be a guess.
[[nodiscard]] std::optional<std::int64_t> etaSeconds(const store::Job& job, TimePoint now);

} // namespace kinora::jobs
