// Whether the audit log is what was written: nothing changed, removed, put in or cut off.
#pragma once

#include "base/Result.h"
#include "base/Task.h"
#include "pg/Pool.h"
#include "store/AuditLog.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kinora::domain {

using store::AuditHead;

enum class AuditFlawKind {
    Changed,   ///< the row does not hash to its own hash
    Removed,   ///< rows before this one are missing
    Inserted,  ///< the row is not one that the chain has
    Cut,       ///< the chain ends before its head, or before the head that was kept outside the database
    Rewritten, ///< whole and well-formed, but not the chain whose head was kept outside
};

[[nodiscard]] std::string_view toText(AuditFlawKind kind);

struct AuditFlaw {
    AuditFlawKind kind = AuditFlawKind::Changed;
    std::int64_t seq = 0; ///< where it shows
    std::string detail;
};

struct AuditVerdict {
    std::int64_t rows = 0;
    AuditHead head; ///< as the database says
    /// The first MaxFlaws, in the order of the log.
    std::vector<AuditFlaw> flaws;
    static constexpr std::size_t MaxFlaws = 100;
};

/// Walks the whole chain in one snapshot, also while entries are being added. `kept`: the head that was kept outside,
/// which may be an older one.
[[nodiscard]] Task<AuditVerdict> verifyAudit(pg::Pool& pool, std::optional<AuditHead> kept);

/// Where a data folder keeps the head: one JSON object.
[[nodiscard]] std::filesystem::path auditHeadFile(const std::filesystem::path& dataFolder);
/// Nothing if there is no such file yet. Code::Internal if it cannot be read.
[[nodiscard]] Result<std::optional<AuditHead>> readKeptHead(const std::filesystem::path& file);
/// On disk when it returns. Blocking.
[[nodiscard]] Result<> keepHead(const std::filesystem::path& file, const AuditHead& head);

} // namespace kinora::domain
