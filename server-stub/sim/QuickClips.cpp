#include "sim/QuickClips.h"

#include "base/Crypto.h"
#include "base/DurableFile.h"

#include <fmt/format.h>

namespace kinora::sim {

namespace {

constexpr int shrinking = 8;

} // namespace

Result<> QuickClips::render(const ClipSpec& clip, const std::filesystem::path& target, const std::stop_token& stop) {
    Result<std::string> bytes = film(clip, stop);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    return writeDurably(target, *bytes + markOf(clip));
}

Result<std::string> QuickClips::film(const ClipSpec& clip, const std::stop_token& stop) {
    const std::filesystem::path file =
        m_folder / fmt::format("quick-{}x{}-{}s.mp4", clip.width, clip.height, clip.seconds);
    const std::scoped_lock lock(m_mutex);
    if (!std::filesystem::exists(file)) {
        const ClipSpec small{.prompt = "evening hills",
            .width = clip.width / shrinking,
            .height = clip.height / shrinking,
            .seconds = clip.seconds,
            .seed = 0};
        if (const Result<> made = m_painted.render(small, file, stop); !made) {
            return std::unexpected(made.error());
        }
    }
    return readFile(file);
}

std::string markOf(const ClipSpec& clip) {
    const std::string digest =
        toHex(sha256(fmt::format("{} {}x{} {}s {}", clip.seed, clip.width, clip.height, clip.seconds, clip.prompt)));
    const std::size_t size = 8 + digest.size();
    std::string box{'\0', '\0', '\0', static_cast<char>(size)};
    return box + "free" + digest;
}

} // namespace kinora::sim
