// What a video costs and whether a user may still have it made: the arithmetic of prices and limits. Pure.
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "store/Ledger.h"
#include "store/Usage.h"
#include "upstreams/Model.h"

#include <cstdint>
#include <optional>
#include <string>

namespace kinora::domain {

using store::Demand;
using store::Limits;
using store::Usage;

/// Of one take, in micro-USD; nothing where no price is configured, or it depends on a length that nobody knows.
[[nodiscard]] std::optional<std::int64_t> priceOf(
    const upstreams::Model& model, std::optional<int> seconds, const std::optional<std::string>& size);

/// What `count` takes add to a user's usage.
[[nodiscard]] Demand demandOf(std::optional<std::int64_t> priceMicroUsd, std::optional<int> seconds, int count);

/// Success, or the first limit that is in the way: ValidationFailed if no hour has room for so many takes,
/// BudgetExhausted, RateLimited or QueueFull, with the limit and when to come again. `used` is without the demand.
[[nodiscard]] Result<> judge(const Limits& limits, const Usage& used, const Demand& demand);

/// {"microUsdPerMonth":{limit,used,left,resetsAt},"secondsPerMonth":…,"videosPerHour":…,"waitingJobs":…}
[[nodiscard]] json::object toJson(const Limits& limits, const Usage& used);

/// Why a line is in the ledger, for a person who reads English.
[[nodiscard]] std::string explain(const store::LedgerLine& line);
[[nodiscard]] json::object toJson(const store::LedgerLine& line);

} // namespace kinora::domain
