// The land of a scene: paper-cut sheets, one behind the other, drawn once and then only moved.
#pragma once

#include "sim/Canvas.h"
#include "sim/Palette.h"
#include "sim/SceneChoice.h"

#include <vector>

namespace kinora::sim {

/// A picture that slides over the frame. Lengths in pixels; a clip runs from share 0 to 1.
struct Sheet {
    Surface image;
    double x = 0;     ///< Left edge at the start.
    double y = 0;     ///< Top edge.
    double drift = 0; ///< Way to the left over the whole clip.
    double sway = 0;  ///< To and fro, in pixels; sheets that sway are drawn wider by it.
    double bob = 0;   ///< Up and down, in pixels.
    double phase = 0;
    double swings = 1; ///< Whole swings of sway and bob in a clip.
};

struct Landscape {
    std::vector<Sheet> sheets; ///< Furthest first.
    double horizon = 0;        ///< Where sky and land meet, in pixels from the top.
};

[[nodiscard]] Landscape makeLand(const SceneChoice& choice, const Palette& palette, int width, int height, int seconds);

} // namespace kinora::sim
