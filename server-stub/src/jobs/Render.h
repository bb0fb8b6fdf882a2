// Job, Queue and Video as the relay's clients see them.
#pragma once

#include "store/Job.h"
#include "store/QueueStore.h"
#include "store/Video.h"

#include <boost/json/object.hpp>

#include <optional>

namespace kinora::jobs {

[[nodiscard]] boost::json::object toJson(const store::Job& job, TimePoint now);
[[nodiscard]] boost::json::object toJson(const store::Video& video);

[[nodiscard]] boost::json::object toJson(const store::Queue& queue);

/// Seconds left: by the pace so far once a twentieth is done, else by what jobs like it took; nothing where both are
/// unknown, or where it has taken longer than those. For one that waits, by its place and those its user has now.
[[nodiscard]] std::optional<std::int64_t> etaSeconds(const store::Job& job, TimePoint now);

} // namespace kinora::jobs
