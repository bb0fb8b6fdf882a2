// How a row of videos is selected and read; shared by the stores of this folder.
#pragma once

#include "pg/Rows.h"
#include "store/Video.h"

#include <string>
#include <string_view>

namespace kinora::store {

/// Of `v`, a row of videos, and `b`, the blob of its file; with `created_micros` for pages.
inline constexpr std::string_view VideoColumns = R"(
    v.id, v.user_id, v.seq, v.job_id, v.title, v.prompt, v.orientation::text AS orientation, v.width, v.height, v.duration_ms,
    v.model, v.upstream, v.demo, b.bytes, v.content_sha256, v.poster_sha256, v.sprite_sha256, b.content_type, v.favorite, v.rating,
    to_json(v.tags) AS tags, v.state::text AS state, (v.state = 'published' AND EXISTS (
        SELECT FROM users o WHERE o.id = v.user_id AND o.status = 'active')) AS shown, v.remix_of, v.batch_id, v.settings, v.source, v.charged_micro_usd,
    v.created_at, v.updated_at, (extract(epoch FROM v.created_at) * 1000000)::bigint AS created_micros)";

[[nodiscard]] std::string selectVideos(std::string_view condition);
/// Of a row with VideoColumns.
[[nodiscard]] Video readVideo(const pg::Row& row);

} // namespace kinora::store
