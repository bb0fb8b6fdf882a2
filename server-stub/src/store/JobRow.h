// How a row of jobs is selected and read; shared by the stores of this folder.
#pragma once

#include "pg/Rows.h"
#include "store/Job.h"

#include <string>
#include <string_view>

namespace kinora::store {

/// Seconds that the last jobs of the kind of `j` (upstream, model, seconds) took at the upstream; null if there were
/// none.
inline constexpr std::string_view TypicalSeconds = R"(
               (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM past.finished_at - past.generating_at)) FROM (
                    SELECT p.finished_at, p.generating_at FROM jobs p
                    WHERE p.upstream = j.upstream AND p.model = j.model AND coalesce(p.seconds, 0) = coalesce(j.seconds, 0)
                      AND p.status = 'completed' AND p.generating_at IS NOT NULL
                    ORDER BY p.finished_at DESC LIMIT 20) past))";

/// Ends behind FROM jobs j …; append a WHERE. Waiting jobs of a user who paused the queue read as held. typical_seconds
/// is what the last jobs like this one took at the upstream; own_under_way, of a waiting one, how many of its user's
/// are there now.
[[nodiscard]] const std::string& selectJob();

[[nodiscard]] Job readJob(const pg::Row& row);
/// Of a row with typical_seconds.
[[nodiscard]] std::optional<std::chrono::milliseconds> readTypicalTime(const pg::Row& row);

} // namespace kinora::store
