#include "store/VideoStore.h"

#include "base/Crypto.h"

namespace kinora::store {

namespace {

constexpr std::string_view InsertVideo = R"(
    INSERT INTO videos (id, user_id, seq, job_id, prompt, orientation, width, height, duration_ms, model, upstream, demo,
                        content_sha256, poster_sha256, charged_micro_usd, media)
    VALUES ($1::uuid, $2::uuid, $3::bigint, $4::uuid, $5, $6::video_orientation, $7::int, $8::int, $9::int, $10, $11, $12::boolean,
            $13::bytea, $14::bytea, $15::bigint, $16::jsonb))";

constexpr std::string_view SelectVideos = R"(
    SELECT v.id, v.user_id, v.seq, v.job_id, v.title, v.prompt, v.orientation::text AS orientation, v.width, v.height, v.duration_ms,
           v.model, v.upstream, v.demo, b.bytes, v.content_sha256, v.poster_sha256, b.content_type, v.favorite, v.rating,
           to_json(v.tags) AS tags, v.state::text AS state, v.remix_of, v.charged_micro_usd, v.created_at, v.updated_at,
           (extract(epoch FROM v.created_at) * 1000000)::bigint AS created_micros
    FROM videos v JOIN blobs b ON b.sha256 = v.content_sha256 )";

constexpr std::string_view VideoById = "WHERE v.id = $1::uuid";
constexpr std::string_view ByJob = "WHERE v.job_id = $1::uuid";

// One row more than asked for tells whether there is another page.
constexpr std::string_view VideosOfUser = R"(
    WHERE v.user_id = $1::uuid AND v.state <> 'trashed'
      AND ($2::bigint IS NULL OR (v.created_at, v.id) <
           (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
    ORDER BY v.created_at DESC, v.id DESC LIMIT $4::int)";

constexpr std::string_view Stats = R"(
    SELECT count(*) AS videos, coalesce(sum(b.bytes), 0)::bigint AS bytes,
           (SELECT count(*) FROM cameos c WHERE c.user_id = $1::uuid) AS cameos
    FROM videos v JOIN blobs b ON b.sha256 = v.content_sha256 WHERE v.user_id = $1::uuid AND v.state <> 'trashed')";

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
    video.contentType = row.get<std::string>("content_type");
    video.favorite = row.get<bool>("favorite");
    video.rating = row.get<int>("rating");
    const auto tags = row.get<boost::json::value>("tags");
    for (const auto& tag : tags.as_array())
        video.tags.emplace_back(tag.as_string());
    video.state = row.get<std::string>("state");
    video.remixOf = row.get<std::optional<std::string>>("remix_of");
    video.chargedMicroUsd = row.get<std::optional<std::int64_t>>("charged_micro_usd");
    video.createdAt = row.get<TimePoint>("created_at");
    video.updatedAt = row.get<TimePoint>("updated_at");
    return video;
}

std::optional<Video> firstVideo(const pg::Rows& rows) {
    return rows.empty() ? std::nullopt : std::optional(readVideo(rows.front()));
}

std::string selectVideos(std::string_view condition) {
    return std::string(SelectVideos) + std::string(condition);
}

} // namespace

void insertVideo(pg::Transaction& transaction, const Video& video, boost::json::object media) {
    const std::string content = fromHex(video.sha256).value_or("");
    const std::string poster = fromHex(video.posterSha256).value_or("");
    const pg::Bytes contentBytes{content};
    const pg::Bytes posterBytes{poster};
    const boost::json::value mediaValue(std::move(media));
    const auto milliseconds = video.duration.count();
    transaction.post(InsertVideo, video.id, video.userId, video.seq, video.jobId, video.prompt, video.orientation,
        video.width, video.height, milliseconds, video.model, video.upstream, video.demo, contentBytes, posterBytes,
        video.chargedMicroUsd, mediaValue);
}

Task<std::optional<Video>> findVideo(pg::Pool& pool, std::string id) {
    const pg::Rows rows = co_await pool.query(selectVideos(VideoById), id);
    co_return firstVideo(rows);
}

Task<std::optional<Video>> findVideo(pg::Transaction& transaction, std::string id) {
    const pg::Rows rows = co_await transaction.query(selectVideos(VideoById), id);
    co_return firstVideo(rows);
}

Task<std::optional<Video>> findVideoOfJob(pg::Pool& pool, std::string jobId) {
    const pg::Rows rows = co_await pool.query(selectVideos(ByJob), jobId);
    co_return firstVideo(rows);
}

Task<Page<Video>> listVideos(pg::Pool& pool, std::string userId, std::optional<PageKey> after, int limit) {
    const PageParams key(after);
    const pg::Rows rows = co_await pool.query(selectVideos(VideosOfUser), userId, key.micros, key.id, limit + 1);
    co_return readPage(rows, limit, readVideo);
}

Task<VideoStats> videoStats(pg::Pool& pool, std::string userId) {
    const pg::Rows rows = co_await pool.query(Stats, userId);
    VideoStats stats;
    stats.videos = rows.front().get<std::int64_t>("videos");
    stats.cameos = rows.front().get<std::int64_t>("cameos");
    stats.bytes = rows.front().get<std::int64_t>("bytes");
    co_return stats;
}

} // namespace kinora::store
