// The envelope of a chat answer: chat.completion.chunk objects as Server-Sent Events. Pure.
#pragma once

#include "base/Clock.h"

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace kinora::sim {

/// One event. `more` are members beside `choices`; every chunk has an id of its own, as gateways of this kind do it.
[[nodiscard]] std::string chunk(std::string_view model, TimePoint created, boost::json::object delta,
    const boost::json::value& finishReason = nullptr, const boost::json::object& more = {});

/// Cut into pieces of a few characters, never inside one; addresses of hundreds of kilobytes into larger ones.
[[nodiscard]] std::vector<std::string_view> tinyPieces(std::string_view text);

inline constexpr std::string_view doneMark = "data: [DONE]\n\n";

} // namespace kinora::sim
