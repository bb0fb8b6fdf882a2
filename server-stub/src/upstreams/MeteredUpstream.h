// An upstream whose answers are counted and timed.
#pragma once

#include "base/Metrics.h"
#include "upstreams/Upstream.h"

#include <memory>

namespace kinora::upstreams {

/// Passes everything on to `inner`. `metrics` must outlive it.
[[nodiscard]] std::unique_ptr<Upstream> metered(std::unique_ptr<Upstream> inner, Metrics& metrics);

} // namespace kinora::upstreams
