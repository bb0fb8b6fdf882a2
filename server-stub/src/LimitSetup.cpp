#include "LimitSetup.h"

namespace kinora {

domain::Limits limitsOf(const config::Limits& limits) {
    domain::Limits made;
    made.microUsdPerMonth = limits.microUsdPerMonth;
    made.secondsPerMonth = limits.secondsPerMonth;
    made.videosPerHour = limits.videosPerHour;
    made.waitingJobs = limits.waitingJobs;
    return made;
}

} // namespace kinora
