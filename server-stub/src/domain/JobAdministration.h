// Everybody's jobs as administrators see them: how they stand and what they cost, not what was asked for. Who runs the
// relay has no business with what others make.
#pragma once

#include "base/Clock.h"
#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Audit.h"
#include "domain/Jobs.h"
#include "pg/Pool.h"

#include <optional>
#include <string>

namespace kinora::domain {

/// As they stand in a query.
struct AllJobsQuery {
    std::optional<std::string> statuses = {};
    std::optional<std::string> user = {};
    std::optional<std::string> upstream = {};
    std::optional<std::string> limit = {};
    std::optional<std::string> cursor = {};
};

/// For administrators; who that is has been seen to before.
class JobAdministration {
public:
    /// All references must outlive this.
    JobAdministration(pg::Pool& pool, Jobs& jobs, const Clock& clock);

    [[nodiscard]] Task<Result<json::object>> list(AllJobsQuery query);
    /// As its user would, and written down. 200 or 202 as Jobs::cancel(), with the job as list() shows it.
    [[nodiscard]] Task<Result<Answer>> cancel(std::string jobId, Actor actor);

private:
    pg::Pool& m_pool;
    Jobs& m_jobs;
    const Clock& m_clock;
};

} // namespace kinora::domain
