// Draws the frames of a clip: a small paper-cut world chosen by the words of the prompt, with the prompt in its sky.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace kinora::sim {

struct ClipSpec {
    std::string prompt;
    int width = 720;
    int height = 1280;
    int seconds = 4;
    std::uint64_t seed = 0;
    std::filesystem::path reference = {}; ///< A picture that the film begins with; the encoder's to show. Empty: none.
};

/// What stands still is drawn once, when the painter is made; a frame only moves the pieces. The same spec gives the
/// same pixels. Not shared between threads; several painters on several threads are fine.
class Painter {
public:
    static constexpr int framesPerSecond = 24;

    explicit Painter(const ClipSpec& spec);
    ~Painter();
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    [[nodiscard]] int frameCount() const;
    /// 4 bytes a pixel (blue, green, red, unused) in rows without gaps; valid until the next call.
    [[nodiscard]] std::span<const std::byte> frame(int index);

private:
    class Scene;
    std::unique_ptr<Scene> m_scene;
};

} // namespace kinora::sim
