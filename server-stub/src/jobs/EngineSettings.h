// The times the engine lives by. The defaults are right for people; tests and rehearsals of bad days shorten them.
#pragma once

#include <chrono>

namespace kinora::jobs {

struct EngineSettings {
    /// How long a relay may be silent before the others take over what it holds.
    std::chrono::milliseconds lease{30'000};
    /// Between the two readings of an upstream's list that settle that it does not have a task.
    std::chrono::milliseconds absenceWait{10'000};
    /// The longest pause between two tries of anything.
    std::chrono::milliseconds retryLongest{60'000};
    /// How often an upstream is asked about a result that is overdue.
    std::chrono::milliseconds lateEvery{60'000};
    /// An upstream that no relay has said to serve for this long counts as gone.
    std::chrono::milliseconds accountGrace{120'000};

    /// Two may be lost before the lease runs out.
    [[nodiscard]] std::chrono::milliseconds heartbeat() const { return lease / 3; }
};

} // namespace kinora::jobs
