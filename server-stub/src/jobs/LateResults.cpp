#include "jobs/LateResults.h"

#include "base/Log.h"
#include "jobs/TaskMatch.h"
#include "pg/DatabaseError.h"
#include "store/JobStore.h"
#include "store/JobWork.h"

#include <algorithm>

namespace kinora::jobs {

using upstreams::Candidate;
using upstreams::Phase;

namespace {

constexpr int AtOnce = 32;

} // namespace

LateResults::LateResults(Parts parts, LateSettings settings)
    : m_parts(parts)
    , m_settings(settings) {
}

Task<> LateResults::look(upstreams::Upstream& upstream) {
    const auto late =
        co_await store::takeLateAttempts(m_parts.pool, upstream.definition().account, m_settings.every, AtOnce);
    for (const store::LateAttempt& attempt : late) {
        try {
            if (attempt.accepted)
                co_await ask(upstream, attempt);
            else
                co_await search(upstream, attempt);
            if (attempt.isOver)
                co_await m_parts.journal.givenUp(attempt.id);
        } catch (const pg::DatabaseError& error) {
            if (error.isUnavailable())
                throw;
            // One that another took a moment before, or that cannot be stored, must not hide the others.
            log::About("jobs", "jobId", attempt.jobId).warning("the late result: {}", error.what());
        }
    }
}

Task<> LateResults::giveUpForgotten() {
    const auto forgotten = co_await store::forgottenAttempts(m_parts.pool, AtOnce);
    for (const std::string& id : forgotten)
        co_await m_parts.journal.givenUp(id);
}

Task<> LateResults::search(upstreams::Upstream& upstream, store::LateAttempt attempt) {
    if (!upstream.hasList() || !attempt.intentFingerprint)
        co_return;
    const upstreams::Intent intent; // what was sent is in the state
    auto reconciled = co_await upstream.reconcile(intent, attempt.state, attempt.sentAt);
    if (reconciled.answer != upstreams::Reconciled::Answer::Listed)
        co_return;
    auto& candidates = reconciled.candidates;
    // Only what says so is taken for an attempt nobody waits for any more.
    std::erase_if(candidates, [](const Candidate& candidate) { return !candidate.certain; });
    // In this order: whoever else sent one of these tasks is undecided until its id is known.
    const auto rivals =
        co_await store::rivals(m_parts.pool, upstream.definition().account, *attempt.intentFingerprint, attempt.id);
    if (std::ranges::any_of(rivals, &store::Rival::undecided))
        co_return;
    std::vector<TimePoint> times;
    times.reserve(rivals.size());
    for (const store::Rival& rival : rivals)
        times.push_back(rival.sentAt);
    candidates = co_await withoutKnown(m_parts.pool, upstream.definition().account, std::move(candidates));
    const auto match = matchTask(candidates, attempt.sentAt, times);
    if (!match) {
        co_await m_parts.journal.absent(attempt.id, m_settings.absenceWait);
        co_return;
    }
    const Candidate found = candidates[*match];
    const bool taken = co_await m_parts.journal.appeared(attempt.id, found.state);
    if (!taken)
        co_return;
    log::About("jobs", "jobId", attempt.jobId).info("the job is {} at the upstream after all", found.upstreamId);
    attempt.accepted = true;
    for (const auto& member : found.state)
        attempt.state[member.key()] = member.value();
    co_await ask(upstream, std::move(attempt));
}

Task<> LateResults::ask(upstreams::Upstream& upstream, store::LateAttempt attempt) {
    auto observed = co_await upstream.observe(attempt.state);
    if (observed && observed->phase == Phase::Done) {
        co_await fetch(upstream, std::move(attempt), std::move(*observed));
        co_return;
    }
    std::optional<upstreams::Failure> verdict;
    if (!observed)
        verdict = observed.error().verdict;
    else if (observed->phase == Phase::Failed)
        verdict = observed->failure.value_or(upstreams::Failure());
    if (verdict)
        co_await m_parts.journal.refusedLate(attempt.id, verdict->detail);
}

Task<> LateResults::fetch(upstreams::Upstream& upstream, store::LateAttempt attempt, upstreams::Observation observed) {
    boost::json::object state = std::move(attempt.state);
    for (const auto& member : observed.state)
        state[member.key()] = member.value();
    auto saved = co_await m_parts.saver.save(upstream, std::move(state));
    if (!saved) {
        log::About("jobs", "jobId", attempt.jobId).info("the late result cannot be fetched: {}", saved.error().detail);
        co_return;
    }
    const auto job = co_await store::findJob(m_parts.pool, attempt.jobId);
    if (!job)
        co_return;
    Journal::Result result = m_parts.saver.describe(*job, attempt.id, *saved);
    // Files that were removed meanwhile are fetched again with the next look.
    const Journal::Kept kept = co_await m_parts.journal.adopted(std::move(result));
    if (kept == Journal::Kept::Yes)
        log::About("jobs", "jobId", attempt.jobId).info("the result came after all");
}

} // namespace kinora::jobs
