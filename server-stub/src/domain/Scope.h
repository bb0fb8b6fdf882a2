// What an API key may do. A session may do all that its user may.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace kinora::domain {

enum class Scope {
    JobsRead,    ///< jobs, the queue, their events, models, prices, usage
    JobsWrite,   ///< ask for videos, which costs money; cancel, retry, put in order, pause
    VideosRead,  ///< videos and their files
    VideosWrite, ///< edit videos, put them into the trash and remove them
};

inline constexpr std::array AllScopes{Scope::JobsRead, Scope::JobsWrite, Scope::VideosRead, Scope::VideosWrite};

/// "jobs:read" …
[[nodiscard]] std::string_view toText(Scope scope);
[[nodiscard]] std::optional<Scope> scopeFrom(std::string_view text);

} // namespace kinora::domain
