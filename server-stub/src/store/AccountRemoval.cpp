#include "store/AccountRemoval.h"

#include "base/Crypto.h"
#include "store/Blobs.h"

#include <utility>
#include <vector>

namespace kinora::store {
namespace {

constexpr auto LockJobs = R"sql(
SELECT status::text AS status FROM jobs WHERE user_id = $1 AND status IN ('pending', 'processing') ORDER BY id FOR UPDATE)sql";

constexpr auto Sum = R"sql(
SELECT (SELECT count(*) FROM jobs WHERE user_id = $1) AS jobs,
       (SELECT count(*) FROM videos WHERE user_id = $1) AS videos,
       (SELECT coalesce(sum(micro_usd), 0)::bigint FROM ledger WHERE user_id = $1 AND kind IN ('charge', 'adjust')) AS charged)sql";

constexpr auto Keys = "SELECT id FROM api_keys WHERE user_id = $1 AND revoked_at IS NULL";

constexpr auto Files = R"sql(
SELECT content_sha256 AS sha256 FROM videos WHERE user_id = $1
UNION SELECT poster_sha256 FROM videos WHERE user_id = $1
UNION SELECT sprite_sha256 FROM videos WHERE user_id = $1 AND sprite_sha256 IS NOT NULL
UNION SELECT avatar_sha256 FROM users WHERE id = $1 AND avatar_sha256 IS NOT NULL
UNION SELECT image_sha256 FROM cameos WHERE user_id = $1 AND image_sha256 IS NOT NULL
UNION SELECT sha256 FROM uploads WHERE user_id = $1
UNION SELECT i.reference_sha256 FROM job_inputs i JOIN jobs j ON j.id = i.job_id
      WHERE j.user_id = $1 AND i.reference_sha256 IS NOT NULL)sql";

constexpr auto Delete = "DELETE FROM users WHERE id = $1";

} // namespace

Task<bool> lockJobsOf(pg::Connection& connection, std::string userId) {
    const pg::Rows rows = co_await connection.query(LockJobs, userId);
    for (const pg::Row row : rows)
        if (row.get<std::string_view>("status") == "processing")
            co_return true;
    co_return false;
}

Task<Removed> removeAccount(pg::Connection& connection, std::string userId) {
    Removed removed;
    const pg::Rows sums = co_await connection.query(Sum, userId);
    removed.jobs = sums.front().get<std::int64_t>("jobs");
    removed.videos = sums.front().get<std::int64_t>("videos");
    removed.chargedMicroUsd = sums.front().get<std::int64_t>("charged");
    const pg::Rows keys = co_await connection.query(Keys, userId);
    for (const pg::Row row : keys)
        removed.apiKeys.push_back(row.get<std::string>("id"));
    const pg::Rows files = co_await connection.query(Files, userId);
    co_await connection.query(Delete, userId);
    std::vector<std::string> sha256s;
    for (const pg::Row row : files)
        sha256s.push_back(toHex(row.bytes("sha256")));
    removed.blobs = co_await dropUnusedBlobs(connection, std::move(sha256s));
    co_return removed;
}

} // namespace kinora::store
