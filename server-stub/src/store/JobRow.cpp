#include "store/JobRow.h"

#include "base/Crypto.h"
#include "pg/DatabaseError.h"

#include <fmt/format.h>

namespace kinora::store {

namespace {

template <class Word>
Word known(std::optional<Word> word) {
    // A word the schema knows and this program does not: the database is newer.
    if (!word)
        throw pg::DatabaseError("XX000", "unknown enum value in jobs");
    return *word;
}

std::vector<std::string> textsOf(const pg::Row& row, std::string_view column) {
    std::vector<std::string> texts;
    const auto list = row.get<boost::json::value>(column);
    for (const boost::json::value& text : list.as_array())
        texts.emplace_back(text.as_string());
    return texts;
}

JobInputs readInputs(const pg::Row& row) {
    JobInputs inputs;
    inputs.upstreamPrompt = row.get<std::optional<std::string>>("upstream_prompt");
    inputs.negativePrompt = row.get<std::optional<std::string>>("negative_prompt");
    inputs.seed = row.get<std::optional<std::int64_t>>("seed");
    inputs.referenceId = row.get<std::optional<std::string>>("reference_id");
    if (!row.isNull("reference_sha256"))
        inputs.referenceSha256 = toHex(row.bytes("reference_sha256"));
    inputs.cameos = textsOf(row, "cameos");
    inputs.characters = textsOf(row, "characters");
    inputs.remixOf = row.get<std::optional<std::string>>("remix_of");
    inputs.remixTarget = row.get<std::optional<std::string>>("remix_target").value_or("");
    inputs.onlyAccount = row.get<std::optional<std::string>>("only_account").value_or("");
    return inputs;
}

} // namespace

Job readJob(const pg::Row& row) {
    Job job;
    job.id = row.get<std::string>("id");
    job.userId = row.get<std::string>("user_id");
    job.batchId = row.get<std::optional<std::string>>("batch_id");
    job.retryOf = row.get<std::optional<std::string>>("retry_of");
    job.status = known(jobStatusOf(row.get<std::string_view>("status")));
    job.stage = known(jobStageOf(row.get<std::string_view>("stage")));
    job.progress = row.get<std::optional<int>>("progress");
    job.message = row.get<std::optional<std::string>>("message");
    job.position = row.get<std::optional<int>>("position");
    job.prompt = row.get<std::string>("prompt");
    job.orientation = row.get<std::string>("orientation");
    job.model = row.get<std::string>("model");
    job.upstream = row.get<std::string>("upstream");
    job.seconds = row.get<std::optional<int>>("seconds");
    job.size = row.get<std::optional<std::string>>("size");
    if (row.get<bool>("has_inputs"))
        job.inputs = readInputs(row);
    job.priceMicroUsd = row.get<std::optional<std::int64_t>>("price_micro_usd");
    job.charged = known(chargedOf(row.get<std::string_view>("charged")));
    job.attempts = row.get<int>("attempts");
    if (auto code = row.get<std::optional<std::string>>("error_code"))
        job.error = JobError{*code, row.get<std::optional<std::string>>("error_detail").value_or("")};
    job.cancelRequested = row.get<bool>("cancel_requested");
    job.demo = row.get<bool>("demo");
    job.videoId = row.get<std::optional<std::string>>("video_id");
    job.createdAt = row.get<TimePoint>("created_at");
    job.startedAt = row.get<std::optional<TimePoint>>("started_at");
    job.generatingAt = row.get<std::optional<TimePoint>>("generating_at");
    job.finishedAt = row.get<std::optional<TimePoint>>("finished_at");
    job.typicalTime = readTypicalTime(row);
    job.ownUnderWay = row.get<std::optional<int>>("own_under_way").value_or(0);
    return job;
}

const std::string& selectJob() {
    static const std::string sql = fmt::format(R"(
    SELECT j.id, j.user_id, j.batch_id, j.retry_of, j.status::text AS status,
           CASE WHEN j.status = 'pending' AND u.queue_paused_at IS NOT NULL THEN 'held' ELSE j.stage::text END AS stage, j.progress,
           j.message, j.prompt, j.orientation::text AS orientation, j.model, j.upstream, j.seconds, j.size, j.price_micro_usd,
           j.charged::text AS charged, j.attempts, j.error_code, j.error_detail, j.cancel_requested, j.demo, j.created_at,
           j.started_at, j.generating_at, j.finished_at, v.id AS video_id, i.job_id IS NOT NULL AS has_inputs, i.upstream_prompt,
           i.negative_prompt, i.seed, i.reference_id, i.reference_sha256, i.remix_of, i.remix_target, j.only_account,
           to_json(i.cameos) AS cameos, to_json(i.characters) AS characters,
           (extract(epoch FROM j.created_at) * 1000000)::bigint AS created_micros,
           CASE WHEN j.status = 'pending' THEN
               (SELECT count(*) FROM jobs w WHERE w.user_id = j.user_id AND w.status = 'pending'
                AND (w.rank, w.id) <= (j.rank, j.id)) END AS position,
           CASE WHEN j.status IN ('pending', 'processing') THEN
               {typical} END AS typical_seconds,
           CASE WHEN j.status = 'pending' THEN
               (SELECT count(*) FROM jobs w WHERE w.user_id = j.user_id AND w.status = 'processing' AND w.upstream = j.upstream)
               END AS own_under_way
    FROM jobs j JOIN users u ON u.id = j.user_id LEFT JOIN videos v ON v.job_id = j.id
         LEFT JOIN job_inputs i ON i.job_id = j.id )",
        fmt::arg("typical", TypicalSeconds));
    return sql;
}

std::optional<std::chrono::milliseconds> readTypicalTime(const pg::Row& row) {
    const auto seconds = row.get<std::optional<double>>("typical_seconds");
    if (!seconds)
        return std::nullopt;
    return std::chrono::milliseconds(static_cast<std::int64_t>(*seconds * 1000));
}

} // namespace kinora::store
