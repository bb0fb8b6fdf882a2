// What each user has spent in a month, and limits of their own.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Audit.h"
#include "domain/Budgets.h"
#include "pg/Pool.h"
#include "store/UserLimits.h"

#include <optional>
#include <string>

namespace kinora::domain {

using store::UserLimits;

/// For administrators; who that is has been seen to before.
class UsageAdministration {
public:
    /// `configured`: what holds for users without limits of their own. The pool must outlive this.
    UsageAdministration(pg::Pool& pool, Limits configured);

    /// month: "2026-03"; nothing: the present one, in UTC.
    [[nodiscard]] Task<Result<json::object>> list(
        std::optional<std::string> month, std::optional<std::string> limit, std::optional<std::string> cursor);
    /// {"limits":{…}} of one user. NotFound.
    [[nodiscard]] Task<Result<json::object>> limitsOf(std::string userId);
    /// Changes those of the limits that are given, from the next request on. NotFound.
    [[nodiscard]] Task<Result<json::object>> setLimits(std::string userId, json::object body, Actor actor);

private:
    pg::Pool& m_pool;
    Limits m_configured;
};

/// A body {"microUsdPerMonth": number | "none" | null, …} applied to `limits`: null is as configured, "none" no limit.
/// ValidationFailed with every wrong member, or if it changes nothing.
[[nodiscard]] Result<> readLimits(const json::object& body, UserLimits& limits);

} // namespace kinora::domain
