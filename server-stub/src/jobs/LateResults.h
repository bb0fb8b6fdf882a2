// Goes on asking about attempts whose jobs have ended without a verdict: what was paid for is kept, however late it
// comes, and what it cost becomes known.
#pragma once

#include "base/Task.h"
#include "jobs/Journal.h"
#include "jobs/ResultSaver.h"
#include "pg/Pool.h"
#include "store/LateAttempts.h"
#include "upstreams/Upstream.h"

#include <chrono>

namespace kinora::jobs {

struct LateSettings {
    /// Between two questions about the same attempt, at first; later a quarter of its age.
    std::chrono::milliseconds every{60000};
    /// Between two readings of the list that settle that it does not have a task.
    std::chrono::milliseconds absenceWait{10000};
};

class LateResults {
public:
    struct Parts {
        pg::Pool& pool;
        Journal& journal;
        ResultSaver& saver;
    };
    LateResults(Parts parts, LateSettings settings);

    /// One look at those of this upstream's account whose turn it is. Given up a day after their jobs ended.
    [[nodiscard]] Task<> look(upstreams::Upstream& upstream);
    /// Gives up those that nobody could ask for that day.
    [[nodiscard]] Task<> giveUpForgotten();

private:
    /// Nothing was heard of its id: is it in the list?
    [[nodiscard]] Task<> search(upstreams::Upstream& upstream, store::LateAttempt attempt);
    /// Its id is known: how is it?
    [[nodiscard]] Task<> ask(upstreams::Upstream& upstream, store::LateAttempt attempt);
    [[nodiscard]] Task<> fetch(
        upstreams::Upstream& upstream, store::LateAttempt attempt, upstreams::Observation observed);

    Parts m_parts;
    LateSettings m_settings;
};

} // namespace kinora::jobs
