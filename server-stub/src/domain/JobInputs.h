// What becomes of cameos and pictures in a request: the words that are sent, and the picture that goes with them.
#pragma once

#include "base/Result.h"
#include "base/Task.h"
#include "domain/JobRequest.h"
#include "pg/Connection.h"
#include "store/Cameos.h"
#include "store/Job.h"

#include <string>
#include <string_view>
#include <vector>

namespace kinora::domain {

/// The words that are sent to an upstream: each @handle becomes the name (or, where the upstream knows the cameo as a
/// character, "@" and its id there), and what the others look like is said behind the user's words. Pure.
[[nodiscard]] std::string weave(
    std::string_view prompt, const std::vector<store::Cameo>& cameos, const std::string& upstream);

/// Looks up what the request names, which nobody removes until the transaction ends. ValidationFailed if it is not this
/// user's, or gone.
[[nodiscard]] Task<Result<store::JobInputs>> resolveInputs(
    pg::Connection& connection, std::string userId, const JobRequest& request);

} // namespace kinora::domain
