// What happened to a user's jobs and videos, numbered in the order it became visible.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::store {

struct Event {
    std::int64_t seq = 0;
    std::string name; ///< completed, failed, canceled, video
    std::optional<std::string> jobId;
    std::string body; ///< JSON
};

/// The next `count` numbers of the user; the first of them. Locks the user's counter until the transaction ends, so
/// call it last: whoever gets the next number commits after us, and nobody ever sees a gap close behind them.
[[nodiscard]] Task<std::int64_t> takeNumbers(pg::Transaction& transaction, std::string userId, int count);
/// Posted, see pg::Transaction::post().
void appendEvent(pg::Transaction& transaction, const std::string& userId, const Event& event);

struct EventRange {
    std::int64_t first = 0;  ///< the oldest number still kept; last + 1 if there is none
    std::int64_t last = 0;   ///< the newest number given out
    bool seenIsLost = false; ///< the number asked about was given out before a backup was restored
};
/// `seen`: a number that a client had last, if any.
[[nodiscard]] Task<EventRange> eventRange(pg::Pool& pool, std::string userId, std::optional<std::int64_t> seen);
/// After a restore: every user's counter goes on a good way ahead, beyond what may have been given out since the
/// backup, also after an earlier restore of it, and the numbers in between are remembered as lost.
[[nodiscard]] Task<> leaveGaps(pg::Connection& connection);
struct LastNumber {
    std::string userId;
    std::int64_t last = 0;
};
/// Of those of these users who have had events at all.
[[nodiscard]] Task<std::vector<LastNumber>> lastNumbers(pg::Pool& pool, std::vector<std::string> userIds);
/// At most `limit`, in order.
[[nodiscard]] Task<std::vector<Event>> eventsAfter(pg::Pool& pool, std::string userId, std::int64_t seq, int limit);
[[nodiscard]] Task<std::vector<Event>> jobEventsAfter(pg::Pool& pool, std::string jobId, std::int64_t seq, int limit);
/// Forgets what is older than a week; a client that was away longer starts from a snapshot.
[[nodiscard]] Task<> pruneEvents(pg::Pool& pool);

} // namespace kinora::store
