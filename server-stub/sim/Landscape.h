// The land of a scene: paper-cut sheets, one behind the other, drawn once and then only moved.
#pragma once

#include "sim/Canvas.h"
#include "sim/Palette.h"
#include "sim/SceneChoice.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace kinora::sim {

/// A picture that slides over the frame. Lengths in pixels; a clip runs from share 0 to 1.
struct Sheet {
    Surface image;
    double x = 0;     ///< Left edge at the start.
    double y = 0;     ///< Top edge of the picture, silhouettes included.
    double edge = 0;  ///< Lowest point of the edge of the land itself.
    double drift = 0; ///< Way to the left over the whole clip.
    double sway = 0;  ///< To and fro, in pixels; sheets that sway are drawn wider by it.
    double bob = 0;   ///< Up and down, in pixels.
    double phase = 0;
    double swings = 1; ///< Whole swings of sway and bob in a clip.
};

/// The lantern of a lighthouse, at the start of the clip.
struct Lantern {
    std::size_t sheet = 0; ///< It moves with this one.
    double x = 0;
    double y = 0;
};

struct Landscape {
    std::vector<Sheet> sheets; ///< Furthest first.
    std::optional<Lantern> lantern;
    /// Where a figure may go: the edge of the nearest sheet, one value for each of its columns; empty where none goes.
    std::vector<double> path;
    double horizon = 0; ///< Where sky and land meet, in pixels from the top.
};

[[nodiscard]] Landscape makeLand(const SceneChoice& choice, const Palette& palette, int width, int height, int seconds);

} // namespace kinora::sim
