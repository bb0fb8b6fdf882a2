// What a user does with the videos they have, on all their devices: edits, the trash, and what has changed since.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Principal.h"
#include "domain/VideoEdit.h"
#include "domain/VideoEvents.h"
#include "domain/WorkPools.h"
#include "jobs/Announcer.h"
#include "jobs/EventHub.h"
#include "media/ContentStore.h"
#include "pg/Pool.h"
#include "store/Library.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kinora::domain {

/// Nothing of another's is touched or told: their ids answer as absent ones do. Every change is a numbered event
/// `video`, in the transaction that makes it.
class Library {
public:
    struct Parts {
        pg::Pool& pool;
        media::ContentStore& content;
        WorkPools work;
        jobs::EventHub& hub;
        jobs::Announcer& announcer;
    };
    /// All references must outlive this.
    explicit Library(const Parts& parts);

    /// The video as it stands afterwards. NotFound also for what has been removed for ever; Conflict as
    /// applyEdit() says.
    [[nodiscard]] Task<Result<json::object>> edit(Principal principal, std::string id, VideoEdit edit);
    /// {items, missing}. All or, with Conflict, none.
    [[nodiscard]] Task<Result<json::object>> editAll(Principal principal, VideosEdit edit);
    /// For ever, with its files unless others have the same. May be repeated.
    [[nodiscard]] Task<Result<>> remove(Principal principal, std::string id);
    /// {changes, next, more, lost}; ResyncRequired for a number that was never given out, or is lost.
    [[nodiscard]] Task<Result<json::object>> changes(
        Principal principal, std::optional<std::string> since, std::optional<std::string> limit);

    /// Removes what has been in the trash for so long.
    [[nodiscard]] Task<> emptyTrash(std::chrono::days age);

private:
    using Which = std::function<bool(const store::EditableVideo& video, TimePoint now)>;

    /// Those of `ids` that are there. Unauthorized if the user is gone.
    [[nodiscard]] Task<Result<std::vector<store::Video>>> apply(
        std::string userId, std::vector<std::string> ids, VideoEdit edit);
    /// How many of `ids` there were, and were still as they should be.
    [[nodiscard]] Task<Result<std::size_t>> removeSome(std::string userId, std::vector<std::string> ids, Which which);

    pg::Pool& m_pool;
    media::ContentStore& m_content;
    WorkPools m_work;
    VideoEvents m_events;
};

} // namespace kinora::domain
