#include "store/Library.h"

#include "store/VideoRow.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <utility>

namespace kinora::store {

namespace {

constexpr std::string_view HoldUser = "SELECT FROM users WHERE id = $1::uuid FOR KEY SHARE";

const std::string LockVideos = fmt::format(R"(
    SELECT {}, v.edited, v.trashed_at, v.trashed_from::text AS trashed_from
    FROM videos v JOIN blobs b ON b.sha256 = v.content_sha256
    WHERE v.user_id = $1::uuid AND v.id = ANY ($2::uuid[]) ORDER BY v.id FOR UPDATE OF v)",
    VideoColumns);

constexpr std::string_view DatabaseTime = "SELECT clock_timestamp() AS time";

constexpr std::string_view UpdateVideo = R"(
    UPDATE videos SET title = $2, favorite = $3::boolean, rating = $4::smallint, tags = $5::text[], state = $6::video_state,
                      edited = $7::jsonb, trashed_at = $8::timestamptz, trashed_from = $9::video_state, seq = $10::bigint,
                      updated_at = $11::timestamptz
    WHERE id = $1::uuid)";

constexpr std::string_view DeleteVideos = "DELETE FROM videos WHERE id = ANY ($1::uuid[])";

constexpr std::string_view MarkDeleted =
    "INSERT INTO deleted_videos (user_id, seq, video_id) VALUES ($1::uuid, $2::bigint, $3::uuid)";

constexpr std::string_view IsDeleted = "SELECT FROM deleted_videos WHERE user_id = $1::uuid AND video_id = $2::uuid";

// One statement sees one moment: the counter and all that was numbered up to it.
const std::string Changes = fmt::format(R"(
    WITH changed AS (
        (SELECT seq, id, NULL::uuid AS deleted FROM videos WHERE user_id = $1::uuid AND seq > $2::bigint
         ORDER BY seq LIMIT $3::int)
        UNION ALL
        (SELECT seq, NULL, video_id FROM deleted_videos WHERE user_id = $1::uuid AND seq > $2::bigint
         ORDER BY seq LIMIT $3::int)
        ORDER BY seq LIMIT $3::int)
    SELECT n.last, n.gaps, c.seq AS change_seq, c.deleted, {}
    FROM (SELECT coalesce((SELECT last_seq FROM user_counters WHERE user_id = $1::uuid), 0) AS last,
                 (SELECT json_agg(json_build_array(after_seq, until_seq) ORDER BY after_seq)
                  FROM number_gaps WHERE user_id = $1::uuid) AS gaps) n
         LEFT JOIN changed c ON true LEFT JOIN videos v ON v.id = c.id LEFT JOIN blobs b ON b.sha256 = v.content_sha256
    ORDER BY c.seq)",
    VideoColumns);

constexpr std::string_view OverdueTrash = R"(
    SELECT user_id, id FROM videos WHERE state = 'trashed' AND trashed_at < now() - $1::interval
    ORDER BY trashed_at LIMIT $2::int)";

std::vector<LostNumbers> readGaps(const pg::Row& row) {
    std::vector<LostNumbers> gaps;
    if (row.isNull("gaps"))
        return gaps;
    const auto list = row.get<boost::json::value>("gaps");
    for (const boost::json::value& gap : list.as_array()) {
        LostNumbers lost;
        lost.after = gap.at(0).as_int64();
        lost.until = gap.at(1).as_int64();
        gaps.push_back(lost);
    }
    return gaps;
}

} // namespace

Task<bool> holdUser(pg::Connection& connection, std::string userId) {
    const pg::Rows rows = co_await connection.query(HoldUser, userId);
    co_return !rows.empty();
}

Task<std::vector<EditableVideo>> lockVideos(
    pg::Connection& connection, std::string userId, std::vector<std::string> ids) {
    const pg::Rows rows = co_await connection.query(LockVideos, userId, ids);
    std::vector<EditableVideo> videos;
    for (const pg::Row row : rows) {
        EditableVideo one;
        one.video = readVideo(row);
        one.edited = std::move(row.get<boost::json::value>("edited").as_object());
        one.trashedAt = row.get<std::optional<TimePoint>>("trashed_at");
        one.trashedFrom = row.get<std::optional<std::string>>("trashed_from");
        videos.push_back(std::move(one));
    }
    co_return videos;
}

Task<TimePoint> databaseTime(pg::Connection& connection) {
    const pg::Rows rows = co_await connection.query(DatabaseTime);
    co_return rows.front().get<TimePoint>("time");
}

void updateVideo(pg::Transaction& transaction, const EditableVideo& changed) {
    const Video& video = changed.video;
    const boost::json::value edited(changed.edited);
    transaction.post(UpdateVideo, video.id, video.title, video.favorite, video.rating, video.tags, video.state, edited,
        changed.trashedAt, changed.trashedFrom, video.seq, video.updatedAt);
}

Task<> deleteVideos(pg::Connection& connection, std::vector<std::string> ids) {
    co_await connection.query(DeleteVideos, ids);
}

void markDeleted(
    pg::Transaction& transaction, const std::string& userId, std::int64_t seq, const std::string& videoId) {
    transaction.post(MarkDeleted, userId, seq, videoId);
}

Task<bool> isDeletedVideo(pg::Connection& connection, std::string userId, std::string id) {
    const pg::Rows rows = co_await connection.query(IsDeleted, userId, id);
    co_return !rows.empty();
}

Task<LibraryChanges> libraryChanges(pg::Pool& pool, std::string userId, std::int64_t since, int limit) {
    const pg::Rows rows = co_await pool.query(Changes, userId, since, limit);
    LibraryChanges found;
    found.lost = readGaps(rows.front());
    for (const pg::Row row : rows) {
        found.last = row.get<std::int64_t>("last");
        if (row.isNull("change_seq"))
            continue; // nothing has changed: a row for the number alone
        LibraryChange change;
        change.seq = row.get<std::int64_t>("change_seq");
        if (auto deleted = row.get<std::optional<std::string>>("deleted"))
            change.deleted = std::move(*deleted);
        else
            change.video = readVideo(row);
        found.changes.push_back(std::move(change));
    }
    co_return found;
}

Task<std::vector<TrashedVideo>> overdueTrash(pg::Pool& pool, std::chrono::seconds age, int limit) {
    const pg::Rows rows = co_await pool.query(OverdueTrash, age, limit);
    std::vector<TrashedVideo> videos;
    for (const pg::Row row : rows) {
        TrashedVideo one;
        one.userId = row.get<std::string>("user_id");
        one.id = row.get<std::string>("id");
        videos.push_back(std::move(one));
    }
    co_return videos;
}

} // namespace kinora::store
