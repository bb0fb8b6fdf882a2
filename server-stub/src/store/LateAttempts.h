// Attempts whose jobs have ended while the upstream had not given a verdict: watched for a day.
#pragma once

#include "base/Clock.h"
#include "base/Task.h"
#include "pg/Pool.h"

#include <boost/json/object.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace kinora::store {

struct LateAttempt {
    std::string id;
    std::string jobId;
    bool accepted = false;
    boost::json::object state;
    TimePoint sentAt;
    std::optional<std::string> intentFingerprint; ///< raw SHA-256
    bool isOver = false;                          ///< the day is over
};

/// Those not asked about for `every`, or for a quarter of their age if that is longer; marked as asked, so that two
/// relays do not ask at once.
[[nodiscard]] Task<std::vector<LateAttempt>> takeLateAttempts(
    pg::Pool& pool, std::string account, std::chrono::milliseconds every, int limit);
/// Whose day was over ten minutes ago and whom nobody could ask.
[[nodiscard]] Task<std::vector<std::string>> forgottenAttempts(pg::Pool& pool, int limit);

/// When the account's other creates like this one went out that may have become the same task: those nobody knows the
/// outcome of yet and those that are watched.
struct Rival {
    TimePoint sentAt;
    bool undecided = false;
};
[[nodiscard]] Task<std::vector<Rival>> rivals(
    pg::Pool& pool, std::string account, std::string intentFingerprint, std::string attemptId);

struct Watched {
    std::string jobId;
    bool accepted = false;
};
/// Locks the attempt until the transaction ends; nothing if it is not watched (any more).
[[nodiscard]] Task<std::optional<Watched>> lockWatched(pg::Transaction& transaction, std::string id);
[[nodiscard]] Task<> endWatch(pg::Transaction& transaction, std::string id);
/// True when this is a later reading than the first one that missed it, by `apart` or more.
[[nodiscard]] Task<bool> missedTwice(pg::Transaction& transaction, std::string id, std::chrono::milliseconds apart);

} // namespace kinora::store
