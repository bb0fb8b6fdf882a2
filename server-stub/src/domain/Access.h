// Who may see what: the one gate before anything of a user is read out.
#pragma once

#include "domain/Principal.h"
#include "store/Cameos.h"
#include "store/Job.h"
#include "store/Video.h"

namespace kinora::domain {

/// A thing one may not see is answered as if it did not exist.
[[nodiscard]] bool canSee(const Principal& principal, const store::Job& job);
[[nodiscard]] bool canSee(const Principal& principal, const store::Video& video);
[[nodiscard]] bool canSee(const Principal& principal, const store::Cameo& cameo);

} // namespace kinora::domain
