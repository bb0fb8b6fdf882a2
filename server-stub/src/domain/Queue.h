// The user's own line of waiting jobs: look at it, stop it, let it go on, put it in another order.
#pragma once

#include "base/Clock.h"
#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Principal.h"
#include "jobs/Announcer.h"
#include "jobs/EventHub.h"
#include "jobs/Journal.h"
#include "pg/Pool.h"

#include <optional>
#include <string>

namespace kinora::domain {

/// Everything here may be asked again without harm, and answers with the whole queue as it is then.
class Queue {
public:
    /// All references must outlive this object.
    Queue(pg::Pool& pool, jobs::EventHub& hub, jobs::Announcer& announcer, const Clock& clock);

    [[nodiscard]] Task<Result<json::object>> view(Principal principal);
    /// Nothing more is begun; what is under way goes on.
    [[nodiscard]] Task<Result<json::object>> pause(Principal principal);
    [[nodiscard]] Task<Result<json::object>> resume(Principal principal);
    /// body: `before`, the id of another waiting job or null for the end. NotFound if there is no such job; Conflict if
    /// it, or the other, does not wait any more.
    [[nodiscard]] Task<Result<json::object>> move(Principal principal, std::string jobId, json::object body);

private:
    pg::Pool& m_pool;
    jobs::Announcer& m_announcer;
    jobs::Journal m_journal;
};

} // namespace kinora::domain
