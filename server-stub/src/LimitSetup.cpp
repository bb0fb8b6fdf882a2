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

std::optional<std::chrono::days> trashAgeOf(const config::Library& library) {
    if (library.trashDays == 0)
        return std::nullopt;
    return std::chrono::days(library.trashDays);
}

} // namespace kinora
