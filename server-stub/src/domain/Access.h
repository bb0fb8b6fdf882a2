// Who may see what: the one gate before anything of a user is read out.
#pragma once

#include "domain/Principal.h"
#include "store/Cameos.h"
#include "store/Job.h"
#include "store/Video.h"

namespace kinora::domain {

/// A thing one may not see is answered as if it did not exist.
[[nodiscard]] bool canSee(const Principal& principal, const store::Job& job);
/// One's own, and what anybody shows.
[[nodiscard]] bool canSee(const Principal& principal, const store::Video& video);
/// Who may see what only its owner sees of it: what they think of it, and what it cost.
[[nodiscard]] bool owns(const Principal& principal, const store::Video& video);
[[nodiscard]] bool canSee(const Principal& principal, const store::Cameo& cameo);

} // namespace kinora::domain
