// Which of the tasks in an upstream's list a create has become, where its answer was lost.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "pg/Pool.h"
#include "upstreams/Upstream.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kinora::jobs {

/// The index of the candidate that belongs to the create sent at `sentAt`, if any. `rivals` are the times of other
/// creates by the same account with the same request whose tasks are not known either: a task is the one of the create
/// it followed most closely. Pure.
[[nodiscard]] std::optional<std::size_t> matchTask(
    const std::vector<upstreams::Candidate>& candidates, TimePoint sentAt, const std::vector<TimePoint>& rivals);

/// Without those that are tasks of other attempts of this account.
[[nodiscard]] Task<std::vector<upstreams::Candidate>> withoutKnown(
    pg::Pool& pool, std::string account, std::vector<upstreams::Candidate> candidates);

} // namespace kinora::jobs
