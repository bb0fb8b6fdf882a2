#include "store/VideoRow.h"

#include "base/Crypto.h"

#include <fmt/format.h>

#include <utility>

namespace kinora::store {

std::string selectVideos(std::string_view condition) {
    return fmt::format(
        "SELECT {} FROM videos v JOIN blobs b ON b.sha256 = v.content_sha256 {}", VideoColumns, condition);
}

Video readVideo(const pg::Row& row) {
    Video video;
    video.id = row.get<std::string>("id");
    video.userId = row.get<std::string>("user_id");
    video.seq = row.get<std::int64_t>("seq");
    video.jobId = row.get<std::optional<std::string>>("job_id");
    video.title = row.get<std::optional<std::string>>("title");
    video.prompt = row.get<std::string>("prompt");
    video.orientation = row.get<std::string>("orientation");
    video.width = row.get<int>("width");
    video.height = row.get<int>("height");
    video.duration = std::chrono::milliseconds(row.get<int>("duration_ms"));
    video.model = row.get<std::string>("model");
    video.upstream = row.get<std::string>("upstream");
    video.demo = row.get<bool>("demo");
    video.bytes = static_cast<std::uint64_t>(row.get<std::int64_t>("bytes"));
    video.sha256 = toHex(row.bytes("content_sha256"));
    video.posterSha256 = toHex(row.bytes("poster_sha256"));
    if (!row.isNull("sprite_sha256"))
        video.spriteSha256 = toHex(row.bytes("sprite_sha256"));
    video.contentType = row.get<std::string>("content_type");
    video.favorite = row.get<bool>("favorite");
    video.rating = row.get<int>("rating");
    const auto tags = row.get<boost::json::value>("tags");
    for (const auto& tag : tags.as_array())
        video.tags.emplace_back(tag.as_string());
    video.state = row.get<std::string>("state");
    video.shown = row.get<bool>("shown");
    video.remixOf = row.get<std::optional<std::string>>("remix_of");
    video.batchId = row.get<std::optional<std::string>>("batch_id");
    if (auto settings = row.get<std::optional<boost::json::value>>("settings"))
        video.settings = std::move(settings->as_object());
    video.source = row.get<std::string>("source");
    video.chargedMicroUsd = row.get<std::optional<std::int64_t>>("charged_micro_usd");
    video.createdAt = row.get<TimePoint>("created_at");
    video.updatedAt = row.get<TimePoint>("updated_at");
    return video;
}

} // namespace kinora::store
