// What becomes known of a watched attempt, after its job has ended.
#include "jobs/Journal.h"
#include "jobs/Render.h"
#include "store/JobStore.h"
#include "store/LateAttempts.h"
#include "store/Ledger.h"
#include "store/UpstreamAccounts.h"
#include "store/VideoStore.h"

#include <boost/json.hpp>

namespace kinora::jobs {

namespace json = boost::json;
using store::AttemptChange;

Task<bool> Journal::appeared(std::string attemptId, json::object state) {
    pg::Transaction transaction = co_await m_pool.begin();
    const auto watched = co_await store::lockWatched(transaction, attemptId);
    if (!watched)
        co_return false;
    AttemptChange attempt;
    attempt.id = std::move(attemptId);
    attempt.outcome = "late";
    attempt.state = std::move(state);
    bookTask(transaction, watched->jobId, std::move(attempt));
    Told told = co_await present(transaction, watched->jobId);
    co_await transaction.commit();
    publish(std::move(told));
    co_return true;
}

Task<Journal::Kept> Journal::adopted(Result result) {
    pg::Transaction transaction = co_await m_pool.begin();
    const auto watched = co_await store::lockWatched(transaction, result.attemptId);
    if (!watched)
        co_return Kept::TakenOver;
    AttemptChange attempt;
    attempt.id = result.attemptId;
    attempt.outcome = "succeeded";
    attempt.accepted = true;
    attempt.chargedMicroUsd = result.video.chargedMicroUsd;
    store::changeAttempt(transaction, std::move(attempt));
    co_await store::endWatch(transaction, result.attemptId);
    store::settleCharged(transaction, watched->jobId, result.attemptId);
    for (const store::BlobRow& file : result.files)
        store::insertBlob(transaction, file);
    const std::string userId = result.video.userId;
    const std::int64_t seq = co_await store::takeNumbers(transaction, userId, 1);
    if (!result.filesAreThere())
        co_return Kept::FilesGone;
    result.video.seq = seq;
    const std::string videoId = result.video.id;
    store::insertVideo(transaction, result.video, std::move(result.media));
    const auto video = co_await store::findVideo(transaction, videoId);
    json::object changed;
    changed["seq"] = seq;
    changed["video"] = toJson(*video);
    store::Event event{.seq = seq, .name = "video", .jobId = std::nullopt, .body = json::serialize(changed)};
    store::appendEvent(transaction, userId, event);
    Told job = co_await present(transaction, watched->jobId);
    co_await transaction.commit();
    publish(Told{userId, std::move(event)});
    publish(std::move(job));
    co_return Kept::Yes;
}

Task<bool> Journal::refusedLate(std::string attemptId, std::string detail) {
    pg::Transaction transaction = co_await m_pool.begin();
    const auto watched = co_await store::lockWatched(transaction, attemptId);
    if (!watched)
        co_return false;
    AttemptChange attempt;
    attempt.id = attemptId;
    attempt.outcome = "failed";
    attempt.detail = std::move(detail);
    store::changeAttempt(transaction, std::move(attempt));
    co_await store::endWatch(transaction, attemptId);
    co_await transaction.commit();
    co_return true;
}

Task<bool> Journal::absent(std::string attemptId, std::chrono::milliseconds apart) {
    pg::Transaction transaction = co_await m_pool.begin();
    const auto watched = co_await store::lockWatched(transaction, attemptId);
    if (!watched)
        co_return false;
    const bool settled = co_await store::missedTwice(transaction, attemptId, apart);
    Told told;
    if (settled) {
        AttemptChange attempt;
        attempt.id = attemptId;
        attempt.outcome = "not_accepted";
        store::changeAttempt(transaction, std::move(attempt));
        store::settleNotCharged(transaction, watched->jobId);
        told = co_await present(transaction, watched->jobId);
    }
    co_await transaction.commit();
    if (settled)
        publish(std::move(told));
    co_return true;
}

Task<bool> Journal::givenUp(std::string attemptId) {
    pg::Transaction transaction = co_await m_pool.begin();
    const auto watched = co_await store::lockWatched(transaction, attemptId);
    if (!watched)
        co_return false;
    // What was accepted stays charged, and what nobody knows unknown.
    co_await store::endWatch(transaction, attemptId);
    co_await transaction.commit();
    co_return true;
}

} // namespace kinora::jobs
