// How a row of jobs is selected and read; shared by the stores of this folder.
#pragma once

#include "pg/Rows.h"
#include "store/Job.h"

#include <string_view>

namespace kinora::store {

/// Ends behind FROM jobs j …; append a WHERE. Waiting jobs of a user who paused the queue read as held. typical_seconds
/// is what the last jobs like this one took at the upstream; own_under_way, of a waiting one, how many of its user's
/// are there now.
inline constexpr std::string_view SelectJob = R"(
    SELECT j.id, j.user_id, j.batch_id, j.retry_of, j.status::text AS status,
           CASE WHEN j.status = 'pending' AND u.queue_paused_at IS NOT NULL THEN 'held' ELSE j.stage::text END AS stage, j.progress,
           j.message, j.prompt, j.orientation::text AS orientation, j.model, j.upstream, j.seconds, j.size, j.price_micro_usd,
           j.charged::text AS charged, j.attempts, j.error_code, j.error_detail, j.cancel_requested, j.demo, j.created_at,
           j.started_at, j.generating_at, j.finished_at, v.id AS video_id, i.job_id IS NOT NULL AS has_inputs, i.upstream_prompt,
           i.negative_prompt, i.seed, i.reference_id, i.reference_sha256, to_json(i.cameos) AS cameos,
           to_json(i.characters) AS characters,
           (extract(epoch FROM j.created_at) * 1000000)::bigint AS created_micros,
           CASE WHEN j.status = 'pending' THEN
               (SELECT count(*) FROM jobs w WHERE w.user_id = j.user_id AND w.status = 'pending'
                AND (w.rank, w.id) <= (j.rank, j.id)) END AS position,
           CASE WHEN j.status IN ('pending', 'processing') THEN
               (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM past.finished_at - past.generating_at)) FROM (
                    SELECT p.finished_at, p.generating_at FROM jobs p
                    WHERE p.upstream = j.upstream AND p.model = j.model AND coalesce(p.seconds, 0) = coalesce(j.seconds, 0)
                      AND p.status = 'completed' AND p.generating_at IS NOT NULL
                    ORDER BY p.finished_at DESC LIMIT 20) past) END AS typical_seconds,
           CASE WHEN j.status = 'pending' THEN
               (SELECT count(*) FROM jobs w WHERE w.user_id = j.user_id AND w.status = 'processing' AND w.upstream = j.upstream)
               END AS own_under_way
    FROM jobs j JOIN users u ON u.id = j.user_id LEFT JOIN videos v ON v.job_id = j.id
         LEFT JOIN job_inputs i ON i.job_id = j.id )";

[[nodiscard]] Job readJob(const pg::Row& row);
/// Of a row with typical_seconds.
[[nodiscard]] std::optional<std::chrono::milliseconds> readTypicalTime(const pg::Row& row);

} // namespace kinora::store
