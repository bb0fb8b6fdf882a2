// Attempts whose jobs have ended while the upstream had not given a verdict.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace kinora::store {

struct LateAttempt {
    std::string id;
    std::string jobId;
    boost::json::object state;
    bool isOld = false; ///< sent more than a day ago
};

/// Those not asked about for a minute; marked as asked, so that two relays do not ask at once.
[[nodiscard]] Task<std::vector<LateAttempt>> takeLateAttempts(pg::Pool& pool, std::string upstream, int limit);
/// outcome: failed or unknown.
[[nodiscard]] Task<> closeLateAttempt(pg::Pool& pool, std::string id, std::string outcome);

} // namespace kinora::store
