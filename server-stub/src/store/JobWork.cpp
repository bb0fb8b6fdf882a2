#include "store/JobWork.h"

#include "base/Ids.h"
#include "base/Time.h"
#include "store/JobRow.h"
#include "store/UpstreamAccounts.h"

#include <fmt/format.h>

namespace kinora::store {

namespace {

// A job in whose handling the relay crashed once goes on at once; then it waits longer each time. Where nothing was
// accepted the third crash ends it (JobRunner); what was accepted is only asked about less and less often.
constexpr std::string_view CountCrash = R"(
    crashes = least(crashes + 1, 1000),
    run_after = now() + CASE WHEN crashes = 0 THEN interval '0'
                             ELSE least(interval '1 hour', interval '5 seconds' * power(2, least(crashes, 20))) END)";

// Whoever holds a token has a place at the upstream; the condition on slot finds them without reading what has ended.
// The token stays until the next claim replaces it. What was killed from outside has not crashed, however often.
constexpr std::string_view ReleaseKilled = R"(
    UPDATE jobs SET claimed_by = NULL, lease_until = NULL, crashes = 0, run_after = now()
    WHERE claimed_by = $1::uuid AND claim_token IS NOT NULL AND slot IS NOT NULL)";

constexpr std::string_view ReleaseCrashed = R"(
    UPDATE jobs SET claimed_by = NULL, lease_until = NULL, {}
    WHERE claimed_by = $1::uuid AND claim_token IS NOT NULL AND slot IS NOT NULL)";

constexpr std::string_view Extend = R"(
    UPDATE jobs SET lease_until = now() + $2::interval WHERE claim_token = ANY ($1::uuid[]) AND slot IS NOT NULL
    RETURNING claim_token)";

constexpr std::string_view GiveBack = R"(
    UPDATE jobs SET claim_token = NULL, claimed_by = NULL, lease_until = NULL, run_after = now() + $3::interval,
                    slot = CASE WHEN status = 'processing' THEN slot END,
                    account = CASE WHEN status = 'processing' THEN account END
    WHERE id = $1::uuid AND claim_token = $2::uuid AND slot IS NOT NULL)";

constexpr std::string_view GiveBackAll = R"(
    UPDATE jobs SET claim_token = NULL, claimed_by = NULL, lease_until = NULL, run_after = now(),
                    slot = CASE WHEN status = 'processing' THEN slot END,
                    account = CASE WHEN status = 'processing' THEN account END
    WHERE claimed_by = $1::uuid AND claim_token IS NOT NULL AND slot IS NOT NULL)";

constexpr std::string_view GiveBackCrashed = R"(
    UPDATE jobs SET claim_token = NULL, claimed_by = NULL, lease_until = NULL, {},
                    slot = CASE WHEN status = 'processing' THEN slot END,
                    account = CASE WHEN status = 'processing' THEN account END
    WHERE id = $1::uuid AND claim_token = $2::uuid AND stage <> 'done')";

constexpr std::string_view LoadAttempt = R"(
    SELECT a.id, a.number, a.upstream, a.account, a.accepted, a.upstream_id, a.state, a.sent_at, a.intent_fingerprint,
           (extract(epoch FROM a.deadline_at - a.sent_at) * 1000)::bigint AS deadline,
           (extract(epoch FROM a.deadline_at - now()) * 1000)::bigint AS until_deadline,
           coalesce((extract(epoch FROM now() - a.accepted_at) * 1000)::bigint, 0) AS since_accepted
    FROM attempts a WHERE a.job_id = $1::uuid AND a.outcome <> 'not_accepted')";

constexpr std::string_view LoadClaim = R"(
    SELECT j.crashes, (extract(epoch FROM now() - greatest(j.created_at, u.queue_resumed_at)) * 1000)::bigint AS waited
    FROM jobs j JOIN users u ON u.id = j.user_id WHERE j.id = $1::uuid AND j.claim_token = $2::uuid AND j.stage <> 'done')";

constexpr std::string_view LockWaiting = R"(
    SELECT j.cancel_requested, u.queue_paused_at IS NOT NULL AS paused,
           EXISTS (SELECT FROM upstream_accounts a WHERE a.account = $3 AND (a.not_before > now()
               OR EXISTS (SELECT FROM upstream_drains d WHERE d.upstream = a.upstream))) AS must_wait
    FROM jobs j JOIN users u ON u.id = j.user_id
    WHERE j.id = $1::uuid AND j.claim_token = $2::uuid AND j.status = 'pending' FOR UPDATE OF j)";

constexpr std::string_view CancelIsWanted = R"(
    SELECT j.cancel_requested FROM jobs j
    WHERE j.id = $1::uuid AND j.claim_token = $2::uuid AND j.stage <> 'done' FOR UPDATE)";

constexpr std::string_view OthersUndecided =
    "SELECT 1 FROM attempts WHERE account = $1 AND outcome = 'sent' AND id <> $2::uuid LIMIT 1";

constexpr std::string_view InsertAttempt = R"(
    INSERT INTO attempts (id, job_id, number, upstream, account, intent_fingerprint, state, deadline_at)
    SELECT $1::uuid, $2::uuid, j.attempts + 1, $3, $4, $5::bytea, $6::jsonb, now() + $7::interval FROM jobs j WHERE j.id = $2::uuid)";

constexpr std::string_view StartSubmitting = R"(
    UPDATE jobs SET status = 'processing', stage = 'submitting', attempts = attempts + 1, started_at = coalesce(started_at, now()),
                    progress = NULL, message = NULL, crashes = 0
    WHERE id = $1::uuid)";

constexpr std::string_view ChangeJob = R"(
    UPDATE jobs j SET crashes = 0{}
    WHERE j.id = $1::uuid AND j.claim_token = $2::uuid AND j.stage <> 'done')";

constexpr std::string_view ChangeAttempt = R"(
    UPDATE attempts SET
        outcome = coalesce($2::attempt_outcome, outcome),
        accepted = accepted OR $3::boolean,
        accepted_at = CASE WHEN $3::boolean THEN coalesce(accepted_at, now()) ELSE accepted_at END,
        upstream_id = coalesce($4, upstream_id),
        state = state || $5::jsonb,
        upstream_reply = coalesce($6::jsonb, upstream_reply),
        detail = coalesce($7, detail),
        charged_micro_usd = coalesce($8::bigint, charged_micro_usd),
        watched_until = CASE WHEN $9::boolean THEN now() + interval '1 day' ELSE watched_until END,
        finished_at = CASE WHEN $2::attempt_outcome IN ('succeeded', 'failed', 'not_accepted', 'unknown') THEN now()
                           ELSE finished_at END
    WHERE id = $1::uuid)";

constexpr std::string_view StoreProgress = R"(
    UPDATE jobs j SET progress = greatest(j.progress, $3::smallint), message = coalesce($4, j.message),
        crashes = CASE WHEN $3::smallint > coalesce(j.progress, -1) THEN 0 ELSE j.crashes END
    WHERE j.id = $1::uuid AND j.claim_token = $2::uuid AND j.stage <> 'done'
    RETURNING j.cancel_requested, j.progress)";

// Two clocks may differ by so much.
constexpr std::chrono::minutes ClockSlack{2};

constexpr std::string_view KnownTasks = R"(
    SELECT t.id FROM unnest($2::text[], $3::text[]) AS t (id, created)
    WHERE EXISTS (SELECT FROM attempts a WHERE a.account = $1 AND a.upstream_id = t.id
        AND (a.outcome IN ('sent', 'accepted', 'late')
             OR coalesce(nullif(t.created, '')::timestamptz <= a.finished_at + $4::interval, true))))";

constexpr std::string_view GiveUpTaskId = R"(
    UPDATE attempts SET upstream_id = NULL
    WHERE account = (SELECT account FROM attempts WHERE id = $1::uuid) AND upstream_id = $2 AND id <> $1::uuid
      AND outcome IN ('succeeded', 'failed', 'not_accepted', 'unknown'))";

struct Statement {
    std::string sql;
    pg::Params params;
};

/// Names only what changes: the server prepares each expression of a statement again whenever it runs.
Statement changing(const Claim& claim, const JobChange& change) {
    pg::Params params = pg::Params::of(claim.jobId, claim.token);
    std::string set;
    const auto add = [&params, &set](std::string_view before, const auto& value, std::string_view after) {
        params.add(value);
        set += fmt::format(", {}${}{}", before, params.values().size(), after);
    };
    if (change.status)
        add("status = ", toText(*change.status), "::job_status");
    if (change.stage)
        add("stage = ", toText(*change.stage), "::job_stage");
    if (change.charged)
        add("charged = ", toText(*change.charged), "::job_charged");
    if (change.error) {
        add("error_code = ", change.error->code, "");
        add("error_detail = ", change.error->detail, "");
    }
    if (change.clearMessage)
        set += ", message = NULL";
    else if (change.message)
        add("message = ", *change.message, "");
    if (change.clearProgress)
        set += ", progress = NULL";
    else if (change.progress)
        add("progress = greatest(j.progress, ", *change.progress, "::smallint)");
    if (change.stage == JobStage::Generating)
        set += ", generating_at = coalesce(j.generating_at, now())";
    const bool ends = change.stage == JobStage::Done;
    if (ends)
        set += ", finished_at = now()";
    else if (change.release)
        add("run_after = now() + ", change.delay, "::interval");
    if (ends || change.release) {
        set += ", claim_token = NULL, claimed_by = NULL, lease_until = NULL";
        // The place stays for as long as the upstream has the job.
        if (!change.status)
            set += ", slot = CASE WHEN j.status = 'processing' THEN j.slot END"
                   ", account = CASE WHEN j.status = 'processing' THEN j.account END";
        else if (change.status != JobStatus::Processing)
            set += ", slot = NULL, account = NULL";
    }
    return {fmt::format(ChangeJob, set), std::move(params)};
}

} // namespace

Task<int> releaseOwnClaims(pg::Pool& pool, std::string instance, LastEnd lastEnd) {
    std::string sql(ReleaseKilled);
    if (lastEnd == LastEnd::Crash)
        sql = fmt::format(ReleaseCrashed, CountCrash);
    const pg::Rows rows = co_await pool.query(sql, instance);
    co_return static_cast<int>(rows.affected());
}

Task<std::set<std::string>> extendLeases(
    pg::Pool& pool, std::vector<std::string> tokens, std::chrono::milliseconds lease) {
    const pg::Rows rows = co_await pool.query(Extend, tokens, lease);
    std::set<std::string> held;
    for (const pg::Row row : rows)
        held.insert(row.get<std::string>("claim_token"));
    co_return held;
}

Task<> giveBack(pg::Pool& pool, Claim claim, std::chrono::milliseconds delay) {
    co_await pool.query(GiveBack, claim.jobId, claim.token, delay);
}

Task<> giveBackAll(pg::Pool& pool, std::string instance) {
    co_await pool.query(GiveBackAll, instance);
}

Task<> giveBackAfterCrash(pg::Pool& pool, Claim claim) {
    const std::string sql = fmt::format(GiveBackCrashed, CountCrash);
    co_await pool.query(sql, claim.jobId, claim.token);
}

Task<std::optional<Work>> loadWork(pg::Pool& pool, Claim claim) {
    pg::Transaction transaction = co_await pool.begin();
    const pg::Rows held = co_await transaction.query(LoadClaim, claim.jobId, claim.token);
    if (held.empty())
        co_return std::nullopt;
    const std::string selectOne = selectJob() + "WHERE j.id = $1::uuid";
    const pg::Rows jobs = co_await transaction.query(selectOne, claim.jobId);
    const pg::Rows attempts = co_await transaction.query(LoadAttempt, claim.jobId);
    Work work;
    work.job = readJob(jobs.front());
    work.crashes = held.front().get<int>("crashes");
    work.waited = std::chrono::milliseconds(held.front().get<std::int64_t>("waited"));
    if (!attempts.empty()) {
        const pg::Row row = attempts.front();
        Attempt attempt;
        attempt.id = row.get<std::string>("id");
        attempt.number = row.get<int>("number");
        attempt.upstream = row.get<std::string>("upstream");
        attempt.account = row.get<std::string>("account");
        attempt.accepted = row.get<bool>("accepted");
        attempt.upstreamId = row.get<std::optional<std::string>>("upstream_id");
        attempt.state = row.get<boost::json::value>("state").as_object();
        attempt.sentAt = row.get<TimePoint>("sent_at");
        if (!row.isNull("intent_fingerprint"))
            attempt.intentFingerprint = row.bytes("intent_fingerprint");
        attempt.deadline = std::chrono::milliseconds(row.get<std::int64_t>("deadline"));
        attempt.untilDeadline = std::chrono::milliseconds(row.get<std::int64_t>("until_deadline"));
        attempt.sinceAccepted = std::chrono::milliseconds(row.get<std::int64_t>("since_accepted"));
        work.attempt = std::move(attempt);
    }
    co_return work;
}

Task<Begun> beginAttempt(pg::Transaction& transaction, Claim claim, NewAttempt attempt) {
    holdOffDrain(transaction, attempt.upstream);
    const pg::Rows locked = co_await transaction.query(LockWaiting, claim.jobId, claim.token, attempt.account);
    if (locked.empty())
        co_return Begun::ClaimLost;
    if (locked.front().get<bool>("cancel_requested"))
        co_return Begun::Canceled;
    if (locked.front().get<bool>("paused"))
        co_return Begun::Paused;
    if (locked.front().get<bool>("must_wait"))
        co_return Begun::MustWait;
    const boost::json::value state(std::move(attempt.state));
    std::optional<pg::Bytes> fingerprint;
    if (attempt.intentFingerprint)
        fingerprint = pg::Bytes{*attempt.intentFingerprint};
    transaction.post(InsertAttempt, attempt.id, claim.jobId, attempt.upstream, attempt.account, fingerprint, state,
        attempt.deadline);
    transaction.post(StartSubmitting, claim.jobId);
    co_return Begun::Stored;
}

Task<bool> changeJob(pg::Transaction& transaction, Claim claim, JobChange change) {
    Statement statement = changing(claim, change);
    const pg::Rows rows = co_await transaction.connection().run(std::move(statement.sql), std::move(statement.params));
    co_return rows.affected() == 1;
}

Task<bool> changeJob(pg::Pool& pool, Claim claim, JobChange change) {
    Statement statement = changing(claim, change);
    const pg::Rows rows = co_await pool.run(std::move(statement.sql), std::move(statement.params));
    co_return rows.affected() == 1;
}

void changeAttempt(pg::Transaction& transaction, AttemptChange change) {
    const boost::json::value state(std::move(change.state));
    std::optional<boost::json::value> reply;
    if (!change.reply.is_null())
        reply = std::move(change.reply);
    if (change.upstreamId)
        transaction.post(GiveUpTaskId, change.id, *change.upstreamId);
    transaction.post(ChangeAttempt, change.id, change.outcome, change.accepted, change.upstreamId, state, reply,
        change.detail, change.chargedMicroUsd, change.watch);
}

Task<bool> cancelIsWanted(pg::Transaction& transaction, Claim claim) {
    const pg::Rows rows = co_await transaction.query(CancelIsWanted, claim.jobId, claim.token);
    co_return !rows.empty() && rows.front().get<bool>("cancel_requested");
}

Task<bool> othersUndecided(pg::Pool& pool, std::string account, std::string attemptId) {
    const pg::Rows rows = co_await pool.query(OthersUndecided, account, attemptId);
    co_return !rows.empty();
}

Task<Ticked> storeProgress(
    pg::Pool& pool, Claim claim, std::optional<int> progress, std::optional<std::string> message) {
    const pg::Rows rows = co_await pool.query(StoreProgress, claim.jobId, claim.token, progress, message);
    Ticked ticked;
    if (rows.empty())
        co_return ticked;
    ticked.held = true;
    ticked.cancelRequested = rows.front().get<bool>("cancel_requested");
    ticked.progress = rows.front().get<std::optional<int>>("progress");
    co_return ticked;
}

Task<std::set<std::string>> knownTasks(pg::Pool& pool, std::string account, std::vector<ListedTask> tasks) {
    std::vector<std::string> ids;
    std::vector<std::string> times;
    for (ListedTask& task : tasks) {
        ids.push_back(std::move(task.upstreamId));
        times.push_back(task.createdAt ? toRfc3339(*task.createdAt) : "");
    }
    const pg::Rows rows = co_await pool.query(KnownTasks, account, ids, times, ClockSlack);
    std::set<std::string> known;
    for (const pg::Row row : rows)
        known.insert(row.get<std::string>("id"));
    co_return known;
}

} // namespace kinora::store
