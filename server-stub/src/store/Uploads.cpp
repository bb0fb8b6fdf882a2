#include "store/Uploads.h"

#include "base/Crypto.h"
#include "store/Blobs.h"

namespace kinora::store {
namespace {

constexpr auto InsertUpload = R"sql(
INSERT INTO uploads (id, user_id, sha256, width, height) VALUES ($1::uuid, $2::uuid, $3::bytea, $4::integer, $5::integer))sql";

constexpr auto FindUpload = R"sql(
SELECT u.id, u.sha256, u.width, u.height FROM uploads u WHERE u.user_id = $1::uuid AND u.id = $2::uuid)sql";

constexpr auto LockUpload = R"sql(
SELECT u.id, u.sha256, u.width, u.height FROM uploads u WHERE u.user_id = $1::uuid AND u.id = $2::uuid FOR KEY SHARE)sql";

constexpr auto CountUnused = R"sql(
SELECT count(*) AS uploads FROM uploads u
WHERE u.user_id = $1::uuid AND NOT EXISTS (SELECT FROM job_inputs i WHERE i.reference_id = u.id))sql";

// One that a job is just being given is locked, and found used the next time.
constexpr auto RemoveOld = R"sql(
DELETE FROM uploads WHERE id IN (
    SELECT u.id FROM uploads u
    WHERE u.created_at < now() - $1::interval AND NOT EXISTS (SELECT FROM job_inputs i WHERE i.reference_id = u.id)
    ORDER BY u.created_at LIMIT $2::integer FOR UPDATE OF u SKIP LOCKED)
RETURNING sha256)sql";

std::optional<Upload> uploadOf(const pg::Rows& rows) {
    if (rows.empty())
        return std::nullopt;
    Upload upload;
    upload.id = rows.front().get<std::string>("id");
    upload.sha256 = toHex(rows.front().bytes("sha256"));
    upload.width = rows.front().get<int>("width");
    upload.height = rows.front().get<int>("height");
    return upload;
}

} // namespace

Task<> insertUpload(pg::Connection& connection, std::string userId, Upload upload) {
    const std::string raw = fromHex(upload.sha256).value_or("");
    const pg::Bytes hash{raw};
    co_await connection.query(InsertUpload, upload.id, userId, hash, upload.width, upload.height);
}

Task<std::optional<Upload>> lockUpload(pg::Connection& connection, std::string userId, std::string id) {
    const pg::Rows rows = co_await connection.query(LockUpload, userId, id);
    co_return uploadOf(rows);
}

Task<std::optional<Upload>> findUpload(pg::Pool& pool, std::string userId, std::string id) {
    const pg::Rows rows = co_await pool.query(FindUpload, userId, id);
    co_return uploadOf(rows);
}

Task<std::int64_t> countUnusedUploads(pg::Connection& connection, std::string userId) {
    const pg::Rows rows = co_await connection.query(CountUnused, userId);
    co_return rows.front().get<std::int64_t>("uploads");
}

Task<SweptUploads> removeOldUploads(pg::Transaction& transaction, std::chrono::seconds age, int atMost) {
    const pg::Rows rows = co_await transaction.query(RemoveOld, age, atMost);
    std::vector<std::string> hashes;
    for (const pg::Row row : rows)
        hashes.push_back(toHex(row.bytes("sha256")));
    SweptUploads swept;
    swept.uploads = rows.size();
    swept.unusedFiles = co_await dropUnusedBlobs(transaction.connection(), std::move(hashes));
    co_return swept;
}

} // namespace kinora::store
