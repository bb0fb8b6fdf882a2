// Rows of videos and of the files behind them.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"
#include "store/Page.h"
#include "store/Video.h"

#include <optional>
#include <string>

namespace kinora::store {

/// updatedAt is the database's, and so is createdAt unless it is given; batchId, remixOf and settings are its job's
/// where it has none itself.
void insertVideo(pg::Transaction& transaction, const Video& video, boost::json::object media);

[[nodiscard]] Task<std::optional<Video>> findVideo(pg::Pool& pool, std::string id);
[[nodiscard]] Task<std::optional<Video>> findVideo(pg::Transaction& transaction, std::string id);
/// The oldest with these bytes.
[[nodiscard]] Task<std::optional<Video>> findVideoOfContent(pg::Pool& pool, std::string userId, std::string sha256);
[[nodiscard]] Task<std::optional<Video>> findVideoOfContent(
    pg::Transaction& transaction, std::string userId, std::string sha256);
[[nodiscard]] Task<std::optional<Video>> findVideoOfJob(pg::Pool& pool, std::string jobId);
enum class VideoSort { Newest = 1, Oldest, BestRated, Longest, Largest };
struct OwnVideos {
    std::string userId;
    std::optional<std::string> text; ///< part of title, prompt or a tag, whatever the case
    std::optional<std::string> orientation;
    std::optional<std::string> state; ///< nothing: all but what is in the trash
    std::optional<bool> favorite;
    VideoSort sort = VideoSort::Newest; ///< what comes out equal, newest first (Oldest: oldest first)
    std::optional<PageKey> after;       ///< of a page in the same order
    int limit = 0;
};
[[nodiscard]] Task<Page<Video>> listVideos(pg::Pool& pool, OwnVideos wanted);

/// After its blob. Posted.
void setSprite(pg::Transaction& transaction, const std::string& id, const std::string& sha256);

struct VideoStats {
    std::int64_t videos = 0;
    std::int64_t cameos = 0;
    std::int64_t bytes = 0;
    std::int64_t followers = 0; ///< of those who are active, as following
    std::int64_t following = 0;
};
[[nodiscard]] Task<VideoStats> videoStats(pg::Pool& pool, std::string userId);

} // namespace kinora::store
