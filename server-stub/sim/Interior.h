// A room: wall with a window onto the scene outside, and what stands in front of it.
#pragma once

#include "sim/Canvas.h"
#include "sim/Landscape.h"
#include "sim/Palette.h"
#include "sim/SceneChoice.h"

namespace kinora::sim {

/// Where the window is, as shares of the frame; the sky puts its light there.
struct WindowFrame {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
};
[[nodiscard]] WindowFrame windowOf(int width, int height);

/// One sheet as large as the frame, open where the window is. The floor begins at the returned sheet's `edge`.
[[nodiscard]] Sheet makeInterior(const SceneChoice& choice, const Palette& palette, int width, int height);

} // namespace kinora::sim
