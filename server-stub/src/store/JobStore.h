// Jobs from the user's side: put them in, look at them, ask for an end.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"
#include "store/Job.h"
#include "store/Page.h"

#include <optional>
#include <string>
#include <vector>

namespace kinora::store {

/// What was answered when a key was used first.
struct Submission {
    std::string id;
    std::string fingerprint; ///< raw SHA-256 of the canonical request
    int status = 0;
    std::string answer; ///< JSON, byte for byte
};

/// What is committed; waits for nobody.
[[nodiscard]] Task<std::optional<Submission>> findSubmission(pg::Pool& pool, std::string userId, std::string key);
[[nodiscard]] Task<std::optional<Submission>> findSubmission(
    pg::Transaction& transaction, std::string userId, std::string key);
/// False if another transaction, of any relay, is just handling the same key. Until the end of this one.
[[nodiscard]] Task<bool> tryLockKey(pg::Transaction& transaction, std::string userId, std::string key);
/// To be called under that lock, when there is no such submission.
[[nodiscard]] Task<> insertSubmission(pg::Transaction& transaction, std::string userId, std::string key,
    std::string submissionId, std::string fingerprint);
[[nodiscard]] Task<> storeAnswer(
    pg::Transaction& transaction, std::string submissionId, int status, std::string answer);

/// The job and its reserve. What it adds to its user's month must have been reserved (store/Usage.h).
[[nodiscard]] Task<> insertJob(pg::Transaction& transaction, NewJob job);

[[nodiscard]] Task<std::optional<Job>> findJob(pg::Pool& pool, std::string id);
[[nodiscard]] Task<std::optional<Job>> findJob(pg::Transaction& transaction, std::string id);

struct OwnJobs {
    std::string userId;
    std::vector<std::string> statuses; ///< empty: all
    std::optional<std::string> text;   ///< part of the prompt, whatever the case
    std::optional<PageKey> after;
    int limit = 0;
};
[[nodiscard]] Task<Page<Job>> listJobs(pg::Pool& pool, OwnJobs wanted);
/// All that are not done, in the user's order.
[[nodiscard]] Task<std::vector<Job>> activeJobs(pg::Pool& pool, std::string userId);

enum class CancelOutcome { Canceled = 1, Requested, AlreadyDone };
/// A job that waits ends at once; one that is under way is marked, and its worker does what can be done.
[[nodiscard]] Task<CancelOutcome> requestCancel(pg::Transaction& transaction, std::string jobId);

} // namespace kinora::store
