// The answer to a create was lost: finding out from the upstream's list whether it was accepted. Never sends anything.
#include "jobs/JobRunner.h"
#include "jobs/TaskMatch.h"
#include "store/LateAttempts.h"

#include <algorithm>

namespace kinora::jobs {

using namespace std::chrono_literals;
using store::Charged;
using upstreams::Candidate;
using upstreams::FailureCode;

namespace {

constexpr std::chrono::milliseconds LeastAsking = 5min;

using Steady = std::chrono::steady_clock;

} // namespace

Task<JobRunner::Next> JobRunner::check(store::Work work) {
    using Answer = upstreams::Reconciled::Answer;
    const store::Attempt attempt = *work.attempt;
    upstreams::Intent intent;
    intent.prompt = work.job.prompt;
    intent.orientation = work.job.orientation;
    // However long the relay was away, the upstream is asked for a while before anything is given up.
    const auto deadline = Steady::now() + std::max(attempt.untilDeadline, std::min(LeastAsking, attempt.deadline));
    // What a reading says has to be said again a while later: a task may be slow to show up in the list, and an
    // address that does not exist for a moment is not the same as an upstream without a list.
    std::optional<Steady::time_point> absentSince;
    std::optional<Steady::time_point> listlessSince;
    for (int failures = 0; !m_stopping;) {
        auto reconciled = co_await m_upstream.reconcile(intent, attempt.state, attempt.sentAt);
        const auto now = Steady::now();
        auto wait = backoff(++failures, std::nullopt);
        Journal::Ending ending{.attemptId = attempt.id};
        if (reconciled.answer == Answer::CannotTell) {
            if (!m_upstream.hasList() || (listlessSince && now - *listlessSince >= m_parts.absenceWait)) {
                ending.attemptOutcome = "unknown";
                ending.failure = {FailureCode::OutcomeUnknown, "nobody knows whether the upstream accepted it"};
                ending.charged = Charged::Unknown;
                co_return co_await fail(std::move(ending));
            }
            if (!listlessSince)
                listlessSince = now;
            wait = m_parts.absenceWait + 100ms;
        } else if (reconciled.answer == Answer::Listed) {
            listlessSince.reset();
            failures = 0;
            auto found = co_await findIn(attempt, std::move(reconciled.candidates));
            if (found && found->certain) {
                const bool adopted = co_await adopt(work, std::move(*found));
                co_return adopted ? Next::Reload : Next::Leave;
            }
            if (!found) {
                if (absentSince && now - *absentSince >= m_parts.absenceWait) {
                    ending.attemptOutcome = "not_accepted";
                    ending.failure = {FailureCode::NotAccepted, "the upstream does not have this request"};
                    ending.charged = Charged::No;
                    // It may be on its way for longer than anybody would wait.
                    ending.watch = true;
                    co_return co_await fail(std::move(ending));
                }
                if (!absentSince)
                    absentSince = now;
                wait = m_parts.absenceWait + 100ms;
            } else {
                absentSince.reset();
                log::About("jobs", "jobId", m_claim.jobId).debug("a task in the list may be this job");
            }
        } else {
            log::About("jobs", "jobId", m_claim.jobId).debug("{}", reconciled.detail);
        }
        // A first reading gets its second, for a while.
        const bool halfWay = absentSince || listlessSince;
        if (now > (halfWay ? deadline + 3 * m_parts.absenceWait : deadline)) {
            ending.attemptOutcome = "unknown";
            ending.failure = {FailureCode::TimedOut, "the upstream could not be asked whether it accepted this"};
            ending.charged = Charged::Unknown;
            ending.watch = true;
            co_return co_await fail(std::move(ending));
        }
        co_await pause(wait);
    }
    co_return Next::Leave;
}

Task<std::optional<Candidate>> JobRunner::findIn(const store::Attempt& attempt, std::vector<Candidate> candidates) {
    if (candidates.empty())
        co_return std::nullopt;
    // In this order: whoever else sent one of these tasks is undecided until its id is known.
    const bool others = co_await store::othersUndecided(m_parts.pool, attempt.account, attempt.id);
    candidates = co_await withoutKnown(m_parts.pool, attempt.account, std::move(candidates));
    std::vector<TimePoint> rivals;
    if (attempt.intentFingerprint) {
        const auto watched =
            co_await store::rivals(m_parts.pool, attempt.account, *attempt.intentFingerprint, attempt.id);
        for (const store::Rival& rival : watched)
            rivals.push_back(rival.sentAt);
    }
    const auto match = matchTask(candidates, attempt.sentAt, rivals);
    if (!match)
        co_return std::nullopt;
    Candidate found = std::move(candidates[*match]);
    // A list that leaves out the prompt: with nobody else waiting for a task, it can only be ours.
    found.certain = found.certain || !others;
    co_return found;
}

Task<bool> JobRunner::adopt(store::Work work, Candidate candidate) {
    log::About("jobs", "jobId", m_claim.jobId).info("the job is {} at the upstream", candidate.upstreamId);
    auto write = [&] {
        return m_parts.journal.accepted(m_claim, work.attempt->id, candidate.state, candidate.observation);
    };
    co_return co_await persist(write);
}

} // namespace kinora::jobs
