// Every step of a job, as one transaction that changes it and logs the event people see, told to the open streams after
// the commit.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "jobs/Announcer.h"
#include "jobs/EventHub.h"
#include "pg/Pool.h"
#include "store/JobWork.h"
#include "store/Video.h"
#include "upstreams/FailureCode.h"
#include "upstreams/Upstream.h"

#include <chrono>
#include <optional>
#include <string>

namespace kinora::jobs {

/// Each step answers false when the claim is lost: somebody else works on the job now, stop. A step may be repeated
/// after a DatabaseError, even when the first try was committed after all.
class Journal {
public:
    Journal(pg::Pool& pool, EventHub& hub, Announcer& announcer, const Clock& clock);

    enum class Begun { Stored = 1, ClaimLost, Canceled, Paused, EqualInFlight };
    /// The intent is stored; after this, and only after this, the request may go out.
    [[nodiscard]] Task<Begun> begin(store::Claim claim, store::NewAttempt attempt);
    /// The upstream has it: the id is stored and the price charged.
    [[nodiscard]] Task<bool> accepted(
        store::Claim claim, std::string attemptId, boost::json::object state, upstreams::Observation observation);
    /// The upstream surely does not have it; the job waits for `delay` and then for its turn.
    [[nodiscard]] Task<bool> held(
        store::Claim claim, std::string attemptId, upstreams::Failure why, std::chrono::milliseconds delay);
    /// The answer to the create was lost.
    [[nodiscard]] Task<bool> checking(store::Claim claim);
    [[nodiscard]] Task<bool> saving(store::Claim claim, std::string attemptId, upstreams::Observation observation);
    /// What the upstream says while it works: stored before it is shown.
    [[nodiscard]] Task<store::Ticked> tick(
        store::Claim claim, std::string userId, std::optional<int> progress, std::optional<std::string> message);

    struct Ending {
        std::optional<std::string> attemptId;
        std::string attemptOutcome; ///< failed, not_accepted, unknown, late
        upstreams::Failure failure;
        store::Charged charged = store::Charged::No;
        boost::json::value reply;
    };
    [[nodiscard]] Task<bool> failed(store::Claim claim, Ending ending);
    [[nodiscard]] Task<bool> canceled(store::Claim claim, std::optional<std::string> attemptId, store::Charged charged);

    struct Result {
        std::string attemptId;
        store::Video video; ///< seq and times are filled in here
        store::BlobRow content;
        store::BlobRow poster;
        boost::json::object media;
    };
    [[nodiscard]] Task<bool> completed(store::Claim claim, Result result);
    /// A result that came after its job had ended: a video, linked to a job whose status stays. False if there is one
    /// already.
    [[nodiscard]] Task<bool> adopted(Result result);

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
    [[nodiscard]] store::Event progressOf(const store::Job& job) const;

    pg::Pool& m_pool;
    EventHub& m_hub;
    Announcer& m_announcer;
    const Clock& m_clock;
};

} // namespace kinora::jobs
