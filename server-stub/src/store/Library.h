// What a user does with the videos they have: edits, the trash, what is gone, and what has changed since.
#pragma once

#include "base/Result.h"
#include "base/Task.h"
#include "pg/Pool.h"
#include "store/Video.h"

#include <boost/json/object.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kinora::store {

/// A video with what only edits ask for.
struct EditableVideo {
    Video video;
    boost::json::object edited; ///< when each field was edited last, see migrations/0017_library.sql
    std::optional<TimePoint> trashedAt;
    std::optional<std::string> trashedFrom; ///< the state it is in once more when it is restored
};

/// False if the account is gone. It cannot go until the transaction ends; to be called before anything of its is
/// locked.
[[nodiscard]] Task<bool> holdUser(pg::Connection& connection, std::string userId);
/// Those of these that are this user's, in the order of their ids, so that nobody waits in a circle.
[[nodiscard]] Task<std::vector<EditableVideo>> lockVideos(
    pg::Connection& connection, std::string userId, std::vector<std::string> ids);
/// Now, not when the transaction began.
[[nodiscard]] Task<TimePoint> databaseTime(pg::Connection& connection);

/// All that can be edited, with seq and updatedAt. Posted, see pg::Transaction::post().
void updateVideo(pg::Transaction& transaction, const EditableVideo& video);
/// The rows; what is left of them is dropUnusedBlob()'s and markDeleted()'s to see to.
[[nodiscard]] Task<> deleteVideos(pg::Connection& connection, std::vector<std::string> ids);
/// Posted.
void markDeleted(pg::Transaction& transaction, const std::string& userId, std::int64_t seq, const std::string& videoId);
[[nodiscard]] Task<bool> isDeletedVideo(pg::Connection& connection, std::string userId, std::string id);

struct LibraryChange {
    std::int64_t seq = 0;
    std::optional<Video> video;
    std::string deleted; ///< the id, if there is no video
};
struct LibraryChanges {
    std::vector<LibraryChange> changes; ///< in order
    std::int64_t last = 0;              ///< the user's newest number at the same moment
    std::vector<LostNumbers> lost;      ///< all of the user's, in order
};
/// At most `limit` of those after `since`. Numbers become visible in their order (store/EventLog.h), so there will
/// never be another up to the last of these; if they are fewer than `limit`, none up to `last`.
[[nodiscard]] Task<LibraryChanges> libraryChanges(pg::Pool& pool, std::string userId, std::int64_t since, int limit);

struct TrashedVideo {
    std::string userId;
    std::string id;
};
/// Some of what has been in the trash for so long, longest first.
[[nodiscard]] Task<std::vector<TrashedVideo>> overdueTrash(pg::Pool& pool, std::chrono::seconds age, int limit);

} // namespace kinora::store
