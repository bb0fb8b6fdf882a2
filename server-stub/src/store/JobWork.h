// Jobs from the worker's side: leases, attempts. Every write names the claim token; a write that finds
// another token there changes nothing and says so.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"
#include "store/Job.h"
#include "store/JobClaims.h"

#include <boost/json/value.hpp>

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kinora::store {

/// How the relay ended last time, if not in good order. Only a crash of its own counts against the jobs it was at.
enum class LastEnd { Kill = 1, Crash };
/// On start: what this instance held when it died is free again at once. Returns how many.
[[nodiscard]] Task<int> releaseOwnClaims(pg::Pool& pool, std::string instance, LastEnd lastEnd);
/// Which of these claims are still held; the others have ended, or somebody else has taken them over.
[[nodiscard]] Task<std::set<std::string>> extendLeases(
    pg::Pool& pool, std::vector<std::string> tokens, std::chrono::milliseconds lease);
/// Without a change to the job; it may be claimed again after `delay`.
[[nodiscard]] Task<> giveBack(pg::Pool& pool, Claim claim, std::chrono::milliseconds delay);
/// On stop: all that this instance holds, also what it claimed without having heard the answer.
[[nodiscard]] Task<> giveBackAll(pg::Pool& pool, std::string instance);
/// Its handling threw what it should not: counted as a crash.
[[nodiscard]] Task<> giveBackAfterCrash(pg::Pool& pool, Claim claim);

struct Work {
    Job job;
    std::optional<Attempt> attempt;      ///< the one that is not known to be refused
    int crashes = 0;                     ///< in a row, with nothing new stored between them
    std::chrono::milliseconds waited{0}; ///< for its turn, not counting the user's own pause
};
/// Nothing if the claim is lost.
[[nodiscard]] Task<std::optional<Work>> loadWork(pg::Pool& pool, Claim claim);

struct NewAttempt {
    std::string id;
    std::string upstream;
    std::string account;
    std::optional<std::string> intentFingerprint; ///< raw SHA-256
    boost::json::object state;
    std::chrono::milliseconds deadline{0};
};
enum class Begun {
    Stored = 1,
    ClaimLost,
    Canceled,
    Paused,
    MustWait, ///< the upstream asked this account to wait
};
/// The intent, stored before anything is sent; posted once nothing speaks against it. An equal request that is still
/// undecided at this upstream makes the transaction's next query or its commit throw DatabaseError with the constraint
/// attempts_one_undecided_per_intent.
[[nodiscard]] Task<Begun> beginAttempt(pg::Transaction& transaction, Claim claim, NewAttempt attempt);

/// What a job's row becomes. Members without a value stay as they are.
struct JobChange {
    std::optional<JobStatus> status;
    std::optional<JobStage> stage;
    std::optional<Charged> charged;
    std::optional<JobError> error;
    std::optional<std::string> message;
    bool clearMessage = false;
    bool clearProgress = false;
    std::optional<int> progress;
    /// Gives the claim back as well; Done always does.
    bool release = false;
    std::chrono::milliseconds delay{0};
};
/// False if the claim is lost.
[[nodiscard]] Task<bool> changeJob(pg::Transaction& transaction, Claim claim, JobChange change);
/// The same where nothing else belongs to the change: one statement, committed with it.
[[nodiscard]] Task<bool> changeJob(pg::Pool& pool, Claim claim, JobChange change);

struct AttemptChange {
    std::string id;
    std::optional<std::string> outcome;
    bool accepted = false;
    std::optional<std::string> upstreamId;
    boost::json::object state; ///< merged into what is there
    boost::json::value reply;  ///< null: as it was
    std::optional<std::string> detail;
    std::optional<std::int64_t> chargedMicroUsd;
    /// The job ends without a verdict of the upstream: go on asking for a day.
    bool watch = false;
};
/// Posted, see pg::Transaction::post(). An upstreamId that an attempt of this account has which has ended is this one's
/// from now on: the upstream counts anew.
void changeAttempt(pg::Transaction& transaction, AttemptChange change);

/// Whether the user wants the job to end; false also if the claim is lost. Locks the job until the transaction ends.
[[nodiscard]] Task<bool> cancelIsWanted(pg::Transaction& transaction, Claim claim);
/// Whether the account has other creates whose outcome nobody knows yet.
[[nodiscard]] Task<bool> othersUndecided(pg::Pool& pool, std::string account, std::string attemptId);

struct Ticked {
    bool held = false; ///< the claim is ours
    bool cancelRequested = false;
    std::optional<int> progress; ///< as stored, which may be higher than what was reported
};
/// Stores what the upstream says while it works; never backwards.
[[nodiscard]] Task<Ticked> storeProgress(
    pg::Pool& pool, Claim claim, std::optional<int> progress, std::optional<std::string> message);

/// One of an upstream's list.
struct ListedTask {
    std::string upstreamId;
    std::optional<TimePoint> createdAt = {}; ///< by the upstream's clock
};
/// The ids of those that belong to attempts already. One that was made well after the attempt of its id had ended is
/// another: that upstream counts anew.
[[nodiscard]] Task<std::set<std::string>> knownTasks(
    pg::Pool& pool, std::string account, std::vector<ListedTask> tasks);

} // namespace kinora::store
