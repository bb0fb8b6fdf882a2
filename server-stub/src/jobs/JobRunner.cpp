#include "jobs/JobRunner.h"

#include "base/Log.h"
#include "jobs/Submission.h"
#include "pg/DatabaseError.h"

#include <algorithm>
#include <random>
#include <vector>

namespace kinora::jobs {

using namespace std::chrono_literals;
using store::Charged;
using store::JobStage;
using upstreams::Failure;
using upstreams::FailureCode;
using upstreams::Observation;
using upstreams::Phase;

namespace {

constexpr int CrashesAllowed = 3;
// Beyond the deadline of the work itself: what is paid for is worth some patience.
constexpr auto DownloadGrace = 30min;
constexpr std::chrono::milliseconds LeastAsking = 5min;

double dice() {
    thread_local std::mt19937_64 generator(std::random_device{}());
    return std::uniform_real_distribution<double>(0.0, 1.0)(generator);
}

} // namespace

JobRunner::JobRunner(
    RunnerParts parts, upstreams::Upstream& upstream, store::Claim claim, boost::asio::any_io_executor executor)
    : m_parts(parts)
    , m_upstream(upstream)
    , m_claim(std::move(claim))
    , m_executor(executor)
    , m_signal(std::move(executor)) {
}

Task<> JobRunner::run() {
    int failures = 0;
    for (Next next = Next::Reload; next == Next::Reload && !m_stopping;) {
        bool databaseAway = false;
        try {
            std::optional<store::Work> work = co_await store::loadWork(m_parts.pool, m_claim);
            if (!work)
                co_return;
            m_userId = work->job.userId;
            next = co_await step(std::move(*work));
            failures = 0;
        } catch (const pg::DatabaseError& error) {
            log::warning("jobs", "job {}: {}", m_claim.jobId, error.what());
            // Broken SQL does not heal; the count of crashes ends the job in time.
            if (!error.isUnavailable() && !error.isRetryable() && failures > 0)
                throw;
            databaseAway = true;
        }
        if (databaseAway)
            co_await pause(backoff(++failures, std::nullopt));
    }
    if (m_stopping)
        co_await giveBack(0ms);
}

void JobRunner::wake() {
    m_signal.notify();
}

void JobRunner::stop() {
    m_stopping = true;
    m_signal.notify();
}

Task<JobRunner::Next> JobRunner::step(store::Work work) {
    const bool hasId = work.attempt && work.attempt->accepted;
    if (work.crashes >= CrashesAllowed && !hasId) {
        Failure failure{FailureCode::Internal, "the relay failed several times while it worked on this"};
        const Charged charged = work.attempt ? Charged::Unknown : Charged::No;
        std::optional<std::string> attemptId;
        if (work.attempt)
            attemptId = work.attempt->id;
        co_return co_await fail(std::move(attemptId), "unknown", std::move(failure), charged);
    }
    switch (work.job.stage) {
    case JobStage::Queued:
    case JobStage::Held:
        co_return co_await submit(std::move(work));
    case JobStage::Submitting: {
        // Whoever sent it is gone, and with him the answer.
        auto toChecking = [this] {
            return m_parts.journal.checking(m_claim);
        };
        const bool stored = co_await persist(toChecking);
        co_return stored ? Next::Reload : Next::Leave;
    }
    case JobStage::Checking:
        co_return co_await check(std::move(work));
    case JobStage::Generating:
        co_return co_await watch(std::move(work));
    case JobStage::Saving:
        co_return co_await save(std::move(work));
    case JobStage::Done:
        break;
    }
    co_return Next::Leave;
}

Task<JobRunner::Next> JobRunner::check(store::Work work) {
    using Answer = upstreams::Reconciled::Answer;
    const store::Attempt attempt = *work.attempt;
    upstreams::Intent intent;
    intent.prompt = work.job.prompt;
    intent.orientation = work.job.orientation;
    // However long the relay was away, the upstream is asked for a while before anything is given up.
    const auto deadline = std::chrono::steady_clock::now() + std::max(attempt.untilDeadline, LeastAsking);
    std::optional<std::chrono::steady_clock::time_point> absentSince;
    std::string why = "nobody knows whether the upstream accepted it";
    for (int failures = 0; !m_stopping;) {
        auto reconciled = co_await m_upstream.reconcile(intent, attempt.state, attempt.sentAt);
        const auto now = std::chrono::steady_clock::now();
        auto wait = backoff(++failures, std::nullopt);
        if (reconciled.answer == Answer::CannotTell)
            break;
        if (reconciled.answer == Answer::Listed) {
            std::vector<std::string> ids;
            ids.reserve(reconciled.candidates.size());
            for (const auto& candidate : reconciled.candidates)
                ids.push_back(candidate.upstreamId);
            const auto known =
                co_await store::knownUpstreamIds(m_parts.pool, attempt.upstream, attempt.keyFingerprint, ids);
            std::erase_if(reconciled.candidates, [&known](const upstreams::Candidate& candidate) {
                return std::ranges::find(known, candidate.upstreamId) != known.end();
            });
            if (reconciled.candidates.size() == 1)
                co_return co_await adopt(std::move(work), std::move(reconciled.candidates.front()));
            if (reconciled.candidates.empty()) {
                if (absentSince && now - *absentSince >= m_parts.absenceWait) {
                    Failure failure{FailureCode::NotAccepted, "the upstream does not have this request"};
                    co_return co_await fail(attempt.id, "not_accepted", std::move(failure), Charged::No);
                }
                if (!absentSince)
                    absentSince = now;
                wait = m_parts.absenceWait + 100ms;
                failures = 0;
            } else {
                absentSince.reset();
                why = "the upstream lists several requests like this one";
            }
        }
        if (now > deadline && !absentSince) // a first reading without it gets its second
            break;
        co_await pause(wait);
    }
    if (m_stopping)
        co_return Next::Leave;
    Failure failure{FailureCode::OutcomeUnknown, std::move(why)};
    co_return co_await fail(attempt.id, "unknown", std::move(failure), Charged::Unknown);
}

Task<JobRunner::Next> JobRunner::adopt(store::Work work, upstreams::Candidate candidate) {
    log::info("jobs", "job {} is {} at the upstream", m_claim.jobId, candidate.upstreamId);
    auto write = [&] {
        return m_parts.journal.accepted(m_claim, work.attempt->id, candidate.state, candidate.observation);
    };
    const bool stored = co_await persist(write);
    co_return stored ? Next::Reload : Next::Leave;
}

Task<JobRunner::Next> JobRunner::watch(store::Work work) {
    const store::Attempt attempt = *work.attempt;
    const auto started = std::chrono::steady_clock::now();
    std::optional<int> shownProgress = work.job.progress;
    std::optional<std::string> shownMessage = work.job.message;
    bool cancelRequested = work.job.cancelRequested;
    for (int failures = 0; !m_stopping;) {
        const auto elapsed =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
        if (cancelRequested && !m_cannotCancel) {
            const Next next = co_await cancel(work);
            if (next == Next::Leave)
                co_return next;
        }
        auto wait = upstreams::pollInterval(attempt.sinceAccepted + elapsed);
        auto observed = co_await m_upstream.observe(attempt.state);
        std::optional<std::string> message;
        if (observed) {
            failures = 0;
            if (observed->phase == Phase::Done || observed->phase == Phase::Failed)
                co_return co_await conclude(std::move(work), std::move(*observed));
            if (!observed->message.empty())
                message = observed->message;
        } else {
            const upstreams::Trouble& trouble = observed.error();
            if (trouble.verdict) {
                Failure failure = *trouble.verdict;
                co_return co_await fail(attempt.id, "failed", std::move(failure), Charged::Yes);
            }
            log::debug("jobs", "job {}: {}", m_claim.jobId, trouble.detail);
            wait = backoff(++failures, trouble.retryAfter);
        }
        if (elapsed > attempt.untilDeadline) {
            Failure failure{FailureCode::TimedOut, "the upstream did not finish in time"};
            co_return co_await fail(attempt.id, "late", std::move(failure), Charged::Yes);
        }
        std::optional<int> progress;
        if (observed)
            progress = observed->progress;
        if ((progress && progress != shownProgress) || (message && message != shownMessage)) {
            const store::Ticked ticked = co_await m_parts.journal.tick(m_claim, m_userId, progress, message);
            if (!ticked.held)
                co_return Next::Leave;
            shownProgress = progress;
            shownMessage = message;
            cancelRequested = ticked.cancelRequested;
        } else {
            // Also how a cancel that another relay took in is noticed.
            const store::Ticked ticked =
                co_await store::storeProgress(m_parts.pool, m_claim, std::nullopt, std::nullopt);
            if (!ticked.held)
                co_return Next::Leave;
            cancelRequested = ticked.cancelRequested;
        }
        if (cancelRequested && !m_cannotCancel)
            continue;
        co_await pause(wait);
    }
    co_return Next::Leave;
}

Task<JobRunner::Next> JobRunner::cancel(store::Work work) {
    const auto answer = co_await m_upstream.cancel(work.attempt->state);
    if (answer == upstreams::Canceled::Stopped) {
        auto write = [&] {
            return m_parts.journal.canceled(m_claim, work.attempt->id, Charged::Yes);
        };
        co_await persist(write);
        co_return Next::Leave;
    }
    m_cannotCancel = answer == upstreams::Canceled::Cannot || answer == upstreams::Canceled::TooLate;
    if (answer == upstreams::Canceled::TryLater)
        co_await pause(1s);
    co_return Next::Reload;
}

Task<JobRunner::Next> JobRunner::conclude(store::Work work, Observation observation) {
    if (observation.phase == Phase::Done) {
        auto write = [&] {
            return m_parts.journal.saving(m_claim, work.attempt->id, observation);
        };
        const bool stored = co_await persist(write);
        co_return stored ? Next::Reload : Next::Leave;
    }
    Failure failure{FailureCode::UpstreamRejected, {}};
    if (observation.failure)
        failure = *observation.failure;
    const bool mayComeLate = failure.code == FailureCode::TimedOut && m_upstream.isResumable(work.attempt->state);
    Journal::Ending ending{.attemptId = work.attempt->id,
        .attemptOutcome = mayComeLate ? "late" : "failed",
        .failure = std::move(failure),
        .charged = Charged::Yes,
        .reply = std::move(observation.reply)};
    auto write = [&] {
        return m_parts.journal.failed(m_claim, ending);
    };
    co_await persist(write);
    co_return Next::Leave;
}

Task<JobRunner::Next> JobRunner::save(store::Work work) {
    const store::Attempt attempt = *work.attempt;
    const auto giveUp = std::chrono::steady_clock::now() + std::max(attempt.untilDeadline, 0ms) + DownloadGrace;
    int verdicts = 0;
    for (int tries = 1; !m_stopping; ++tries) {
        auto saved = co_await m_parts.saver.save(m_upstream, attempt.state);
        if (saved) {
            Journal::Result result;
            result.attemptId = attempt.id;
            result.video = videoOf(work.job, *saved);
            result.content = saved->content;
            result.poster = saved->poster;
            result.media = mediaOf(saved->facts);
            auto write = [&] {
                return m_parts.journal.completed(m_claim, result);
            };
            const bool stored = co_await persist(write);
            if (stored)
                log::info("jobs", "job {} is complete: {} bytes", m_claim.jobId, saved->content.bytes);
            co_return Next::Leave;
        }
        const upstreams::Trouble trouble = std::move(saved.error());
        log::info("jobs", "job {}, download {}: {}", m_claim.jobId, tries, trouble.detail);
        // The same verdict a second time settles that it is not the way the bytes came; room on a disk may take longer
        // to appear.
        if (trouble.verdict && trouble.verdict->code != FailureCode::StorageFull)
            ++verdicts;
        const bool late = std::chrono::steady_clock::now() > giveUp;
        if (verdicts >= 2 || (trouble.verdict && late)) {
            Failure failure = *trouble.verdict;
            co_return co_await fail(attempt.id, "failed", std::move(failure), Charged::Yes);
        }
        if (late) {
            Failure failure{FailureCode::ResultExpired, "the file could not be fetched"};
            co_return co_await fail(attempt.id, "failed", std::move(failure), Charged::Yes);
        }
        co_await pause(backoff(tries, trouble.retryAfter));
    }
    co_return Next::Leave;
}

Task<JobRunner::Next> JobRunner::fail(
    std::optional<std::string> attemptId, std::string outcome, Failure failure, Charged charged) {
    log::info("jobs", "job {} failed: {} ({})", m_claim.jobId, upstreams::toText(failure.code), failure.detail);
    Journal::Ending ending{.attemptId = std::move(attemptId),
        .attemptOutcome = std::move(outcome),
        .failure = std::move(failure),
        .charged = charged,
        .reply = nullptr};
    auto write = [&] {
        return m_parts.journal.failed(m_claim, ending);
    };
    co_await persist(write);
    co_return Next::Leave;
}

Task<JobRunner::Next> JobRunner::giveBack(std::chrono::milliseconds delay) {
    try {
        co_await store::giveBack(m_parts.pool, m_claim, delay);
    } catch (const pg::DatabaseError& error) {
        // The lease runs out by itself, and the next start of this relay takes it back at once.
        log::debug("jobs", "job {} was not given back: {}", m_claim.jobId, error.what());
    }
    co_return Next::Leave;
}

Task<bool> JobRunner::pause(std::chrono::milliseconds duration) {
    if (m_stopping)
        co_return false;
    co_return co_await m_signal.wait(duration);
}

std::chrono::milliseconds JobRunner::backoff(int failures, std::optional<std::chrono::seconds> retryAfter) const {
    return m_parts.retry.delay(failures, retryAfter, dice());
}

} // namespace kinora::jobs
