// The configured limits as the rules know them.
#pragma once

#include "config/Config.h"
#include "domain/Budgets.h"

#include <chrono>
#include <optional>

namespace kinora {

[[nodiscard]] domain::Limits limitsOf(const config::Limits& limits);
/// Nothing: what is in the trash stays there.
[[nodiscard]] std::optional<std::chrono::days> trashAgeOf(const config::Library& library);

} // namespace kinora
