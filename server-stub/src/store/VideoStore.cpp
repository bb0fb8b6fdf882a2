#include "store/VideoStore.h"

#include "base/Crypto.h"
#include "store/VideoRow.h"

#include <fmt/format.h>

namespace kinora::store {

namespace {

constexpr std::string_view InsertVideo = R"(
    INSERT INTO videos (id, user_id, seq, job_id, prompt, orientation, width, height, duration_ms, model, upstream, demo,
                        content_sha256, poster_sha256, sprite_sha256, charged_micro_usd, media, title, tags, source, created_at,
                        batch_id, remix_of, settings)
    VALUES ($1::uuid, $2::uuid, $3::bigint, $4::uuid, $5, $6::video_orientation, $7::int, $8::int, $9::int, $10, $11, $12::boolean,
            $13::bytea, $14::bytea, $15::bytea, $16::bigint, $17::jsonb, $18, $19::text[], $20,
            coalesce($21::timestamptz, now()), coalesce($24::uuid, (SELECT j.batch_id FROM jobs j WHERE j.id = $4::uuid)),
            coalesce($22::uuid, (SELECT i.remix_of FROM job_inputs i WHERE i.job_id = $4::uuid)),
            coalesce($23::jsonb, (SELECT jsonb_build_object('seconds', j.seconds, 'size', j.size, 'negativePrompt', i.negative_prompt, 'seed', i.seed,
                'cameos', (SELECT coalesce(jsonb_agg(c.handle ORDER BY n.place), '[]')
                           FROM unnest(i.cameos) WITH ORDINALITY n (id, place) JOIN cameos c ON c.id = n.id)) ||
                CASE WHEN i.reference_id IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('referenceId', i.reference_id) END
             FROM jobs j LEFT JOIN job_inputs i ON i.job_id = j.id WHERE j.id = $4::uuid))))";

constexpr std::string_view VideoById = "WHERE v.id = $1::uuid";
constexpr std::string_view ByContent =
    "WHERE v.user_id = $1::uuid AND v.content_sha256 = $2::bytea ORDER BY v.created_at, v.id LIMIT 1";
constexpr std::string_view ByJob = "WHERE v.job_id = $1::uuid";

// One row more than asked for tells whether there is another page. Text is looked for in all that people write about a
// video; what they type has no line ends.
constexpr std::string_view VideosOfUser = R"(
    SELECT {columns}, {key}::bigint AS sort_key FROM videos v JOIN blobs b ON b.sha256 = v.content_sha256
    WHERE v.user_id = $1::uuid AND {state}
      AND ($2::bigint IS NULL OR ({value}, v.id) {beyond} ({from}, $3::uuid))
      AND ($5::text IS NULL OR
           strpos(lower(concat_ws(E'\\n', v.title, v.prompt, array_to_string(v.tags, E'\\n'))), lower($5::text)) > 0)
      AND ($6::video_orientation IS NULL OR v.orientation = $6::video_orientation)
      AND ($7::boolean IS NULL OR v.favorite = $7::boolean)
    ORDER BY {value} {direction}, v.id {direction} LIMIT $4::int)";

struct Sorting {
    std::string_view value;
    std::string_view key; ///< the value as a number
    std::string_view from = "$2::bigint";
    bool rising = false;
};

Sorting sortingOf(VideoSort sort) {
    constexpr std::string_view micros = "(extract(epoch FROM v.created_at) * 1000000)";
    constexpr std::string_view time = "timestamptz 'epoch' + $2::bigint * interval '1 microsecond'";
    switch (sort) {
    case VideoSort::Newest:
        break;
    case VideoSort::Oldest:
        return {.value = "v.created_at", .key = micros, .from = time, .rising = true};
    case VideoSort::BestRated:
        return {.value = "v.rating", .key = "v.rating"};
    case VideoSort::Longest:
        return {.value = "v.duration_ms", .key = "v.duration_ms"};
    case VideoSort::Largest:
        return {.value = "b.bytes", .key = "b.bytes"};
    }
    return {.value = "v.created_at", .key = micros, .from = time};
}

/// The words of the statement are ours; `state` is one of the schema's.
std::string videosOfUser(VideoSort sort, const std::optional<std::string>& state) {
    const Sorting sorting = sortingOf(sort);
    std::string wanted = "v.state <> 'trashed'";
    if (state)
        wanted = (*state == "trashed" ? "" : wanted + " AND ") + "v.state = '" + *state + "'";
    return fmt::format(VideosOfUser, fmt::arg("columns", VideoColumns), fmt::arg("key", sorting.key),
        fmt::arg("state", wanted), fmt::arg("value", sorting.value), fmt::arg("beyond", sorting.rising ? ">" : "<"),
        fmt::arg("from", sorting.from), fmt::arg("direction", sorting.rising ? "ASC" : "DESC"));
}

constexpr std::string_view SetSprite = "UPDATE videos SET sprite_sha256 = $2::bytea WHERE id = $1::uuid";

constexpr std::string_view Stats = R"(
    SELECT count(*) AS videos, coalesce(sum(b.bytes), 0)::bigint AS bytes,
           (SELECT count(*) FROM cameos c WHERE c.user_id = $1::uuid) AS cameos,
           (SELECT count(*) FROM follows f JOIN users o ON o.id = f.follower_id
            WHERE f.followed_id = $1::uuid AND o.status = 'active') AS followers,
           (SELECT count(*) FROM follows f JOIN users o ON o.id = f.followed_id
            WHERE f.follower_id = $1::uuid AND o.status = 'active') AS following
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
    const std::string sprite = fromHex(video.spriteSha256.value_or("")).value_or("");
    const std::optional<pg::Bytes> spriteBytes = sprite.empty() ? std::nullopt : std::optional(pg::Bytes{sprite});
    const boost::json::value mediaValue(std::move(media));
    const auto createdAt = video.createdAt == TimePoint() ? std::nullopt : std::optional(video.createdAt);
    const auto milliseconds = video.duration.count();
    const auto settings = video.settings ? std::optional(boost::json::value(*video.settings)) : std::nullopt;
    transaction.post(InsertVideo, video.id, video.userId, video.seq, video.jobId, video.prompt, video.orientation,
        video.width, video.height, milliseconds, video.model, video.upstream, video.demo, contentBytes, posterBytes,
        spriteBytes, video.chargedMicroUsd, mediaValue, video.title, video.tags, video.source, createdAt, video.remixOf,
        settings, video.batchId);
}

Task<std::optional<Video>> findVideo(pg::Pool& pool, std::string id) {
    const pg::Rows rows = co_await pool.query(selectVideos(VideoById), id);
    co_return firstVideo(rows);
}

Task<std::optional<Video>> findVideo(pg::Transaction& transaction, std::string id) {
    const pg::Rows rows = co_await transaction.query(selectVideos(VideoById), id);
    co_return firstVideo(rows);
}

Task<std::optional<Video>> findVideoOfContent(pg::Pool& pool, std::string userId, std::string sha256) {
    const std::string raw = fromHex(sha256).value_or("");
    const pg::Bytes hash{raw};
    const pg::Rows rows = co_await pool.query(selectVideos(ByContent), userId, hash);
    co_return firstVideo(rows);
}

Task<std::optional<Video>> findVideoOfContent(pg::Transaction& transaction, std::string userId, std::string sha256) {
    const std::string raw = fromHex(sha256).value_or("");
    const pg::Bytes hash{raw};
    const pg::Rows rows = co_await transaction.query(selectVideos(ByContent), userId, hash);
    co_return firstVideo(rows);
}

Task<std::optional<Video>> findVideoOfJob(pg::Pool& pool, std::string jobId) {
    const pg::Rows rows = co_await pool.query(selectVideos(ByJob), jobId);
    co_return firstVideo(rows);
}

Task<Page<Video>> listVideos(pg::Pool& pool, OwnVideos wanted) {
    const PageParams key(wanted.after);
    const std::string sql = videosOfUser(wanted.sort, wanted.state);
    const pg::Rows rows = co_await pool.query(
        sql, wanted.userId, key.micros, key.id, wanted.limit + 1, wanted.text, wanted.orientation, wanted.favorite);
    co_return readPage(rows, wanted.limit, readVideo, "sort_key");
}

void setSprite(pg::Transaction& transaction, const std::string& id, const std::string& sha256) {
    const std::string raw = fromHex(sha256).value_or("");
    const pg::Bytes hash{raw};
    transaction.post(SetSprite, id, hash);
}

Task<VideoStats> videoStats(pg::Pool& pool, std::string userId) {
    const pg::Rows rows = co_await pool.query(Stats, userId);
    VideoStats stats;
    stats.videos = rows.front().get<std::int64_t>("videos");
    stats.cameos = rows.front().get<std::int64_t>("cameos");
    stats.bytes = rows.front().get<std::int64_t>("bytes");
    stats.followers = rows.front().get<std::int64_t>("followers");
    stats.following = rows.front().get<std::int64_t>("following");
    co_return stats;
}

} // namespace kinora::store
