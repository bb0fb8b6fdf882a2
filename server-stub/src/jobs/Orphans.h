// Jobs that no relay can work on as the upstreams are configured now: they say so, can be canceled, and end.
#pragma once

#include "base/Task.h"
#include "jobs/Journal.h"
#include "pg/Pool.h"

#include <chrono>
#include <string>

namespace kinora::jobs {

/// One look at those whose upstream (of jobs never sent) or account (of requests sent) no relay of this database has
/// named for `grace`. Never sent: ends upstream_gone, not charged. Sent: waits with a message until its deadline, since
/// the configuration may come back, then ends upstream_gone or, where the upstream is there and the key is another,
/// no_access; its attempt stays watched for a day.
[[nodiscard]] Task<> settleOrphans(
    pg::Pool& pool, Journal& journal, std::string instance, std::chrono::milliseconds grace);

} // namespace kinora::jobs
