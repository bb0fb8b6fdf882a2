// The configured limits as the rules know them.
#pragma once

#include "config/Config.h"
#include "domain/Budgets.h"

namespace kinora {

[[nodiscard]] domain::Limits limitsOf(const config::Limits& limits);

} // namespace kinora
