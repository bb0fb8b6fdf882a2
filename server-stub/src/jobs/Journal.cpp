#include "jobs/Journal.h"

#include "base/CrashPoint.h"
#include "jobs/Render.h"
#include "pg/DatabaseError.h"
#include "store/JobStore.h"
#include "store/Ledger.h"
#include "store/UpstreamAccounts.h"
#include "store/VideoStore.h"

#include <boost/json.hpp>

namespace kinora::jobs {

namespace json = boost::json;
using store::AttemptChange;
using store::Claim;
using store::JobChange;
using store::JobStage;
using store::JobStatus;

namespace {

// While nobody knows what the upstream bills, the reserve stays open.
void settle(pg::Transaction& transaction, const std::string& jobId, const std::optional<std::string>& attemptId,
    store::Charged charged) {
    if (charged == store::Charged::Yes && attemptId)
        store::settleCharged(transaction, jobId, *attemptId);
    else if (charged == store::Charged::No)
        store::settleNotCharged(transaction, jobId);
}

Journal::Begun refusalOf(store::Begun begun) {
    switch (begun) {
    case store::Begun::Canceled:
        return Journal::Begun::Canceled;
    case store::Begun::Paused:
        return Journal::Begun::Paused;
    case store::Begun::MustWait:
        return Journal::Begun::MustWait;
    case store::Begun::Stored:
    case store::Begun::ClaimLost:
        break;
    }
    return Journal::Begun::ClaimLost;
}

} // namespace

Journal::Journal(pg::Pool& pool, EventHub& hub, Announcer& announcer, const Clock& clock)
    : m_pool(pool)
    , m_hub(hub)
    , m_announcer(announcer)
    , m_clock(clock) {
}

void Journal::queueChanged(const std::string& userId) {
    Live live;
    live.kind = Live::Kind::ReadQueue;
    m_hub.publish(userId, live);
    m_announcer.queueChanged(userId);
}

Task<Journal::Begun> Journal::begin(Claim claim, store::NewAttempt attempt) {
    try {
        pg::Transaction transaction = co_await m_pool.begin();
        const auto begun = co_await store::beginAttempt(transaction, claim, std::move(attempt));
        if (begun != store::Begun::Stored)
            co_return refusalOf(begun);
        Told told = co_await present(transaction, claim.jobId);
        crashPoint("intent committed", Edge::Before);
        co_await transaction.commit();
        crashPoint("intent committed", Edge::After);
        queueChanged(told.userId);
        publish(std::move(told));
        co_return Begun::Stored;
    } catch (const pg::DatabaseError& error) {
        if (error.violatesUnique("attempts_one_undecided_per_intent"))
            co_return Begun::EqualInFlight;
        // The first try was committed after all.
        if (error.violatesUnique("attempts_one_live_per_job"))
            co_return Begun::ClaimLost;
        throw;
    }
}

Task<bool> Journal::accepted(
    Claim claim, std::string attemptId, json::object state, upstreams::Observation observation) {
    pg::Transaction transaction = co_await m_pool.begin();
    JobChange job;
    job.status = JobStatus::Processing;
    job.stage = JobStage::Generating;
    job.charged = store::Charged::Yes;
    job.progress = observation.progress;
    job.clearMessage = true;
    const bool held = co_await store::changeJob(transaction, claim, std::move(job));
    if (!held)
        co_return false;
    AttemptChange attempt;
    attempt.id = std::move(attemptId);
    attempt.outcome = "accepted";
    attempt.state = std::move(state);
    attempt.reply = std::move(observation.reply);
    bookTask(transaction, claim.jobId, std::move(attempt));
    Told told = co_await present(transaction, claim.jobId);
    crashPoint("id committed", Edge::Before);
    co_await transaction.commit();
    crashPoint("id committed", Edge::After);
    publish(std::move(told));
    co_return true;
}

void Journal::bookTask(pg::Transaction& transaction, const std::string& jobId, AttemptChange attempt) {
    const std::string id = attempt.id;
    attempt.accepted = true;
    attempt.upstreamId = upstreams::upstreamIdOf(attempt.state);
    store::changeAttempt(transaction, std::move(attempt));
    store::settleCharged(transaction, jobId, id);
    store::noteAccepted(transaction, id);
}

Task<bool> Journal::held(Claim claim, Refusal refusal) {
    pg::Transaction transaction = co_await m_pool.begin();
    const int refusals = co_await store::countRefusal(transaction, refusal.attemptId);
    const auto delay = refusal.retry.delay(refusals, refusal.retryAfter, refusal.dice);
    store::holdAccount(transaction, refusal.attemptId, delay);
    co_return co_await backToWaiting(
        std::move(transaction), std::move(claim), std::move(refusal.attemptId), std::move(refusal.why), delay);
}

Task<bool> Journal::notSent(Claim claim, std::string attemptId) {
    pg::Transaction transaction = co_await m_pool.begin();
    upstreams::Failure why{upstreams::FailureCode::UpstreamBusy, "the relay was paused before it could send this"};
    co_return co_await backToWaiting(
        std::move(transaction), std::move(claim), std::move(attemptId), std::move(why), std::chrono::milliseconds(0));
}

Task<bool> Journal::backToWaiting(pg::Transaction transaction, Claim claim, std::string attemptId,
    upstreams::Failure why, std::chrono::milliseconds delay) {
    const bool cancel = co_await store::cancelIsWanted(transaction, claim);
    JobChange job;
    job.status = cancel ? JobStatus::Canceled : JobStatus::Pending;
    job.stage = cancel ? JobStage::Done : JobStage::Held;
    if (cancel)
        job.charged = store::Charged::No;
    else
        job.message = why.detail;
    job.clearMessage = cancel;
    job.clearProgress = true;
    job.release = true;
    job.delay = delay;
    const bool held = co_await store::changeJob(transaction, claim, std::move(job));
    if (!held)
        co_return false;
    AttemptChange attempt;
    attempt.id = std::move(attemptId);
    attempt.outcome = "not_accepted";
    attempt.detail = std::move(why.detail);
    store::changeAttempt(transaction, std::move(attempt));
    if (cancel)
        store::settleNotCharged(transaction, claim.jobId);
    Told told;
    if (cancel)
        told = co_await log(transaction, claim.jobId, "canceled");
    else
        told = co_await present(transaction, claim.jobId);
    co_await transaction.commit();
    queueChanged(told.userId);
    publish(std::move(told));
    co_return true;
}

Task<bool> Journal::explain(Claim claim, std::string message) {
    JobChange job;
    job.message = std::move(message);
    co_return co_await changed(std::move(claim), std::move(job));
}

Task<bool> Journal::checking(Claim claim) {
    JobChange job;
    job.stage = JobStage::Checking;
    job.charged = store::Charged::Unknown;
    co_return co_await changed(std::move(claim), std::move(job));
}

Task<bool> Journal::changed(Claim claim, JobChange change) {
    const bool held = co_await store::changeJob(m_pool, claim, std::move(change));
    if (!held)
        co_return false;
    const auto job = co_await store::findJob(m_pool, claim.jobId);
    if (job)
        publish(Told{job->userId, progressOf(*job)});
    co_return true;
}

Task<bool> Journal::saving(Claim claim, std::string attemptId, upstreams::Observation observation) {
    pg::Transaction transaction = co_await m_pool.begin();
    JobChange job;
    job.stage = JobStage::Saving;
    job.progress = 99;
    job.clearMessage = true;
    const bool held = co_await store::changeJob(transaction, claim, std::move(job));
    if (!held)
        co_return false;
    AttemptChange attempt;
    attempt.id = std::move(attemptId);
    attempt.state = std::move(observation.state);
    attempt.reply = std::move(observation.reply);
    store::changeAttempt(transaction, std::move(attempt));
    Told told = co_await present(transaction, claim.jobId);
    crashPoint("result known", Edge::Before);
    co_await transaction.commit();
    crashPoint("result known", Edge::After);
    publish(std::move(told));
    co_return true;
}

Task<store::Ticked> Journal::tick(
    Claim claim, std::string userId, std::optional<int> progress, std::optional<std::string> message) {
    // Stored before shown: after a restart the bar goes on from here.
    store::Ticked ticked = co_await store::storeProgress(m_pool, claim, progress, std::move(message));
    if (!ticked.held)
        co_return ticked;
    const auto job = co_await store::findJob(m_pool, claim.jobId);
    if (job)
        publish(Told{std::move(userId), progressOf(*job)});
    co_return ticked;
}

Task<bool> Journal::failed(Claim claim, Ending ending) {
    pg::Transaction transaction = co_await m_pool.begin();
    // What surely was not accepted is what the user wanted canceled, and not a failure of anything.
    const bool notAccepted = ending.attemptOutcome == "not_accepted" || !ending.attemptId;
    bool cancel = false;
    if (notAccepted)
        cancel = co_await store::cancelIsWanted(transaction, claim);
    JobChange job;
    job.status = cancel ? JobStatus::Canceled : JobStatus::Failed;
    job.stage = JobStage::Done;
    job.charged = ending.charged;
    const std::string code(upstreams::toText(ending.failure.code));
    if (!cancel)
        job.error = store::JobError{code, ending.failure.detail};
    job.clearMessage = true;
    const bool held = co_await store::changeJob(transaction, claim, std::move(job));
    if (!held)
        co_return false;
    if (ending.attemptId) {
        AttemptChange attempt;
        attempt.id = *ending.attemptId;
        attempt.outcome = ending.attemptOutcome;
        attempt.detail = ending.failure.detail;
        attempt.reply = std::move(ending.reply);
        attempt.watch = ending.watch;
        store::changeAttempt(transaction, std::move(attempt));
    }
    settle(transaction, claim.jobId, ending.attemptId, ending.charged);
    if (ending.attemptId && ending.accountTrouble) {
        const int refusals = co_await store::countRefusal(transaction, *ending.attemptId);
        store::noteTrouble(transaction, *ending.attemptId, code, ending.failure.detail);
        if (ending.outOfUse) {
            const auto delay = ending.outOfUse->delay(refusals, std::nullopt, 0);
            store::holdAccount(transaction, *ending.attemptId, delay);
        }
    }
    const std::string name = cancel ? "canceled" : "failed";
    Told told = co_await log(transaction, claim.jobId, name);
    co_await transaction.commit();
    if (!ending.attemptId) // it had been waiting
        queueChanged(told.userId);
    publish(std::move(told));
    co_return true;
}

Task<bool> Journal::canceled(Claim claim, std::optional<std::string> attemptId, store::Charged charged) {
    co_return co_await endCanceled(std::move(claim), std::move(attemptId), "failed", charged);
}

Task<bool> Journal::abandoned(Claim claim, std::string attemptId, bool accepted) {
    const auto charged = accepted ? store::Charged::Yes : store::Charged::Unknown;
    const std::string outcome = accepted ? "late" : "unknown";
    co_return co_await endCanceled(std::move(claim), std::move(attemptId), outcome, charged);
}

Task<bool> Journal::endCanceled(
    Claim claim, std::optional<std::string> attemptId, std::string outcome, store::Charged charged) {
    pg::Transaction transaction = co_await m_pool.begin();
    JobChange job;
    job.status = JobStatus::Canceled;
    job.stage = JobStage::Done;
    job.charged = charged;
    job.clearMessage = true;
    const bool held = co_await store::changeJob(transaction, claim, std::move(job));
    if (!held)
        co_return false;
    if (attemptId) {
        AttemptChange attempt;
        attempt.id = *attemptId;
        attempt.outcome = outcome;
        attempt.detail = "canceled";
        attempt.watch = outcome != "failed";
        store::changeAttempt(transaction, std::move(attempt));
    }
    settle(transaction, claim.jobId, attemptId, charged);
    Told told = co_await log(transaction, claim.jobId, "canceled");
    co_await transaction.commit();
    if (!attemptId)
        queueChanged(told.userId);
    publish(std::move(told));
    co_return true;
}

Task<Journal::Kept> Journal::completed(Claim claim, Result result) {
    pg::Transaction transaction = co_await m_pool.begin();
    JobChange change;
    change.status = JobStatus::Completed;
    change.stage = JobStage::Done;
    change.charged = store::Charged::Yes;
    change.progress = 100;
    change.clearMessage = true;
    const bool held = co_await store::changeJob(transaction, claim, std::move(change));
    if (!held)
        co_return Kept::TakenOver;
    AttemptChange attempt;
    attempt.id = result.attemptId;
    attempt.outcome = "succeeded";
    attempt.accepted = true;
    attempt.chargedMicroUsd = result.video.chargedMicroUsd;
    store::changeAttempt(transaction, std::move(attempt));
    store::settleCharged(transaction, claim.jobId, result.attemptId);
    for (const store::BlobRow& file : result.files)
        store::insertBlob(transaction, file);

    const std::string userId = result.video.userId;
    const std::int64_t first = co_await store::takeNumbers(transaction, userId, 2);
    if (!result.filesAreThere())
        co_return Kept::FilesGone;
    result.video.seq = first;
    const std::string videoId = result.video.id;
    store::insertVideo(transaction, result.video, std::move(result.media));
    const auto job = co_await store::findJob(transaction, claim.jobId);
    const auto video = co_await store::findVideo(transaction, videoId);
    const json::object videoJson = toJson(*video);

    json::object changed;
    changed["seq"] = first;
    changed["video"] = videoJson;
    store::Event videoEvent{.seq = first, .name = "video", .jobId = std::nullopt, .body = json::serialize(changed)};
    json::object done;
    done["job"] = toJson(*job, m_clock.now());
    done["video"] = videoJson;
    store::Event doneEvent{.seq = first + 1, .name = "completed", .jobId = claim.jobId, .body = json::serialize(done)};
    store::appendEvent(transaction, userId, videoEvent);
    store::appendEvent(transaction, userId, doneEvent);
    crashPoint("row completed", Edge::Before);
    co_await transaction.commit();
    crashPoint("row completed", Edge::After);
    publish(Told{userId, std::move(videoEvent)});
    publish(Told{userId, std::move(doneEvent)});
    co_return Kept::Yes;
}

void Journal::poke(const std::string& userId, const std::string& jobId) {
    Live logged;
    logged.kind = Live::Kind::ReadLog;
    m_hub.publish(userId, logged);
    Live moved;
    moved.kind = Live::Kind::ReadJob;
    moved.event.jobId = jobId;
    m_hub.publish(userId, moved);
    m_announcer.logged(userId);
    m_announcer.moved(userId, jobId);
}

Task<Journal::Told> Journal::present(pg::Transaction& transaction, std::string jobId) {
    const auto job = co_await store::findJob(transaction, std::move(jobId));
    co_return Told{.userId = job->userId, .event = progressOf(*job)};
}

Task<Journal::Told> Journal::log(pg::Transaction& transaction, std::string jobId, std::string name) {
    const auto job = co_await store::findJob(transaction, std::move(jobId));
    store::Event event = progressOf(*job);
    event.name = std::move(name);
    event.seq = co_await store::takeNumbers(transaction, job->userId, 1);
    store::appendEvent(transaction, job->userId, event);
    co_return Told{.userId = job->userId, .event = std::move(event)};
}

void Journal::publish(Told told) {
    Live live;
    live.kind = told.event.seq > 0 ? Live::Kind::Logged : Live::Kind::Tick;
    if (live.kind == Live::Kind::Logged)
        m_announcer.logged(told.userId);
    else
        m_announcer.moved(told.userId, told.event.jobId.value_or(""));
    live.event = std::move(told.event);
    m_hub.publish(told.userId, live);
}

store::Event Journal::progressOf(const store::Job& job) const {
    store::Event event;
    event.name = "progress";
    event.jobId = job.id;
    event.body = json::serialize(toJson(job, m_clock.now()));
    return event;
}

} // namespace kinora::jobs
