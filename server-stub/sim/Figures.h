// Figures that move through a scene. Drawn anew in every frame, in their own colours toned by the light of the scene.
#pragma once

#include "sim/Palette.h"
#include "sim/SceneChoice.h"

#include <cairo.h>

namespace kinora::sim {

struct FigurePose {
    double x = 0;      ///< Middle of the figure, in pixels.
    double base = 0;   ///< Where its feet, wheels or keel are.
    double size = 0;   ///< Of a grown person; the others are as large beside that as they ought to be.
    double stride = 0; ///< Radians of its gait: a whole step is 2 pi.
    bool left = false; ///< It looks and goes to the left.
};

void drawFigure(cairo_t* context, Figure figure, const FigurePose& pose, const Palette& palette);

/// How many pixels the figure goes in a second when a grown person is `size` high.
[[nodiscard]] double paceOf(Figure figure, double size);

} // namespace kinora::sim
