#include "store/Blobs.h"

#include "base/Crypto.h"

namespace kinora::store {
namespace {

// A row that is there already is locked, so that nobody drops it before this transaction has referred to it.
constexpr auto PutBlob = R"sql(
INSERT INTO blobs (sha256, bytes, content_type) VALUES ($1::bytea, $2::bigint, $3)
ON CONFLICT ON CONSTRAINT blobs_pk DO UPDATE SET bytes = excluded.bytes)sql";

// Locked in a statement of its own: the next one then sees what was referred to while this one waited.
constexpr auto LockBlob = "SELECT 1 FROM blobs WHERE sha256 = $1 FOR UPDATE";

constexpr auto DropUnused = R"sql(
DELETE FROM blobs b WHERE b.sha256 = $1
   AND NOT EXISTS (SELECT 1 FROM videos v WHERE v.content_sha256 = b.sha256)
   AND NOT EXISTS (SELECT 1 FROM videos v WHERE v.poster_sha256 = b.sha256)
   AND NOT EXISTS (SELECT 1 FROM videos v WHERE v.sprite_sha256 = b.sha256)
   AND NOT EXISTS (SELECT 1 FROM users u WHERE u.avatar_sha256 = b.sha256)
   AND NOT EXISTS (SELECT 1 FROM cameos c WHERE c.image_sha256 = b.sha256)
   AND NOT EXISTS (SELECT 1 FROM uploads u WHERE u.sha256 = b.sha256)
   AND NOT EXISTS (SELECT 1 FROM job_inputs i WHERE i.reference_sha256 = b.sha256))sql";

constexpr auto Claim = R"sql(
INSERT INTO blobs (sha256, bytes, content_type) VALUES ($1, 1, '') ON CONFLICT ON CONSTRAINT blobs_pk DO NOTHING)sql";

} // namespace

void insertBlob(pg::Transaction& transaction, const BlobRow& blob) {
    const std::string hash = fromHex(blob.sha256).value_or("");
    const pg::Bytes bytes{hash};
    transaction.post(PutBlob, bytes, blob.bytes, blob.contentType);
}

Task<bool> dropUnusedBlob(pg::Connection& connection, std::string sha256) {
    const std::string raw = fromHex(sha256).value_or("");
    const pg::Bytes hash{raw};
    co_await connection.query(LockBlob, hash);
    const pg::Rows rows = co_await connection.query(DropUnused, hash);
    co_return rows.affected() > 0;
}

Task<bool> claimUnknownBlob(pg::Connection& connection, std::string sha256) {
    const std::string raw = fromHex(sha256).value_or("");
    const pg::Bytes hash{raw};
    const pg::Rows rows = co_await connection.query(Claim, hash);
    co_return rows.affected() > 0;
}

} // namespace kinora::store
