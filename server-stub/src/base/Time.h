// Points in time as text: RFC 3339 with milliseconds in bodies, IMF-fixdate in HTTP headers.
#pragma once

#include "base/Clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace kinora {

/// For example "2026-03-01T12:00:00.000Z".
[[nodiscard]] std::string toRfc3339(TimePoint time);
/// Accepts any RFC 3339 time, offsets included; fractions finer than a millisecond are cut. Nothing for years
/// outside of 1704 to 2248: a TimePoint cannot count much further.
[[nodiscard]] std::optional<TimePoint> fromRfc3339(std::string_view text);

/// For example "Sun, 01 Mar 2026 12:00:00 GMT" (RFC 9110 5.6.7).
[[nodiscard]] std::string toHttpDate(TimePoint time);
/// Years outside of those are taken for the nearest: "never" and "long ago" are said with them.
[[nodiscard]] std::optional<TimePoint> fromHttpDate(std::string_view text);

} // namespace kinora
