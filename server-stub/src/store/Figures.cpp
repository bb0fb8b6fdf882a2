#include "store/Figures.h"

#include "base/Crypto.h"

namespace kinora::store {
namespace {

constexpr auto ActiveFigures = R"sql(
SELECT stage::text AS stage, count(*) AS jobs FROM jobs WHERE status IN ('pending', 'processing') GROUP BY stage)sql";

constexpr auto Totals = R"sql(
SELECT (SELECT coalesce(sum(micro_usd), 0)::bigint FROM monthly_usage
        WHERE month = date_trunc('month', now() AT TIME ZONE 'UTC')::date) AS micro_usd,
       (SELECT seq FROM audit_head) AS audit_entries)sql";

constexpr auto Upstreams = R"sql(
SELECT u.upstream, coalesce(sum(p.places), 0)::bigint AS in_flight, d.upstream IS NOT NULL AS drained
FROM (SELECT DISTINCT upstream FROM upstream_accounts) u
LEFT JOIN (SELECT upstream, count(*) AS places FROM jobs WHERE slot IS NOT NULL GROUP BY upstream) p USING (upstream)
LEFT JOIN upstream_drains d USING (upstream)
GROUP BY u.upstream, d.upstream ORDER BY u.upstream)sql";

constexpr auto Storage = "SELECT count(*) AS files, coalesce(sum(bytes), 0)::bigint AS bytes FROM blobs";

constexpr auto Blobs =
    "SELECT sha256, bytes, extract(epoch FROM now() - created_at)::bigint AS age FROM blobs ORDER BY sha256";

} // namespace

Task<Figures> readFigures(pg::Connection& connection) {
    Figures figures;
    const pg::Rows active = co_await connection.query(ActiveFigures);
    for (const pg::Row row : active)
        figures.activeByStage[row.get<std::string>("stage")] = row.get<std::int64_t>("jobs");
    const pg::Rows totals = co_await connection.query(Totals);
    figures.monthMicroUsd = totals.front().get<std::int64_t>("micro_usd");
    figures.auditEntries = totals.front().get<std::int64_t>("audit_entries");
    const pg::Rows upstreams = co_await connection.query(Upstreams);
    for (const pg::Row row : upstreams) {
        UpstreamFigures one;
        one.upstream = row.get<std::string>("upstream");
        one.inFlight = row.get<std::int64_t>("in_flight");
        one.drained = row.get<bool>("drained");
        figures.upstreams.push_back(std::move(one));
    }
    co_return figures;
}

Task<StorageFigures> readStorageFigures(pg::Connection& connection) {
    const pg::Rows rows = co_await connection.query(Storage);
    StorageFigures figures;
    figures.files = rows.front().get<std::int64_t>("files");
    figures.bytes = rows.front().get<std::int64_t>("bytes");
    co_return figures;
}

Task<std::vector<StoredBlob>> readBlobs(pg::Connection& connection) {
    const pg::Rows rows = co_await connection.query(Blobs);
    std::vector<StoredBlob> blobs;
    blobs.reserve(static_cast<std::size_t>(rows.size()));
    for (const pg::Row row : rows) {
        StoredBlob blob;
        blob.sha256 = toHex(row.bytes("sha256"));
        blob.bytes = static_cast<std::uint64_t>(row.get<std::int64_t>("bytes"));
        blob.age = std::chrono::seconds(row.get<std::int64_t>("age"));
        blobs.push_back(std::move(blob));
    }
    co_return blobs;
}

} // namespace kinora::store
