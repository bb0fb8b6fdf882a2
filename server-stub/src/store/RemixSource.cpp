#include "store/RemixSource.h"

namespace kinora::store {

namespace {

constexpr std::string_view SourceOfVideo = R"(
    SELECT j.model, j.upstream, j.orientation::text AS orientation, j.seconds, j.size, a.account, a.state,
           EXISTS (SELECT FROM upstream_accounts u
                   WHERE u.account = a.account AND u.seen_at > now() - interval '10 minutes') AS served
    FROM videos v JOIN jobs j ON j.id = v.job_id JOIN attempts a ON a.job_id = j.id AND a.accepted
    WHERE v.id = $1::uuid)";

} // namespace

Task<std::optional<RemixSource>> findRemixSource(pg::Pool& pool, std::string videoId) {
    const pg::Rows rows = co_await pool.query(SourceOfVideo, videoId);
    if (rows.empty())
        co_return std::nullopt;
    const pg::Row row = rows.front();
    RemixSource source;
    source.videoId = std::move(videoId);
    source.model = row.get<std::string>("model");
    source.upstream = row.get<std::string>("upstream");
    source.orientation = row.get<std::string>("orientation");
    source.seconds = row.get<std::optional<int>>("seconds");
    source.size = row.get<std::optional<std::string>>("size");
    source.account = row.get<std::string>("account");
    source.served = row.get<bool>("served");
    source.state = row.get<boost::json::value>("state").as_object();
    co_return source;
}

} // namespace kinora::store
