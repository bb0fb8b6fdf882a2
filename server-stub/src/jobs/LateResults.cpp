#include "jobs/LateResults.h"

#include "base/Log.h"
#include "store/JobStore.h"
#include "store/LateAttempts.h"

namespace kinora::jobs {

using upstreams::Phase;

Task<> lookForLateResults(pg::Pool& pool, Journal& journal, ResultSaver& saver, upstreams::Upstream& upstream) {
    constexpr int atOnce = 4;
    const auto late = co_await store::takeLateAttempts(pool, upstream.definition().name, atOnce);
    for (const store::LateAttempt& attempt : late) {
        auto observed = co_await upstream.observe(attempt.state);
        const bool refused = observed ? observed->phase == Phase::Failed : observed.error().verdict.has_value();
        if (refused || (attempt.isOld && !(observed && observed->phase == Phase::Done))) {
            const std::string outcome = refused ? "failed" : "unknown";
            co_await store::closeLateAttempt(pool, attempt.id, outcome);
            continue;
        }
        if (!observed || observed->phase != Phase::Done)
            continue;
        boost::json::object state = attempt.state;
        for (const auto& member : observed->state)
            state[member.key()] = member.value();
        auto saved = co_await saver.save(upstream, std::move(state));
        if (!saved) {
            log::info("jobs", "the late result of job {} cannot be fetched: {}", attempt.jobId, saved.error().detail);
            if (attempt.isOld)
                co_await store::closeLateAttempt(pool, attempt.id, "failed");
            continue;
        }
        const auto job = co_await store::findJob(pool, attempt.jobId);
        if (!job)
            continue;
        Journal::Result result;
        result.attemptId = attempt.id;
        result.video = videoOf(*job, *saved);
        result.content = saved->content;
        result.poster = saved->poster;
        result.media = mediaOf(saved->facts);
        co_await journal.adopted(std::move(result));
        log::info("jobs", "the result of job {} came after all", attempt.jobId);
    }
}

} // namespace kinora::jobs
