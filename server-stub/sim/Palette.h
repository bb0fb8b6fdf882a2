// The colours of a scene.
#pragma once

#include "sim/Canvas.h"
#include "sim/SceneChoice.h"

#include <array>

namespace kinora::sim {

struct Palette {
    std::array<Colour, 5> sky; ///< From the zenith to the horizon, evenly spaced.
    Colour sun;                ///< Disc of sun or moon.
    Colour glow;               ///< Light around it.
    Colour far;                ///< The furthest layer of land, in the haze.
    Colour near;               ///< The nearest one.
    Colour cloud;
    Colour lamp;      ///< Lit windows and lanterns.
    double stars = 0; ///< 0 none, 1 a clear night.
    bool moon = false;
};

/// Colours for the light of the scene, with the land and the weather taken into account.
[[nodiscard]] Palette paletteFor(const SceneChoice& choice);

} // namespace kinora::sim
