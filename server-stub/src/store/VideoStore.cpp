#include "store/VideoStore.h"

#include "base/Crypto.h"
#include "store/VideoRow.h"

namespace kinora::store {

namespace {

constexpr std::string_view InsertVideo = R"(
    INSERT INTO videos (id, user_id, seq, job_id, prompt, orientation, width, height, duration_ms, model, upstream, demo,
                        content_sha256, poster_sha256, charged_micro_usd, media, batch_id, settings)
    VALUES ($1::uuid, $2::uuid, $3::bigint, $4::uuid, $5, $6::video_orientation, $7::int, $8::int, $9::int, $10, $11, $12::boolean,
            $13::bytea, $14::bytea, $15::bigint, $16::jsonb, (SELECT j.batch_id FROM jobs j WHERE j.id = $4::uuid),
            (SELECT jsonb_build_object('seconds', j.seconds, 'size', j.size, 'negativePrompt', i.negative_prompt, 'seed', i.seed,
                'cameos', (SELECT coalesce(jsonb_agg(c.handle ORDER BY n.place), '[]')
                           FROM unnest(i.cameos) WITH ORDINALITY n (id, place) JOIN cameos c ON c.id = n.id))
             FROM jobs j LEFT JOIN job_inputs i ON i.job_id = j.id WHERE j.id = $4::uuid)))";

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

std::optional<Video> firstVideo(const pg::Rows& rows) {
    return rows.empty() ? std::nullopt : std::optional(readVideo(rows.front()));
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
