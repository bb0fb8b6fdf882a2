// What is thrown when the database, the way to it, or the SQL itself is broken.
#pragma once

#include "base/InfrastructureError.h"

#include <string>
#include <string_view>

namespace kinora::pg {

/// Expected outcomes are values; this is for the rest. Let it pass up to the catch site of the request or the job. The
/// one expected outcome that PostgreSQL reports as an error is a violated constraint: catch, ask violates(), and turn
/// it into a value.
class DatabaseError : public InfrastructureError {
public:
    /// sqlState: five characters as in PostgreSQL's appendix A; class 08 also for failures that libpq finds by itself.
    DatabaseError(std::string sqlState, const std::string& message, std::string constraint = {});

    [[nodiscard]] const std::string& sqlState() const noexcept { return m_sqlState; }
    /// The name of the violated constraint or unique index; empty for other errors.
    [[nodiscard]] const std::string& constraint() const noexcept { return m_constraint; }

    /// A unique constraint or index of this name refused the row.
    [[nodiscard]] bool violatesUnique(std::string_view constraintName) const noexcept;
    /// A foreign key of this name refused the row.
    [[nodiscard]] bool violatesForeignKey(std::string_view constraintName) const noexcept;
    /// The server is gone, starting, stopping or full: the same work may succeed a moment later.
    [[nodiscard]] bool isUnavailable() const noexcept;
    /// Serialisation failure, deadlock, or a lock that another (a frozen relay, say) has held for too long: the
    /// transaction may be run again from its start.
    [[nodiscard]] bool isRetryable() const noexcept;
    [[nodiscard]] bool isTemporary() const noexcept override { return isUnavailable() || isRetryable(); }

private:
    std::string m_sqlState;
    std::string m_constraint;
};

} // namespace kinora::pg
