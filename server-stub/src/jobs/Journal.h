// Every step of a job, as one transaction that changes it and logs the event people see, told to the open streams after
// the commit.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "jobs/Announcer.h"
#include "jobs/EventHub.h"
#include "pg/Pool.h"
#include "store/Blobs.h"
#include "store/JobWork.h"
#include "store/Video.h"
#include "upstreams/FailureCode.h"
#include "upstreams/RetryPolicy.h"
#include "upstreams/Upstream.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace kinora::jobs {

/// Each step answers false when the claim is lost: somebody else works on the job now, stop. A step may be repeated
/// after a DatabaseError, even when the first try was committed after all.
class Journal {
public:
    Journal(pg::Pool& pool, EventHub& hub, Announcer& announcer, const Clock& clock);

    enum class Begun { Stored = 1, ClaimLost, Canceled, Paused, EqualInFlight, MustWait };
    /// The intent is stored; after this, and only after this, the request may go out.
    [[nodiscard]] Task<Begun> begin(store::Claim claim, store::NewAttempt attempt);
    /// The upstream has it: the id is stored and the price charged. Throws DatabaseError with the constraint
    /// attempts_upstream_task_unique if that task is another job's that has not ended.
    [[nodiscard]] Task<bool> accepted(
        store::Claim claim, std::string attemptId, boost::json::object state, upstreams::Observation observation);

    struct Refusal {
        std::string attemptId;
        upstreams::Failure why;
        std::optional<std::chrono::seconds> retryAfter;
        upstreams::RetryPolicy retry;
        double dice = 0; ///< for the jitter
    };
    /// The upstream surely does not have it and asks to come back later: the job waits for its turn again, and no
    /// other create goes out by that account before then. A job that was to be canceled meanwhile ends by this.
    [[nodiscard]] Task<bool> held(store::Claim claim, Refusal refusal);
    /// As held(), but not the upstream's doing: the request was never sent.
    [[nodiscard]] Task<bool> notSent(store::Claim claim, std::string attemptId);
    /// Says why nothing moves.
    [[nodiscard]] Task<bool> explain(store::Claim claim, std::string message);
    /// The answer to the create was lost.
    [[nodiscard]] Task<bool> checking(store::Claim claim);
    [[nodiscard]] Task<bool> saving(store::Claim claim, std::string attemptId, upstreams::Observation observation);
    /// What the upstream says while it works: stored before it is shown.
    [[nodiscard]] Task<store::Ticked> tick(
        store::Claim claim, std::string userId, std::optional<int> progress, std::optional<std::string> message);

    struct Ending {
        std::optional<std::string> attemptId = std::nullopt;
        std::string attemptOutcome = {}; ///< failed, not_accepted, unknown, late
        upstreams::Failure failure = {};
        store::Charged charged = store::Charged::No;
        /// Without a verdict of the upstream: it is asked for a day, and what it made after all is kept.
        bool watch = false;
        /// The reason lies with the account, not with this request: said of its models.
        bool accountTrouble = false;
        /// And nothing is sent by it for a while, each time longer.
        std::optional<upstreams::RetryPolicy> outOfUse = std::nullopt;
        boost::json::value reply = nullptr;
    };
    [[nodiscard]] Task<bool> failed(store::Claim claim, Ending ending);
    /// The upstream stopped, or never had it.
    [[nodiscard]] Task<bool> canceled(store::Claim claim, std::optional<std::string> attemptId, store::Charged charged);
    /// Nobody can ask the upstream: it may go on, and is watched should it come back.
    [[nodiscard]] Task<bool> abandoned(store::Claim claim, std::string attemptId, bool accepted);

    struct Result {
        std::string attemptId;
        store::Video video;                ///< seq and times are filled in here
        std::vector<store::BlobRow> files; ///< in the order of their hashes, so that nobody waits in a circle
        boost::json::object media;
        /// Asked when the rows of all files are locked, from when on nobody removes them.
        std::function<bool()> filesAreThere;
    };
    /// FilesGone: equal files were let go of meanwhile, and removed before this could say that they are wanted again;
    /// nothing is stored, save them once more.
    enum class Kept { Yes = 1, TakenOver, FilesGone };
    [[nodiscard]] Task<Kept> completed(store::Claim claim, Result result);
    // What becomes known of a watched attempt, after its job has ended. The job's status stays; its money settles.
    // False: it is no longer watched, somebody else was quicker.

    /// The upstream has it after all. Throws as accepted().
    [[nodiscard]] Task<bool> appeared(std::string attemptId, boost::json::object state);
    /// The result: a video, linked to the job.
    [[nodiscard]] Task<Kept> adopted(Result result);
    /// The upstream's word that there will be none.
    [[nodiscard]] Task<bool> refusedLate(std::string attemptId, std::string detail);
    /// The complete list does not have it; said twice, `apart` from each other, that settles it. It may still appear.
    [[nodiscard]] Task<bool> absent(std::string attemptId, std::chrono::milliseconds apart);
    /// A day is over.
    [[nodiscard]] Task<bool> givenUp(std::string attemptId);

    /// What waits is in another order, or the queue was paused or resumed; steps of a job that do that say so
    /// themselves.
    void queueChanged(const std::string& userId);
    /// After a step whose outcome nobody knows: the streams have to look for themselves.
    void poke(const std::string& userId, const std::string& jobId);

    /// The present state of a job, to be published after the commit.
    struct Told {
        std::string userId;
        store::Event event;
    };
    [[nodiscard]] Task<Told> present(pg::Transaction& transaction, std::string jobId);
    /// As present(), as a numbered event: failed, canceled. Call it last in the transaction.
    [[nodiscard]] Task<Told> log(pg::Transaction& transaction, std::string jobId, std::string name);
    void publish(Told told);

private:
    /// A step that is nothing but this change.
    [[nodiscard]] Task<bool> changed(store::Claim claim, store::JobChange change);
    [[nodiscard]] Task<bool> backToWaiting(pg::Transaction transaction, store::Claim claim, std::string attemptId,
        upstreams::Failure why, std::chrono::milliseconds delay);
    /// The task is this attempt's, and paid for.
    static void bookTask(pg::Transaction& transaction, const std::string& jobId, store::AttemptChange attempt);
    [[nodiscard]] Task<bool> endCanceled(
        store::Claim claim, std::optional<std::string> attemptId, std::string outcome, store::Charged charged);
    [[nodiscard]] store::Event progressOf(const store::Job& job) const;

    pg::Pool& m_pool;
    EventHub& m_hub;
    Announcer& m_announcer;
    const Clock& m_clock;
};

} // namespace kinora::jobs
