// Who makes the file of a job.
#pragma once

#include "base/Result.h"
#include "sim/Painter.h"

#include <filesystem>
#include <stop_token>

namespace kinora::sim {

class ClipMaker {
public:
    virtual ~ClipMaker() = default;

    /// Blocks; call it from worker threads. The same clip gives the same bytes. The file appears under its final name
    /// only when it is whole and synced. Code::Unavailable when stopped.
    [[nodiscard]] virtual Result<> render(
        const ClipSpec& clip, const std::filesystem::path& target, const std::stop_token& stop) = 0;
};

} // namespace kinora::sim
