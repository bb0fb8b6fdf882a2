// Rows of videos and of the files behind them.
#pragma once

#include "base/Task.h"
#include "pg/Pool.h"
#include "store/Page.h"
#include "store/Video.h"

#include <optional>
#include <string>

namespace kinora::store {

/// createdAt and updatedAt are the database's.
void insertVideo(pg::Transaction& transaction, const Video& video, boost::json::object media);

[[nodiscard]] Task<std::optional<Video>> findVideo(pg::Pool& pool, std::string id);
[[nodiscard]] Task<std::optional<Video>> findVideo(pg::Transaction& transaction, std::string id);
[[nodiscard]] Task<std::optional<Video>> findVideoOfJob(pg::Pool& pool, std::string jobId);
/// Without what is in the trash.
[[nodiscard]] Task<Page<Video>> listVideos(pg::Pool& pool, std::string userId, std::optional<PageKey> after, int limit);

struct VideoStats {
    std::int64_t videos = 0;
    std::int64_t cameos = 0;
    std::int64_t bytes = 0;
};
[[nodiscard]] Task<VideoStats> videoStats(pg::Pool& pool, std::string userId);

} // namespace kinora::store
