// Everybody's jobs, for administrators.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"
#include "store/Job.h"
#include "store/Page.h"

#include <optional>
#include <string>
#include <vector>

namespace kinora::store {

struct JobFilter {
    std::vector<std::string> statuses; ///< empty: all
    std::optional<std::string> userId;
    std::optional<std::string> upstream;
};

struct JobOfUser {
    Job job;
    std::string id; ///< of the job
    std::string handle;
    std::string displayName;
};

/// Newest first, by the ids, which grow with time: an index by time would have to be written at every step of every
/// job.
[[nodiscard]] Task<Page<JobOfUser>> listAllJobs(
    pg::Connection& connection, JobFilter filter, std::optional<PageKey> after, int limit);
[[nodiscard]] Task<std::optional<JobOfUser>> findJobOfUser(pg::Connection& connection, std::string jobId);

} // namespace kinora::store
