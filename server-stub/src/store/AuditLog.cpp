#include "store/AuditLog.h"

#include "base/Crypto.h"

#include <boost/json.hpp>

namespace kinora::store {
namespace {

// The time is taken under the lock, so that it grows with the numbers.
constexpr auto LockHead = "SELECT seq, hash FROM audit_head FOR UPDATE";
constexpr auto Now = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS micros";

constexpr auto AppendEntry = R"sql(
WITH appended AS (
    INSERT INTO audit_log (seq, at, action, actor_kind, actor_id, session_id, address, request_id, subject_kind, subject_id,
                           details, previous, hash)
    VALUES ($1::bigint, timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3, $4, $5::uuid, $6::uuid, $7, $8, $9, $10,
            $11::json, $12::bytea, $13::bytea))
UPDATE audit_head SET seq = $1::bigint, hash = $13::bytea RETURNING pg_notify($14, ''))sql";

constexpr auto Head = "SELECT seq, hash FROM audit_head";
constexpr auto HashOf = "SELECT hash FROM audit_log WHERE seq = $1";

const std::string SelectEntries = R"sql(
SELECT seq, (extract(epoch FROM at) * 1000000)::bigint AS micros, action, actor_kind, actor_id::text AS actor_id,
       session_id::text AS session_id, address, request_id, subject_kind, subject_id, details::text AS details, previous, hash
FROM audit_log )sql";

const std::string WalkEntries = SelectEntries + "WHERE seq > $1 ORDER BY seq LIMIT $2::int";

const std::string ListEntries = SelectEntries + R"sql(
WHERE ($1::text IS NULL OR action = $1) AND ($2::uuid IS NULL OR actor_id = $2) AND ($3::text IS NULL OR subject_id = $3)
  AND ($4::bigint IS NULL OR at >= timestamptz 'epoch' + $4::bigint * interval '1 microsecond')
  AND ($5::bigint IS NULL OR at < timestamptz 'epoch' + $5::bigint * interval '1 microsecond')
  AND ($6::bigint IS NULL OR seq < $6)
ORDER BY seq DESC LIMIT $7::int)sql";

AuditHead readHead(const pg::Row& row) {
    AuditHead head;
    head.seq = row.get<std::int64_t>("seq");
    head.hash = row.bytes("hash");
    return head;
}

std::vector<AuditRow> readRows(const pg::Rows& rows) {
    std::vector<AuditRow> read;
    read.reserve(static_cast<std::size_t>(rows.size()));
    for (const pg::Row row : rows) {
        AuditRow made;
        made.seq = row.get<std::int64_t>("seq");
        made.micros = row.get<std::int64_t>("micros");
        made.entry.action = row.get<std::string>("action");
        made.entry.actorKind = row.get<std::string>("actor_kind");
        made.entry.actorId = row.get<std::optional<std::string>>("actor_id");
        made.entry.sessionId = row.get<std::optional<std::string>>("session_id");
        made.entry.address = row.get<std::string>("address");
        made.entry.requestId = row.get<std::string>("request_id");
        made.entry.subjectKind = row.get<std::string>("subject_kind");
        made.entry.subjectId = row.get<std::string>("subject_id");
        made.entry.details = row.get<std::string>("details");
        made.previous = row.bytes("previous");
        made.hash = row.bytes("hash");
        read.push_back(std::move(made));
    }
    return read;
}

boost::json::value textOrNull(const std::optional<std::string>& text) {
    return text ? boost::json::value(*text) : boost::json::value(nullptr);
}

} // namespace

std::string auditHash(const AuditRow& row) {
    const AuditEntry& entry = row.entry;
    const boost::json::array canonical{row.seq, row.micros, entry.action, entry.actorKind, textOrNull(entry.actorId),
        textOrNull(entry.sessionId), entry.address, entry.requestId, entry.subjectKind, entry.subjectId, entry.details};
    Sha256 hash;
    hash.update(row.previous);
    hash.update(boost::json::serialize(canonical));
    return hash.finish();
}

Task<AuditHead> appendAudit(pg::Connection& connection, AuditEntry entry) {
    const pg::Rows locked = co_await connection.query(LockHead);
    const AuditHead last = readHead(locked.front());
    const pg::Rows now = co_await connection.query(Now);
    AuditRow row;
    row.seq = last.seq + 1;
    row.micros = now.front().get<std::int64_t>("micros");
    row.entry = std::move(entry);
    row.previous = last.hash;
    row.hash = auditHash(row);
    const AuditEntry& made = row.entry;
    const pg::Bytes previous{row.previous};
    const pg::Bytes hash{row.hash};
    co_await connection.query(AppendEntry, row.seq, row.micros, made.action, made.actorKind, made.actorId,
        made.sessionId, made.address, made.requestId, made.subjectKind, made.subjectId, made.details, previous, hash,
        AuditChannel);
    AuditHead head;
    head.seq = row.seq;
    head.hash = std::move(row.hash);
    co_return head;
}

Task<AuditHead> readAuditHead(pg::Connection& connection) {
    const pg::Rows rows = co_await connection.query(Head);
    co_return readHead(rows.front());
}

Task<std::optional<std::string>> findAuditHash(pg::Connection& connection, std::int64_t seq) {
    const pg::Rows rows = co_await connection.query(HashOf, seq);
    if (rows.empty())
        co_return std::nullopt;
    co_return rows.front().bytes("hash");
}

Task<std::vector<AuditRow>> walkAudit(pg::Connection& connection, std::int64_t after, int limit) {
    const pg::Rows rows = co_await connection.query(WalkEntries, after, limit);
    co_return readRows(rows);
}

Task<std::vector<AuditRow>> listAudit(
    pg::Connection& connection, AuditFilter filter, std::optional<std::int64_t> before, int limit) {
    const pg::Rows rows = co_await connection.query(
        ListEntries, filter.action, filter.actorId, filter.subjectId, filter.since, filter.until, before, limit);
    co_return readRows(rows);
}

} // namespace kinora::store
