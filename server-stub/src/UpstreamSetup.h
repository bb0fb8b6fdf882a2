// From configured upstreams to those the engine works with.
#pragma once

#include "base/Secret.h"
#include "config/Config.h"
#include "upstreams/Upstream.h"

#include <string>

namespace kinora {

[[nodiscard]] upstreams::Definition definitionOf(const config::Upstream& upstream);

/// kinora-sim at this origin: whatever it makes is marked as a demo.
[[nodiscard]] upstreams::Definition standInDefinition(const std::string& origin, const Secret& token);

} // namespace kinora
