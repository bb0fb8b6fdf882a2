// Turns painted frames into files with the ffmpeg program.
#pragma once

#include "base/Result.h"
#include "base/Subprocess.h"
#include "sim/ClipMaker.h"

#include <filesystem>
#include <string>

namespace kinora::sim {

enum class Still { Thumbnail, SpriteSheet };

/// All functions block and run ffmpeg at low priority; call them from worker threads. Thread-safe. Files appear under
/// their final name only when they are whole and synced.
class Encoder final : public ClipMaker {
public:
    explicit Encoder(Spawner& spawner)
        : m_spawner(spawner) {}

    /// Whether there is an ffmpeg program on PATH.
    [[nodiscard]] static bool isAvailable();

    /// MP4 with H.264 (yuv420p, tagged BT.709) and a quiet chord in AAC, index in front.
    [[nodiscard]] Result<> render(
        const ClipSpec& clip, const std::filesystem::path& target, const std::stop_token& stop) override;

    /// A picture of one second into the video, or a sheet of ten small ones in a row; the target's extension says the
    /// format
    /// (.webp, .jpg).
    [[nodiscard]] Result<> still(
        Still kind, const std::filesystem::path& video, int seconds, const std::filesystem::path& target);

private:
    Spawner& m_spawner;
};

} // namespace kinora::sim
