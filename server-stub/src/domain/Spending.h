// What something would cost before it is asked for, and what has been spent.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "base/Task.h"
#include "domain/Budgets.h"
#include "domain/ModelCatalog.h"
#include "domain/Principal.h"
#include "pg/Pool.h"

#include <optional>
#include <string>

namespace kinora::domain {

class Spending {
public:
    /// The references must outlive this object.
    Spending(pg::Pool& pool, const ModelCatalog& catalog, Limits limits);

    /// For the same body as a new job, which may do without a prompt: its price, what is left of each limit, and what
    /// would be answered now. A body that is not valid fails as it would there; a limit in the way is no failure but
    /// part of the answer.
    [[nodiscard]] Task<Result<json::object>> estimate(Principal principal, json::object body);
    /// The limits, this month, and the ledger page by page.
    [[nodiscard]] Task<Result<json::object>> usage(
        Principal principal, std::optional<std::string> limit, std::optional<std::string> cursor);

private:
    /// What holds for this user.
    [[nodiscard]] Task<Limits> limitsOf(std::string userId);

    pg::Pool& m_pool;
    const ModelCatalog& m_catalog;
    Limits m_limits;
};

} // namespace kinora::domain
