// The audit log as rows: appending under the lock of its head, reading pages, walking the chain.
#pragma once

#include "base/Task.h"
#include "pg/Connection.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::store {

/// One entry without its place in the chain. Texts that do not apply are empty.
struct AuditEntry {
    std::string action;
    std::string actorKind;
    std::optional<std::string> actorId;
    std::optional<std::string> sessionId;
    std::string address;
    std::string requestId;
    std::string subjectKind;
    std::string subjectId;
    std::string details = "{}"; ///< JSON, kept byte for byte
};

/// The last row of the chain; before the first one seq 0 and a hash of zeros.
struct AuditHead {
    std::int64_t seq = 0;
    std::string hash; ///< 32 raw bytes
    bool operator==(const AuditHead&) const = default;
};

struct AuditRow {
    std::int64_t seq = 0;
    std::int64_t micros = 0; ///< when, since 1970, as exact as the database has it
    AuditEntry entry;
    std::string previous; ///< raw bytes
    std::string hash;
};

/// SHA-256 over the hash of the row before and the canonical form of this one: a JSON array of seq, micros and the
/// members of the entry in their order, null where there is none.
[[nodiscard]] std::string auditHash(const AuditRow& row);

/// Where the database notifies of each commit that appended something.
inline constexpr std::string_view AuditChannel = "kinora_audit";

/// Appends in the caller's transaction, as the last thing before its commit: until then every other entry waits.
[[nodiscard]] Task<AuditHead> appendAudit(pg::Connection& connection, AuditEntry entry);

[[nodiscard]] Task<AuditHead> readAuditHead(pg::Connection& connection);
/// The stored hash of one row.
[[nodiscard]] Task<std::optional<std::string>> findAuditHash(pg::Connection& connection, std::int64_t seq);
/// Up to `limit` rows with a greater number, in order.
[[nodiscard]] Task<std::vector<AuditRow>> walkAudit(pg::Connection& connection, std::int64_t after, int limit);

/// Empty: any. Times in microseconds; `since` included, `until` not.
struct AuditFilter {
    std::optional<std::string> action;
    std::optional<std::string> actorId;
    std::optional<std::string> subjectId;
    std::optional<std::int64_t> since;
    std::optional<std::int64_t> until;
};
/// Newest first, below `before` where given.
[[nodiscard]] Task<std::vector<AuditRow>> listAudit(
    pg::Connection& connection, AuditFilter filter, std::optional<std::int64_t> before, int limit);

} // namespace kinora::store
