// Reads what a chat gateway's task link answers: how a task is getting on after its stream has gone.
#pragma once

#include "upstreams/Upstream.h"

#include <optional>
#include <string_view>

namespace kinora::upstreams {

/// Pure. Takes JSON in any of the forms met (status words, percent, an address somewhere inside) and, as these links
/// show what the stream would have said, prose too. A task that calls itself finished and names no video is still
/// running: the address comes moments later. Nothing if the body tells nothing at all.
[[nodiscard]] std::optional<Observation> readTaskPage(std::string_view body);

} // namespace kinora::upstreams
