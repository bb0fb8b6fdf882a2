// The wire form of Server-Sent Events (WHATWG HTML, "Server-sent events").
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kinora::http {

/// One event with its closing blank line. Line breaks in `data` become several data lines; `name` and `id` hold none.
[[nodiscard]] std::string sseEvent(
    std::string_view name, std::string_view data, std::optional<std::string_view> id = {});
/// ": text" and a blank line; clients ignore it.
[[nodiscard]] std::string sseComment(std::string_view text = {});
/// Tells clients how long to wait before they connect again.
[[nodiscard]] std::string sseRetry(int milliseconds);

} // namespace kinora::http
