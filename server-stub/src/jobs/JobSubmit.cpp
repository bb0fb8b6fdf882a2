// The one moment that costs money: from the stored intent to the upstream's word.
#include "base/CrashPoint.h"
#include "base/Crypto.h"
#include "base/Ids.h"
#include "jobs/JobRunner.h"
#include "jobs/Submission.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>

#include <algorithm>

namespace kinora::jobs {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using store::Charged;
using upstreams::Failure;
using upstreams::FailureCode;
using upstreams::Phase;

namespace {

constexpr auto LongestWait = 24h;
// An equal request is being decided; it usually is within a second.
constexpr auto EqualWait = 2s;
// Between two looks at an account that was asked to wait.
constexpr auto HeldWait = 1s;
// Nothing takes this long between "the intent is stored" and "it goes out" but a pause of the whole process; the claim
// may be another's by now, who cannot see a request that has not been sent yet.
constexpr auto Stale = 3s;

} // namespace

Task<JobRunner::Next> JobRunner::submit(store::Work work) {
    const store::Job& job = work.job;
    if (work.waited > LongestWait) {
        Journal::Ending ending;
        ending.failure = {FailureCode::UpstreamBusy, "the upstream had no room for it within a day"};
        co_return co_await fail(std::move(ending));
    }
    const upstreams::Definition& definition = m_upstream.definition();
    const auto model = std::ranges::find(definition.models, job.model, &upstreams::Model::id);
    if (model == definition.models.end()) {
        Journal::Ending ending;
        ending.failure = {FailureCode::UpstreamGone, "this model is no longer offered"};
        co_return co_await fail(std::move(ending));
    }
    Result<upstreams::Intent> whole = co_await intentOf(job, *model);
    if (!whole && whole.error().code == Code::Unavailable)
        co_return co_await giveBack(HeldWait);
    if (!whole) {
        log::About("jobs", "jobId", m_claim.jobId).error("its picture cannot be used: {}", whole.error().detail);
        Journal::Ending ending;
        ending.failure = {FailureCode::Internal, "its picture cannot be read any more"};
        co_return co_await fail(std::move(ending));
    }
    upstreams::Intent intent = std::move(*whole);

    store::NewAttempt attempt;
    attempt.id = newId();
    attempt.upstream = definition.name;
    attempt.account = definition.account;
    attempt.state = m_upstream.prepare(intent);
    attempt.deadline = model->deadline;
    if (m_upstream.hasList())
        attempt.intentFingerprint = sha256(boost::json::serialize(attempt.state));
    const boost::json::object prepared = attempt.state;
    const std::string attemptId = attempt.id;

    const auto before = std::chrono::steady_clock::now();
    const auto begun = co_await m_parts.journal.begin(m_claim, std::move(attempt));
    switch (begun) {
    case Journal::Begun::Stored:
        break;
    case Journal::Begun::ClaimLost:
        co_return Next::Leave;
    case Journal::Begun::Paused:
        co_return co_await giveBack(0ms);
    case Journal::Begun::EqualInFlight:
        co_return co_await giveBack(EqualWait);
    case Journal::Begun::MustWait:
        co_return co_await giveBack(HeldWait);
    case Journal::Begun::Canceled: {
        auto write = [&] {
            return m_parts.journal.canceled(m_claim, std::nullopt, Charged::No);
        };
        co_await persist(write);
        co_return Next::Leave;
    }
    }
    if (std::chrono::steady_clock::now() - before > Stale) {
        auto write = [&] {
            return m_parts.journal.notSent(m_claim, attemptId);
        };
        co_await persist(write);
        co_return Next::Leave;
    }
    Sent sent = co_await send(std::move(intent), prepared, attemptId);
    ++work.job.attempts;
    co_return co_await settle(std::move(work), attemptId, std::move(sent));
}

Task<Result<upstreams::Intent>> JobRunner::intentOf(store::Job job, upstreams::Model model) {
    upstreams::Intent intent;
    intent.model = std::move(model);
    intent.prompt = job.inputs.upstreamPrompt.value_or(job.prompt);
    intent.orientation = job.orientation;
    intent.seconds = job.seconds;
    intent.size = job.size;
    intent.negativePrompt = job.inputs.negativePrompt;
    intent.seed = job.inputs.seed;
    intent.characters = job.inputs.characters;
    if (job.inputs.remixOf)
        intent.remixTarget = job.inputs.remixTarget;
    if (job.inputs.referenceSha256) {
        Result<upstreams::Reference> picture = co_await m_parts.references.read(*job.inputs.referenceSha256, job.size);
        if (!picture)
            co_return std::unexpected(std::move(picture.error()));
        intent.reference = std::move(*picture);
    }
    co_return intent;
}

Task<JobRunner::Sent> JobRunner::send(upstreams::Intent intent, boost::json::object prepared, std::string attemptId) {
    Submission submission(m_executor);
    auto transmission =
        asio::co_spawn(m_executor, transmit(submission, std::move(intent), std::move(prepared)), asio::deferred);
    auto recording = asio::co_spawn(m_executor, record(submission, std::move(attemptId)), asio::deferred);
    auto both = asio::experimental::make_parallel_group(std::move(transmission), std::move(recording))
                    .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
    auto [order, transmitFailure, submitted, recordFailure] = co_await std::move(both);
    if (transmitFailure)
        std::rethrow_exception(transmitFailure);
    if (recordFailure)
        std::rethrow_exception(recordFailure);
    Sent sent;
    sent.submitted = std::move(submitted);
    // With something left over, settle() stores it with the rest.
    sent.acceptedStored = submission.acceptedStored && !submission.accepted;
    co_return sent;
}

Task<upstreams::Submitted> JobRunner::transmit(
    Submission& submission, upstreams::Intent intent, boost::json::object prepared) {
    const Submission::Ended ended(submission);
    co_return co_await m_upstream.submit(std::move(intent), std::move(prepared), submission);
}

Task<> JobRunner::record(Submission& submission, std::string attemptId) {
    while (!submission.ended) {
        co_await submission.changed.wait(1h);
        if (submission.accepted) {
            const boost::json::object state = *std::exchange(submission.accepted, std::nullopt);
            upstreams::Observation begun;
            if (submission.latest)
                begun = *std::exchange(submission.latest, std::nullopt);
            auto write = [&] {
                return m_parts.journal.accepted(m_claim, attemptId, state, begun);
            };
            submission.acceptedStored = co_await persist(write);
            if (!submission.acceptedStored)
                co_return;
        }
        if (submission.latest && submission.acceptedStored) {
            const upstreams::Observation now = *std::exchange(submission.latest, std::nullopt);
            std::optional<std::string> message;
            if (!now.message.empty())
                message = now.message;
            auto write = [&]() -> Task<bool> {
                const store::Ticked ticked = co_await m_parts.journal.tick(m_claim, m_userId, now.progress, message);
                co_return ticked.held;
            };
            co_await persist(write);
        }
    }
}

Task<JobRunner::Next> JobRunner::settle(store::Work work, std::string attemptId, Sent sent) {
    using Answer = upstreams::Submitted::Answer;
    crashPoint("reply read", Edge::After);
    upstreams::Submitted& submitted = sent.submitted;
    switch (submitted.answer) {
    case Answer::Accepted: {
        if (!sent.acceptedStored) {
            auto write = [&] {
                return m_parts.journal.accepted(m_claim, attemptId, submitted.state, submitted.observation);
            };
            const bool stored = co_await persist(write);
            if (!stored)
                co_return Next::Leave;
        }
        const Phase phase = submitted.observation.phase;
        if (phase != Phase::Done && phase != Phase::Failed)
            co_return Next::Reload;
        store::Attempt attempt;
        attempt.id = attemptId;
        attempt.account = m_upstream.definition().account;
        attempt.state = submitted.state;
        work.attempt = std::move(attempt);
        co_return co_await conclude(std::move(work), std::move(submitted.observation));
    }
    case Answer::Busy: {
        log::About("jobs", "jobId", m_claim.jobId).info("the job has to wait: {}", submitted.detail);
        const Journal::Refusal refusal{.attemptId = attemptId,
            .why = submitted.failure,
            .retryAfter = submitted.retryAfter,
            .retry = m_parts.retry,
            .dice = dice()};
        auto write = [&] {
            return m_parts.journal.held(m_claim, refusal);
        };
        co_await persist(write);
        co_return Next::Leave;
    }
    case Answer::Refused:
        co_return co_await refused(std::move(attemptId), std::move(submitted.failure));
    case Answer::Unknown:
        break;
    }
    log::About("jobs", "jobId", m_claim.jobId).warning("the outcome of the create is unknown: {}", submitted.detail);
    auto write = [&] {
        return m_parts.journal.checking(m_claim);
    };
    const bool stored = co_await persist(write);
    co_return stored ? Next::Reload : Next::Leave;
}

Task<JobRunner::Next> JobRunner::refused(std::string attemptId, Failure failure) {
    Journal::Ending ending{
        .attemptId = std::move(attemptId), .attemptOutcome = "not_accepted", .failure = std::move(failure)};
    const FailureCode code = ending.failure.code;
    ending.accountTrouble =
        code == FailureCode::NoAccess || code == FailureCode::UpstreamFull || code == FailureCode::UpstreamGone;
    // A key that is refused is not tried on everybody's jobs: one job after a while shows whether it is let in again.
    if (code == FailureCode::NoAccess)
        ending.outOfUse = m_parts.outOfUse;
    co_return co_await fail(std::move(ending));
}

} // namespace kinora::jobs
