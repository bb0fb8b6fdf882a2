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
// Of the time a stop may take: where the database is away, the lease runs out by itself.
constexpr auto GiveBackLimit = 1s;

/// True for as long as this lives, also where a wait is cancelled.
class During {
public:
    explicit During(bool& flag)
        : m_flag(flag) {
        m_flag = true;
    }
    During(const During&) = delete;
    During& operator=(const During&) = delete;
    ~During() { m_flag = false; }

private:
    bool& m_flag;
};

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
            std::optional<store::Work> work = co_await look();
            if (!work)
                co_return;
            m_userId = work->job.userId;
            next = co_await step(std::move(*work));
            failures = 0;
        } catch (const pg::DatabaseError& error) {
            log::About("jobs", "jobId", m_claim.jobId).warning("{}", error.what());
            // Broken SQL does not heal; the count of crashes ends the job in time.
            if (!error.isUnavailable() && !error.isRetryable() && failures > 0)
                throw;
            databaseAway = true;
        }
        if (databaseAway)
            co_await pause(backoff(++failures, std::nullopt));
    }
    if (m_stopping) {
        auto givingBack = giveBack(0ms);
        co_await withTimeout<Next>(GiveBackLimit, std::move(givingBack));
    }
}

void JobRunner::wake() {
    m_signal.notify();
}

void JobRunner::stop() {
    m_stopping = true;
    m_signal.notify();
}

Task<std::optional<store::Work>> JobRunner::look() {
    const During looking(m_looking);
    co_return co_await store::loadWork(m_parts.pool, m_claim);
}

Task<store::Ticked> JobRunner::tick(bool news, std::optional<int> progress, std::optional<std::string> message) {
    const During looking(m_looking);
    if (news)
        co_return co_await m_parts.journal.tick(m_claim, m_userId, progress, std::move(message));
    // Also how a cancel that another relay took in is noticed.
    co_return co_await store::storeProgress(m_parts.pool, m_claim, std::nullopt, std::nullopt);
}

Task<JobRunner::Next> JobRunner::step(store::Work work) {
    const bool hasId = work.attempt && work.attempt->accepted;
    if (work.crashes >= CrashesAllowed && !hasId) {
        Journal::Ending ending;
        ending.failure = {FailureCode::Internal, "the relay failed several times while it worked on this"};
        if (work.attempt) {
            ending.attemptId = work.attempt->id;
            ending.attemptOutcome = "unknown";
            ending.charged = Charged::Unknown;
            ending.watch = m_upstream.hasList() || m_upstream.isResumable(work.attempt->state);
        }
        co_return co_await fail(std::move(ending));
    }
    // It was claimed by its account; should that ever not hold, another's key must not be tried on it.
    if (work.attempt && work.attempt->account != m_upstream.definition().account)
        co_return co_await giveBack(1min);
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

Task<JobRunner::Next> JobRunner::watch(store::Work work) {
    const store::Attempt attempt = *work.attempt;
    const auto started = std::chrono::steady_clock::now();
    std::optional<int> shownProgress = work.job.progress;
    std::optional<std::string> shownMessage = work.job.message;
    bool cancelRequested = work.job.cancelRequested;
    bool noAccess = false;
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
            noAccess = false;
            if (observed->phase == Phase::Done || observed->phase == Phase::Failed)
                co_return co_await conclude(std::move(work), std::move(*observed));
            if (!observed->message.empty())
                message = observed->message;
        } else {
            const upstreams::Trouble& trouble = observed.error();
            if (trouble.verdict) {
                Journal::Ending ending{.attemptId = attempt.id,
                    .attemptOutcome = "failed",
                    .failure = *trouble.verdict,
                    .charged = Charged::Yes};
                co_return co_await fail(std::move(ending));
            }
            log::About("jobs", "jobId", m_claim.jobId).debug("{}", trouble.detail);
            // The key may be let in again, and what is made with it is paid for: no verdict, but said.
            noAccess = trouble.noAccess;
            if (noAccess)
                message = "the upstream refuses the key this was made with";
            wait = backoff(++failures, trouble.retryAfter);
        }
        if (elapsed > attempt.untilDeadline) {
            Journal::Ending ending{.attemptId = attempt.id,
                .attemptOutcome = "late",
                .charged = Charged::Yes,
                .watch = m_upstream.isResumable(attempt.state)};
            ending.failure = noAccess
                                 ? Failure{FailureCode::NoAccess, "the upstream refuses the key this was made with"}
                                 : Failure{FailureCode::TimedOut, "the upstream did not finish in time"};
            co_return co_await fail(std::move(ending));
        }
        wait = std::min(wait, attempt.untilDeadline - elapsed + 1ms);
        std::optional<int> progress;
        if (observed)
            progress = observed->progress;
        const bool news = (progress && progress != shownProgress) || (message && message != shownMessage);
        const store::Ticked ticked = co_await tick(news, progress, message);
        if (!ticked.held)
            co_return Next::Leave;
        if (news) {
            shownProgress = progress;
            shownMessage = message;
        }
        cancelRequested = ticked.cancelRequested;
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
        .watch = mayComeLate,
        .reply = std::move(observation.reply)};
    co_return co_await fail(std::move(ending));
}

Task<JobRunner::Next> JobRunner::save(store::Work work) {
    const store::Attempt attempt = *work.attempt;
    // Once more as long as the work itself might take: what is paid for is worth some patience.
    const auto giveUp = std::chrono::steady_clock::now() + std::max(attempt.untilDeadline, 0ms) + attempt.deadline;
    int verdicts = 0;
    for (int tries = 1; !m_stopping; ++tries) {
        auto saved = co_await m_parts.saver.save(m_upstream, attempt.state);
        if (saved) {
            Journal::Result result = m_parts.saver.describe(work.job, attempt.id, *saved);
            const Journal::Kept kept = co_await complete(std::move(result));
            if (kept != Journal::Kept::FilesGone)
                co_return Next::Leave;
            saved = std::unexpected(upstreams::Trouble());
            saved.error().detail = "an equal file was being removed";
        }
        const upstreams::Trouble trouble = std::move(saved.error());
        log::About("jobs", "jobId", m_claim.jobId).info("download {}: {}", tries, trouble.detail);
        // The same verdict a second time settles that it is not the way the bytes came; room on a disk may take longer
        // to appear.
        if (trouble.verdict && trouble.verdict->code != FailureCode::StorageFull)
            ++verdicts;
        const bool late = std::chrono::steady_clock::now() > giveUp;
        Journal::Ending ending{.attemptId = attempt.id, .attemptOutcome = "failed", .charged = Charged::Yes};
        if (verdicts >= 2) {
            ending.failure = *trouble.verdict;
            co_return co_await fail(std::move(ending));
        }
        if (late) {
            // The file is there, as far as anybody knows: fetched later, it still becomes a video.
            ending.attemptOutcome = "late";
            ending.watch = true;
            ending.failure =
                trouble.verdict.value_or(Failure{FailureCode::TimedOut, "the file could not be fetched in time"});
            co_return co_await fail(std::move(ending));
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(giveUp - std::chrono::steady_clock::now());
        co_await pause(std::min(backoff(tries, trouble.retryAfter), left + 1ms));
    }
    co_return Next::Leave;
}

Task<Journal::Kept> JobRunner::complete(Journal::Result result) {
    auto kept = Journal::Kept::TakenOver;
    auto write = [&]() -> Task<bool> {
        kept = co_await m_parts.journal.completed(m_claim, result);
        co_return kept != Journal::Kept::TakenOver;
    };
    co_await persist(write);
    if (kept == Journal::Kept::Yes)
        log::About("jobs", "jobId", m_claim.jobId).info("the job is complete: {} bytes", result.video.bytes);
    co_return kept;
}

Task<JobRunner::Next> JobRunner::fail(Journal::Ending ending) {
    const Failure& failure = ending.failure;
    log::About("jobs", "jobId", m_claim.jobId)
        .info("the job failed: {} ({})", upstreams::toText(failure.code), failure.detail);
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
        log::About("jobs", "jobId", m_claim.jobId).debug("the job was not given back: {}", error.what());
    }
    co_return Next::Leave;
}

Task<bool> JobRunner::pause(std::chrono::milliseconds duration) {
    if (m_stopping)
        co_return false;
    co_return co_await m_signal.wait(duration);
}

double JobRunner::dice() {
    thread_local std::mt19937_64 generator(std::random_device{}());
    return std::uniform_real_distribution<double>(0.0, 1.0)(generator);
}

std::chrono::milliseconds JobRunner::backoff(int failures, std::optional<std::chrono::seconds> retryAfter) const {
    return m_parts.retry.delay(failures, retryAfter, dice());
}

} // namespace kinora::jobs
