// The secrets that a relay works with: those it was given, and those in its data folder.
#pragma once

#include "base/Result.h"
#include "base/Secret.h"
#include "config/Config.h"

namespace kinora {

struct Secrets {
    Secret jwt;
    Secret pepper;
    Secret standInToken;
};

/// Makes those that are neither given nor there yet.
[[nodiscard]] Result<Secrets> loadSecrets(const config::Config& config);

} // namespace kinora
