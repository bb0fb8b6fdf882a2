#include "domain/Access.h"

namespace kinora::domain {

// An administrator runs the relay; that is no reason to look at what others make.
bool canSee(const Principal& principal, const store::Job& job) {
    return !principal.userId.empty() && job.userId == principal.userId;
}

bool canSee(const Principal& principal, const store::Cameo& cameo) {
    return !principal.userId.empty() && cameo.userId == principal.userId;
}

bool canSee(const Principal& principal, const store::Video& video) {
    return owns(principal, video) || (!principal.userId.empty() && video.shown);
}

bool owns(const Principal& principal, const store::Video& video) {
    return !principal.userId.empty() && video.userId == principal.userId;
}

} // namespace kinora::domain
