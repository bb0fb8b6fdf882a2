// Clips that cost next to nothing, for storms of thousands of jobs.
#pragma once

#include "sim/ClipMaker.h"

#include <filesystem>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>

namespace kinora::sim {

/// Renders one small film for every size and length that is asked for, with an eighth of the width and height, and
/// gives each job its bytes with a mark of its own behind them. A player and a prober find a complete film; no two jobs
/// have the same hash.
class QuickClips final : public ClipMaker {
public:
    /// `painted` renders the films; both it and `folder` must outlive this object.
    QuickClips(ClipMaker& painted, std::filesystem::path folder)
        : m_painted(painted)
        , m_folder(std::move(folder)) {}

    [[nodiscard]] Result<> render(
        const ClipSpec& clip, const std::filesystem::path& target, const std::stop_token& stop) override;

private:
    [[nodiscard]] Result<std::string> film(const ClipSpec& clip, const std::stop_token& stop);

    ClipMaker& m_painted;
    std::filesystem::path m_folder;
    std::mutex m_mutex; ///< The first job of a size renders, the others wait for it.
};

/// An MP4 box that readers skip (ISO/IEC 14496-12, "free") with a digest of what makes this clip this clip.
[[nodiscard]] std::string markOf(const ClipSpec& clip);

} // namespace kinora::sim
