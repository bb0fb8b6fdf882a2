#include "store/Blobs.h"

#include "base/Crypto.h"

#include <algorithm>
#include <utility>

namespace kinora::store {
namespace {

// A row that is there already is locked, so that nobody drops it before this transaction has referred to it.
constexpr auto PutBlob = R"sql(
INSERT INTO blobs (sha256, bytes, content_type) VALUES ($1::bytea, $2::bigint, $3)
ON CONFLICT ON CONSTRAINT blobs_pk DO UPDATE SET bytes = excluded.bytes)sql";

// Locked in a statement of its own: the next one then sees what was referred to while this one waited.
constexpr auto LockBlobs = R"sql(
SELECT 1 FROM blobs WHERE sha256 = ANY (ARRAY(SELECT decode(h, 'hex') FROM unnest($1::text[]) AS h))
ORDER BY sha256 FOR UPDATE)sql";

constexpr auto DropUnused = R"sql(
DELETE FROM blobs b WHERE b.sha256 = ANY (ARRAY(SELECT decode(h, 'hex') FROM unnest($1::text[]) AS h))
   AND NOT EXISTS (SELECT 1 FROM videos v WHERE v.content_sha256 = b.sha256)
   AND NOT EXISTS (SELECT 1 FROM videos v WHERE v.poster_sha256 = b.sha256)
   AND NOT EXISTS (SELECT 1 FROM videos v WHERE v.sprite_sha256 = b.sha256)
   AND NOT EXISTS (SELECT 1 FROM users u WHERE u.avatar_sha256 = b.sha256)
   AND NOT EXISTS (SELECT 1 FROM cameos c WHERE c.image_sha256 = b.sha256)
   AND NOT EXISTS (SELECT 1 FROM uploads u WHERE u.sha256 = b.sha256)
   AND NOT EXISTS (SELECT 1 FROM job_inputs i WHERE i.reference_sha256 = b.sha256)
RETURNING b.sha256)sql";

constexpr std::ptrdiff_t DroppedAtOnce = 500;

constexpr auto Claim = R"sql(
INSERT INTO blobs (sha256, bytes, content_type) VALUES ($1, 1, '') ON CONFLICT ON CONSTRAINT blobs_pk DO NOTHING)sql";

} // namespace

void insertBlob(pg::Transaction& transaction, const BlobRow& blob) {
    const std::string hash = fromHex(blob.sha256).value_or("");
    const pg::Bytes bytes{hash};
    transaction.post(PutBlob, bytes, blob.bytes, blob.contentType);
}

Task<std::vector<std::string>> dropUnusedBlobs(pg::Connection& connection, std::vector<std::string> sha256s) {
    std::ranges::sort(sha256s);
    const auto repeated = std::ranges::unique(sha256s);
    sha256s.erase(repeated.begin(), repeated.end());
    std::vector<std::string> dropped;
    for (auto at = sha256s.begin(); at != sha256s.end();) {
        const auto end = at + std::min(DroppedAtOnce, sha256s.end() - at);
        const std::vector<std::string> some(at, end);
        co_await connection.query(LockBlobs, some);
        const pg::Rows rows = co_await connection.query(DropUnused, some);
        for (const pg::Row row : rows)
            dropped.push_back(toHex(row.bytes("sha256")));
        at = end;
    }
    co_return dropped;
}

Task<bool> dropUnusedBlob(pg::Connection& connection, std::string sha256) {
    std::vector<std::string> one{std::move(sha256)};
    const auto dropped = co_await dropUnusedBlobs(connection, std::move(one));
    co_return !dropped.empty();
}

Task<bool> isKnownBlob(pg::Pool& pool, std::string sha256) {
    const std::string raw = fromHex(sha256).value_or("");
    const pg::Bytes hash{raw};
    const pg::Rows rows = co_await pool.query("SELECT 1 FROM blobs WHERE sha256 = $1", hash);
    co_return !rows.empty();
}

Task<bool> claimUnknownBlob(pg::Connection& connection, std::string sha256) {
    const std::string raw = fromHex(sha256).value_or("");
    const pg::Bytes hash{raw};
    const pg::Rows rows = co_await connection.query(Claim, hash);
    co_return rows.affected() > 0;
}

} // namespace kinora::store
