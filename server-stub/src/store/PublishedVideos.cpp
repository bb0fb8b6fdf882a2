#include "store/PublishedVideos.h"

#include "base/Crypto.h"

#include <fmt/format.h>

namespace kinora::store {

namespace {

// The names of columns that both have are the video's; the owner's are read by theirs.
constexpr std::string_view SelectPublished = R"(
    SELECT {owner}, v.id AS video_id, v.title, v.prompt, v.orientation::text AS orientation, v.width, v.height, v.duration_ms,
           v.model, v.demo, b.bytes, v.content_sha256, b.content_type, v.created_at AS made_at, v.published_at,
           (extract(epoch FROM v.published_at) * 1000000)::bigint AS published_micros,
           (SELECT count(*) FROM likes l JOIN users o ON o.id = l.user_id
            WHERE l.video_id = v.id AND o.status = 'active') AS likes,
           EXISTS (SELECT FROM likes l WHERE l.video_id = v.id AND l.user_id = $1::uuid) AS liked
    FROM {source} v JOIN users u ON u.id = v.user_id JOIN blobs b ON b.sha256 = v.content_sha256
    WHERE v.state = 'published' AND u.status = 'active' AND {which})";

// One page of each person's comes by videos_by_publication, however many videos they have published.
constexpr std::string_view PagesOf = R"((SELECT w.* FROM {people} p CROSS JOIN LATERAL (
        SELECT * FROM videos v WHERE v.user_id = p.id AND v.state = 'published'
          AND ($2::bigint IS NULL OR (v.published_at, v.id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
        ORDER BY v.published_at DESC, v.id DESC LIMIT $4::int) w))";
constexpr std::string_view One = "(SELECT $5::uuid AS id)";
constexpr std::string_view Followed =
    "(SELECT followed_id AS id FROM follows WHERE follower_id = $1::uuid AND $5::uuid IS NULL)";
constexpr std::string_view InOrder = " ORDER BY v.published_at DESC, v.id DESC LIMIT $4::int";

// Locked, so that a video that is just being unpublished or removed is seen as it will be.
constexpr std::string_view Like = R"(
    WITH which AS (SELECT v.id FROM videos v JOIN users u ON u.id = v.user_id
                   WHERE v.id = $2::uuid AND v.state = 'published' AND u.status = 'active' FOR KEY SHARE OF v)
    INSERT INTO likes (user_id, video_id) SELECT $1::uuid, id FROM which ON CONFLICT DO NOTHING)";

constexpr std::string_view Unlike = "DELETE FROM likes WHERE user_id = $1::uuid AND video_id = $2::uuid";

std::string selectPublished(std::string_view source, std::string_view which) {
    return fmt::format(
        SelectPublished, fmt::arg("owner", UserColumns), fmt::arg("source", source), fmt::arg("which", which));
}

PublishedVideo readPublished(const pg::Row& row) {
    PublishedVideo video;
    video.id = row.get<std::string>("video_id");
    video.owner = readUser(row);
    video.title = row.get<std::optional<std::string>>("title");
    video.prompt = row.get<std::string>("prompt");
    video.orientation = row.get<std::string>("orientation");
    video.width = row.get<int>("width");
    video.height = row.get<int>("height");
    video.duration = std::chrono::milliseconds(row.get<int>("duration_ms"));
    video.model = row.get<std::string>("model");
    video.demo = row.get<bool>("demo");
    video.bytes = static_cast<std::uint64_t>(row.get<std::int64_t>("bytes"));
    video.sha256 = toHex(row.bytes("content_sha256"));
    video.contentType = row.get<std::string>("content_type");
    video.likes = row.get<std::int64_t>("likes");
    video.liked = row.get<bool>("liked");
    video.createdAt = row.get<TimePoint>("made_at");
    video.publishedAt = row.get<TimePoint>("published_at");
    return video;
}

} // namespace

Task<Page<PublishedVideo>> listPublished(pg::Pool& pool, PublishedQuery wanted) {
    const PageParams key(wanted.after);
    const std::string pages = fmt::format(PagesOf, fmt::arg("people", wanted.userId ? One : Followed));
    const std::string sql = selectPublished(pages, "true") + std::string(InOrder);
    const pg::Rows rows =
        co_await pool.query(sql, wanted.askingUserId, key.micros, key.id, wanted.limit + 1, wanted.userId);
    co_return readPage(rows, wanted.limit, readPublished, "published_micros");
}

Task<std::optional<PublishedVideo>> findPublished(pg::Pool& pool, std::string videoId, std::string askingUserId) {
    const std::string sql = selectPublished("videos", "v.id = $2::uuid");
    const pg::Rows rows = co_await pool.query(sql, askingUserId, videoId);
    co_return rows.empty() ? std::nullopt : std::optional(readPublished(rows.front()));
}

Task<> like(pg::Pool& pool, std::string userId, std::string videoId) {
    co_await pool.query(Like, userId, videoId);
}

Task<> unlike(pg::Pool& pool, std::string userId, std::string videoId) {
    co_await pool.query(Unlike, userId, videoId);
}

} // namespace kinora::store
