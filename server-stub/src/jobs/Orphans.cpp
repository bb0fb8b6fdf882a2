#include "jobs/Orphans.h"

#include "base/Log.h"
#include "store/JobClaims.h"
#include "store/JobWork.h"
#include "store/UpstreamAccounts.h"

#include <algorithm>

namespace kinora::jobs {

using namespace std::chrono_literals;
using upstreams::Failure;
using upstreams::FailureCode;

namespace {

constexpr auto LookAgain = 20s;

Failure reasonOf(bool served) {
    if (served)
        return {FailureCode::NoAccess, "the relay no longer has the key this was sent with"};
    return {FailureCode::UpstreamGone, "the upstream this was sent to is no longer configured"};
}

} // namespace

Task<> settleOrphans(pg::Pool& pool, Journal& journal, std::string instance, std::chrono::milliseconds grace) {
    const auto claims = co_await store::claimOrphans(pool, instance, grace);
    for (const store::Claim& claim : claims) {
        const auto work = co_await store::loadWork(pool, claim);
        if (!work)
            continue;
        const store::Job& job = work->job;
        Journal::Ending ending;
        const bool pinned = !job.inputs.onlyAccount.empty();
        const bool served = co_await store::isServed(pool, job.upstream, grace);
        if (!work->attempt && served && !pinned) {
            // Claimed by a relay that is gone, and with it the account: free for the others again.
            co_await store::giveBack(pool, claim, 0ms);
            continue;
        }
        if (!work->attempt) {
            ending.failure = {FailureCode::UpstreamGone,
                pinned ? "the account that made the video this is a remix of is no longer configured"
                       : "this upstream is no longer offered"};
            co_await journal.failed(claim, std::move(ending));
            log::About("jobs", "jobId", job.id).info("the job ends: nobody serves the upstream {}", job.upstream);
            continue;
        }
        const store::Attempt& attempt = *work->attempt;
        if (job.cancelRequested) {
            co_await journal.abandoned(claim, attempt.id, attempt.accepted);
            continue;
        }
        ending.failure = reasonOf(served);
        if (attempt.untilDeadline <= 0ms) {
            ending.attemptId = attempt.id;
            ending.attemptOutcome = attempt.accepted ? "late" : "unknown";
            ending.charged = attempt.accepted ? store::Charged::Yes : store::Charged::Unknown;
            ending.watch = true;
            log::About("jobs", "jobId", job.id).info("the job ends: {}", ending.failure.detail);
            co_await journal.failed(claim, std::move(ending));
            continue;
        }
        if (job.message != ending.failure.detail)
            co_await journal.explain(claim, ending.failure.detail);
        co_await store::giveBack(pool, claim, std::min<std::chrono::milliseconds>(LookAgain, attempt.untilDeadline));
    }
}

} // namespace kinora::jobs
