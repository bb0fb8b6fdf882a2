// How many jobs a second the relay's own store functions claim and end, one by one. Started by
// tests/bench/relay/compare.py, as one of:
//
//   relay_jobs_bench serve
//     runs a private PostgreSQL, prints its conninfo, ends with standard input
//
//   relay_jobs_bench claim|life CONNINFO JOBS BACKLOG USERS turns|rows
//     works on JOBS of BACKLOG waiting ones, that USERS sent in turns or one user after the other, and prints the
//     seconds from the first begun to the last finished
#include "base/Ids.h"
#include "pg/Migrator.h"
#include "store/EventLog.h"
#include "store/JobStore.h"
#include "store/JobWork.h"
#include "store/Ledger.h"
#include "store/Migrations.h"
#include "support/PostgresEnvironment.h"

#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace kinora;
using namespace std::chrono_literals;

namespace {

constexpr int Workers = 8;

constexpr std::string_view AddUsers = R"(
    INSERT INTO users (id, email, email_key, password_hash, handle, display_name)
    SELECT gen_random_uuid(), 'u' || i, 'u' || i, 'x', 'user_' || i, 'u' FROM generate_series(1, $1::int) i)";
constexpr std::string_view AddSubmissions = R"(
    INSERT INTO submissions (id, user_id, key, fingerprint, status, answer)
    SELECT gen_random_uuid(), u.id, i::text, 'x', 202, 'null'
    FROM generate_series(1, $1::int) i JOIN (SELECT id, row_number() OVER () - 1 AS number FROM users) u ON u.number = i % $2::int)";
constexpr std::string_view AddJobs = R"(
    INSERT INTO jobs (id, user_id, submission_id, prompt, orientation, model, upstream, seconds, price_micro_usd, charged, counted_in)
    SELECT gen_random_uuid(), user_id, id, 'rain on a tin roof', 'portrait', 'sora-2', 'studio', 4, 400000, 'held',
           date_trunc('month', now() AT TIME ZONE 'UTC')::date FROM submissions
    ORDER BY CASE WHEN $1 THEN user_id END, key::int)";
constexpr std::string_view AddReserves = R"(
    INSERT INTO ledger (id, user_id, job_id, kind, reason, micro_usd)
    SELECT gen_random_uuid(), user_id, id, 'reserve', 'submitted', 400000 FROM jobs)";
constexpr std::string_view AddUsage = R"(
    INSERT INTO monthly_usage (user_id, micro_usd, seconds) SELECT user_id, sum(price_micro_usd), sum(seconds) FROM jobs GROUP BY user_id)";

Task<> fill(pg::Pool& pool, int backlog, int users, bool inRows) {
    co_await pg::migrate(pool, store::migrations());
    co_await pool.query("TRUNCATE users CASCADE");
    co_await pool.query(AddUsers, users);
    co_await pool.query(AddSubmissions, backlog, users);
    co_await pool.query(AddJobs, inRows);
    co_await pool.query(AddReserves);
    co_await pool.query(AddUsage);
    co_await pool.query("VACUUM ANALYZE");
}

/// From the claim straight to an end: a row claimed with a token, and ended under it.
Task<bool> endAtOnce(pg::Pool& pool, store::Claim claim) {
    store::JobChange end;
    end.status = store::JobStatus::Canceled;
    end.stage = store::JobStage::Done;
    co_return co_await store::changeJob(pool, std::move(claim), std::move(end));
}

/// Everything the relay writes for a job that goes well, but the video's own rows: intent, acceptance and charge,
/// saving, and the end with its event.
Task<bool> liveThrough(pg::Pool& pool, store::Claim claim) {
    const std::string attemptId = newId();
    {
        pg::Transaction transaction = co_await pool.begin();
        store::NewAttempt attempt;
        attempt.id = attemptId;
        attempt.upstream = "studio";
        attempt.account = "key";
        attempt.deadline = 10min;
        const auto begun = co_await store::beginAttempt(transaction, claim, std::move(attempt));
        if (begun != store::Begun::Stored)
            co_return false;
        co_await transaction.commit();
    }
    for (const auto stage : {store::JobStage::Generating, store::JobStage::Saving, store::JobStage::Done}) {
        pg::Transaction transaction = co_await pool.begin();
        const auto job = co_await store::findJob(transaction, claim.jobId);
        store::JobChange change;
        change.stage = stage;
        change.charged = store::Charged::Yes;
        if (stage == store::JobStage::Done)
            change.status = store::JobStatus::Completed;
        co_await store::changeJob(transaction, claim, std::move(change));
        store::AttemptChange attempt;
        attempt.id = attemptId;
        attempt.outcome = stage == store::JobStage::Done ? "succeeded" : "accepted";
        attempt.accepted = true;
        attempt.upstreamId = "video_" + attemptId;
        store::changeAttempt(transaction, std::move(attempt));
        if (stage != store::JobStage::Saving)
            store::settleCharged(transaction, claim.jobId, attemptId);
        if (stage == store::JobStage::Done) {
            store::Event event{.seq = 0, .name = "completed", .jobId = claim.jobId, .body = "{}"};
            event.seq = co_await store::takeNumbers(transaction, job->userId, 1);
            store::appendEvent(transaction, job->userId, event);
        }
        co_await transaction.commit();
    }
    co_return true;
}

using Work = Task<bool> (*)(pg::Pool&, store::Claim);

using Clock = std::chrono::steady_clock;

/// `begun`: when the first of all workers has its first job.
Task<> worker(pg::Pool& pool, Work work, std::string instance, store::ClaimMemory& memory, int& left,
    std::optional<Clock::time_point>& begun) {
    while (left > 0) {
        --left;
        // Twice as many places as workers, as an upstream that is not the bottleneck has.
        const store::ClaimLimits limits{
            .upstream = "studio", .instance = instance, .lease = 30s, .maxInFlight = 2 * Workers, .atMost = 1};
        std::vector<store::Claim> claims;
        while (claims.empty())
            claims = co_await store::claimWaiting(pool, limits, &memory);
        if (!begun)
            begun = Clock::now();
        const bool done = co_await work(pool, claims.front());
        if (!done)
            throw std::runtime_error("a claim was lost");
    }
}

/// In seconds, from the first job begun to the last one finished, as the others are measured.
double measure(const std::string& conninfo, Work work, int jobs, int backlog, int users, bool inRows) {
    boost::asio::io_context io;
    pg::Pool pool(conninfo, {.connectionsPerThread = Workers});
    test::runOn(io, fill(pool, backlog, users, inRows));
    int left = jobs;
    store::ClaimMemory memory; // one relay's
    std::optional<Clock::time_point> begun;
    for (int i = 0; i < Workers; ++i)
        boost::asio::co_spawn(
            io, worker(pool, work, newId(), memory, left, begun), [](const std::exception_ptr& failure) {
                if (failure)
                    std::rethrow_exception(failure);
            });
    io.restart();
    io.run();
    const std::chrono::duration<double> spent = Clock::now() - begun.value();
    test::runOn(io, pool.close());
    return spent.count();
}

int serve() {
    std::cout << test::PostgresEnvironment::instance().server().conninfo() << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() == 1 && arguments[0] == "serve")
        return serve();
    constexpr std::size_t wanted = 6;
    if (arguments.size() != wanted || (arguments[0] != "claim" && arguments[0] != "life")) {
        std::cerr << "serve | claim|life CONNINFO JOBS BACKLOG USERS turns|rows\n";
        return 2;
    }
    const Work work = arguments[0] == "claim" ? endAtOnce : liveThrough;
    const double seconds = measure(arguments[1], work, std::stoi(arguments[2]), std::stoi(arguments[3]),
        std::stoi(arguments[4]), arguments[5] == "rows");
    fmt::print("{:.4f}\n", seconds);
    return 0;
}
