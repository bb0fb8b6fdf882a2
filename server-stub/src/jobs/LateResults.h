// Goes on asking for results whose jobs have ended without a verdict: what was paid for is kept, however late it comes.
#pragma once

#include "base/Task.h"
#include "jobs/Journal.h"
#include "jobs/ResultSaver.h"
#include "pg/Pool.h"
#include "upstreams/Upstream.h"

namespace kinora::jobs {

/// One look at those that have not been asked about for a minute; given up a day after they were sent.
[[nodiscard]] Task<> lookForLateResults(
    pg::Pool& pool, Journal& journal, ResultSaver& saver, upstreams::Upstream& upstream);

} // namespace kinora::jobs
