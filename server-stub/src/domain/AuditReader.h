// The audit log as administrators read it.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "pg/Pool.h"

#include <optional>
#include <string>

namespace kinora::domain {

/// As it stands in a query. Times are RFC 3339.
struct AuditQuery {
    std::optional<std::string> action = {};
    std::optional<std::string> actor = {};   ///< a user's id
    std::optional<std::string> subject = {}; ///< what an entry says under subject.id
    std::optional<std::string> since = {};   ///< included
    std::optional<std::string> until = {};   ///< not included
    std::optional<std::string> limit = {};
    std::optional<std::string> cursor = {};
};

/// For administrators; who that is has been seen to before.
class AuditReader {
public:
    /// The pool must outlive this.
    explicit AuditReader(pg::Pool& pool);

    /// A page, newest first. ValidationFailed with every parameter that is wrong.
    [[nodiscard]] Task<Result<json::object>> page(AuditQuery query);

private:
    pg::Pool& m_pool;
};

} // namespace kinora::domain
