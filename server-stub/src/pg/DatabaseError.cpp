#include "pg/DatabaseError.h"

#include <utility>

namespace kinora::pg {

DatabaseError::DatabaseError(std::string sqlState, const std::string& message, std::string constraint)
    : InfrastructureError(sqlState.empty() ? message : message + " (SQLSTATE " + sqlState + ")")
    , m_sqlState(std::move(sqlState))
    , m_constraint(std::move(constraint)) {
}

bool DatabaseError::violatesUnique(std::string_view constraintName) const noexcept {
    return m_sqlState == "23505" && m_constraint == constraintName;
}

bool DatabaseError::violatesForeignKey(std::string_view constraintName) const noexcept {
    return m_sqlState == "23503" && m_constraint == constraintName;
}

bool DatabaseError::isUnavailable() const noexcept {
    // 57P01 admin_shutdown, 57P02 crash_shutdown, 57P03 cannot_connect_now, 57P05 idle_session_timeout.
    // 57014 query_canceled, which a statement past its limit gets, is not one of them: the same statement would be slow
    // again.
    return m_sqlState.starts_with("08") || m_sqlState.starts_with("53") || m_sqlState.starts_with("57P");
}

bool DatabaseError::isRetryable() const noexcept {
    return m_sqlState == "40001" || m_sqlState == "40P01" || m_sqlState == "55P03";
}

} // namespace kinora::pg
