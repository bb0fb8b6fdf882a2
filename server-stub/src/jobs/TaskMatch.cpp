#include "jobs/TaskMatch.h"

#include "store/JobWork.h"

#include <algorithm>
#include <limits>

namespace kinora::jobs {

namespace {

using std::chrono::milliseconds;

// A task made before its create was sent is only possible as far as two clocks differ, and upstreams tell whole
// seconds.
constexpr milliseconds Rounding{1000};
constexpr int EarlyCostsMore = 10;

std::int64_t distance(TimePoint createdAt, TimePoint sentAt) {
    const auto after = std::chrono::duration_cast<milliseconds>(createdAt - sentAt);
    return after >= -Rounding ? std::max(after, milliseconds(0)).count() : -after.count() * EarlyCostsMore;
}

} // namespace

std::optional<std::size_t> matchTask(
    const std::vector<upstreams::Candidate>& candidates, TimePoint sentAt, const std::vector<TimePoint>& rivals) {
    std::optional<std::size_t> best;
    std::int64_t bestDistance = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        // Without a time it may be anybody's; ours, if there is nobody else.
        if (!candidates[i].createdAt) {
            if (rivals.empty() && candidates.size() == 1)
                return i;
            continue;
        }
        const TimePoint createdAt = *candidates[i].createdAt;
        const std::int64_t mine = distance(createdAt, sentAt);
        const bool anothers =
            std::ranges::any_of(rivals, [&](TimePoint rival) { return distance(createdAt, rival) < mine; });
        if (!anothers && mine < bestDistance) {
            best = i;
            bestDistance = mine;
        }
    }
    return best;
}

Task<std::vector<upstreams::Candidate>> withoutKnown(
    pg::Pool& pool, std::string account, std::vector<upstreams::Candidate> candidates) {
    std::vector<store::ListedTask> tasks;
    tasks.reserve(candidates.size());
    for (const upstreams::Candidate& candidate : candidates)
        tasks.push_back({.upstreamId = candidate.upstreamId, .createdAt = candidate.createdAt});
    const auto known = co_await store::knownTasks(pool, std::move(account), std::move(tasks));
    std::erase_if(candidates, [&known](const auto& candidate) { return known.contains(candidate.upstreamId); });
    co_return candidates;
}

} // namespace kinora::jobs
