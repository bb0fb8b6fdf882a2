#include "store/JobStore.h"

#include "base/Crypto.h"
#include "store/JobRow.h"
#include "store/Ledger.h"

namespace kinora::store {

namespace {

constexpr std::string_view FindSubmission = R"(
    SELECT id, fingerprint, status, answer::text AS answer FROM submissions WHERE user_id = $1::uuid AND key = $2)";

constexpr std::string_view TryLockKey =
    "SELECT pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 20260102)) AS locked";

constexpr std::string_view InsertSubmission = R"(
    INSERT INTO submissions (id, user_id, key, fingerprint, status, answer) VALUES ($1::uuid, $2::uuid, $3, $4::bytea, 0, 'null'))";

constexpr std::string_view StoreAnswer =
    "UPDATE submissions SET status = $2::smallint, answer = $3::json WHERE id = $1::uuid";

constexpr std::string_view InsertJob = R"(
    INSERT INTO jobs (id, user_id, submission_id, take, batch_id, retry_of, prompt, orientation, model, upstream, seconds, size,
                      price_micro_usd, charged, demo, counted_in, only_account)
    VALUES ($1::uuid, $2::uuid, $3::uuid, $4::smallint, $5::uuid, $6::uuid, $7, $8::video_orientation, $9, $10, $11::smallint, $12,
            $13::bigint, CASE WHEN $13::bigint > 0 THEN 'held' ELSE 'no' END::job_charged, $14::boolean, $15::date,
            nullif($16, '')))";

constexpr std::string_view InsertInputs = R"(
    INSERT INTO job_inputs (job_id, upstream_prompt, negative_prompt, seed, reference_id, reference_sha256, cameos, characters,
                            remix_of, remix_target)
    VALUES ($1::uuid, $2, $3, $4::bigint, $5::uuid, $6::bytea, $7::uuid[], $8::text[], $9::uuid, nullif($10, '')))";

constexpr std::string_view JobById = "WHERE j.id = $1::uuid";

constexpr std::string_view JobsOfUser = R"(
    WHERE j.user_id = $1::uuid AND (cardinality($2::text[]) = 0 OR j.status::text = ANY ($2::text[]))
      AND ($3::bigint IS NULL OR (j.created_at, j.id) <
           (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4::uuid))
      AND ($6::text IS NULL OR strpos(lower(j.prompt), lower($6::text)) > 0)
    ORDER BY j.created_at DESC, j.id DESC LIMIT $5::int)";

constexpr std::string_view ActiveJobs =
    "WHERE j.user_id = $1::uuid AND j.status IN ('pending', 'processing') ORDER BY j.rank, j.id";

// A claimed job that still waits is about to be submitted, or not: its worker finds out under the lock.
constexpr std::string_view CancelWaiting = R"(
    UPDATE jobs SET status = 'canceled', stage = 'done', finished_at = now(), charged = 'no', cancel_requested = true,
                    message = NULL, claim_token = NULL, claimed_by = NULL, lease_until = NULL, slot = NULL, account = NULL
    WHERE id = $1::uuid AND status = 'pending')";

constexpr std::string_view MarkCancel =
    "UPDATE jobs SET cancel_requested = true, run_after = now() WHERE id = $1::uuid AND stage <> 'done'";

std::string selectJobs(std::string_view condition) {
    return selectJob() + std::string(condition);
}

void postInputs(pg::Transaction& transaction, const std::string& jobId, const JobInputs& inputs) {
    std::string raw;
    std::optional<pg::Bytes> reference;
    if (inputs.referenceSha256) {
        raw = fromHex(*inputs.referenceSha256).value_or("");
        reference = pg::Bytes{raw};
    }
    transaction.post(InsertInputs, jobId, inputs.upstreamPrompt, inputs.negativePrompt, inputs.seed, inputs.referenceId,
        reference, inputs.cameos, inputs.characters, inputs.remixOf, inputs.remixTarget);
}

std::optional<Job> firstJob(const pg::Rows& rows) {
    return rows.empty() ? std::nullopt : std::optional(readJob(rows.front()));
}

std::optional<Submission> readSubmission(const pg::Rows& rows) {
    if (rows.empty())
        return std::nullopt;
    Submission found;
    found.id = rows.front().get<std::string>("id");
    found.fingerprint = rows.front().bytes("fingerprint");
    found.status = rows.front().get<int>("status");
    found.answer = rows.front().get<std::string>("answer");
    return found;
}

} // namespace

Task<std::optional<Submission>> findSubmission(pg::Pool& pool, std::string userId, std::string key) {
    const pg::Rows rows = co_await pool.query(FindSubmission, userId, key);
    co_return readSubmission(rows);
}

Task<std::optional<Submission>> findSubmission(pg::Transaction& transaction, std::string userId, std::string key) {
    const pg::Rows rows = co_await transaction.query(FindSubmission, userId, key);
    co_return readSubmission(rows);
}

Task<bool> tryLockKey(pg::Transaction& transaction, std::string userId, std::string key) {
    const pg::Rows rows = co_await transaction.query(TryLockKey, userId, key);
    co_return rows.front().get<bool>("locked");
}

Task<> insertSubmission(pg::Transaction& transaction, std::string userId, std::string key, std::string submissionId,
    std::string fingerprint) {
    const pg::Bytes bytes{fingerprint};
    co_await transaction.query(InsertSubmission, submissionId, userId, key, bytes);
}

Task<> storeAnswer(pg::Transaction& transaction, std::string submissionId, int status, std::string answer) {
    co_await transaction.query(StoreAnswer, submissionId, status, answer);
}

Task<> insertJob(pg::Transaction& transaction, NewJob job) {
    co_await transaction.query(InsertJob, job.id, job.userId, job.submissionId, job.take, job.batchId, job.retryOf,
        job.prompt, job.orientation, job.model, job.upstream, job.seconds, job.size, job.priceMicroUsd, job.demo,
        job.countedIn, job.inputs.onlyAccount);
    if (job.inputs.any())
        postInputs(transaction, job.id, job.inputs);
    const std::int64_t price = job.priceMicroUsd.value_or(0);
    bookReserve(transaction, job.userId, job.id, price);
}

Task<std::optional<Job>> findJob(pg::Pool& pool, std::string id) {
    const pg::Rows rows = co_await pool.query(selectJobs(JobById), id);
    co_return firstJob(rows);
}

Task<std::optional<Job>> findJob(pg::Transaction& transaction, std::string id) {
    const pg::Rows rows = co_await transaction.query(selectJobs(JobById), id);
    co_return firstJob(rows);
}

Task<Page<Job>> listJobs(pg::Pool& pool, OwnJobs wanted) {
    const PageParams key(wanted.after);
    const std::string sql = selectJobs(JobsOfUser);
    const pg::Rows rows =
        co_await pool.query(sql, wanted.userId, wanted.statuses, key.micros, key.id, wanted.limit + 1, wanted.text);
    co_return readPage(rows, wanted.limit, readJob);
}

Task<std::vector<Job>> activeJobs(pg::Pool& pool, std::string userId) {
    const pg::Rows rows = co_await pool.query(selectJobs(ActiveJobs), userId);
    std::vector<Job> jobs;
    for (const pg::Row row : rows)
        jobs.push_back(readJob(row));
    co_return jobs;
}

Task<CancelOutcome> requestCancel(pg::Transaction& transaction, std::string jobId) {
    const pg::Rows waiting = co_await transaction.query(CancelWaiting, jobId);
    if (waiting.affected() == 1) {
        settleNotCharged(transaction, jobId);
        co_return CancelOutcome::Canceled;
    }
    const pg::Rows marked = co_await transaction.query(MarkCancel, jobId);
    co_return marked.affected() == 1 ? CancelOutcome::Requested : CancelOutcome::AlreadyDone;
}

} // namespace kinora::store
