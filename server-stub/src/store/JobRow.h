// How a row of jobs is selected and read; shared by the stores of this folder.
#pragma once

#include "pg/Rows.h"
#include "store/Job.h"

#include <string_view>

namespace kinora::store {

/// Ends behind FROM jobs j …; append a WHERE.
inline constexpr std::string_view SelectJob = R"(
    SELECT j.id, j.user_id, j.batch_id, j.retry_of, j.status::text AS status, j.stage::text AS stage, j.progress, j.message, j.prompt,
           j.orientation::text AS orientation, j.model, j.upstream, j.seconds, j.size, j.price_micro_usd, j.charged::text AS charged,
           j.attempts, j.error_code, j.error_detail, j.cancel_requested, j.demo, j.created_at, j.started_at, j.generating_at,
           j.finished_at, v.id AS video_id, (extract(epoch FROM j.created_at) * 1000000)::bigint AS created_micros,
           CASE WHEN j.status = 'pending' THEN
               (SELECT count(*) FROM jobs w WHERE w.user_id = j.user_id AND w.status = 'pending' AND w.stage <> 'done'
                AND (w.created_at, w.id) <= (j.created_at, j.id)) END AS position
    FROM jobs j LEFT JOIN videos v ON v.job_id = j.id )";

[[nodiscard]] Job readJob(const pg::Row& row);

} // namespace kinora::store
