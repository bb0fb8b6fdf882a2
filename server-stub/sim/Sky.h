// What is above the land: gradient, stars, sun or moon, clouds, birds.
#pragma once

#include "sim/Canvas.h"
#include "sim/Landscape.h"
#include "sim/Palette.h"
#include "sim/SceneChoice.h"

#include <vector>

namespace kinora::sim {

struct Star {
    double x = 0;
    double y = 0;
    double radius = 1;
    double phase = 0;
    double swings = 1; ///< Twinkles in a clip.
};

struct Bird {
    double x = 0;
    double y = 0;
    double span = 0;
    double phase = 0;
    double way = 0; ///< Pixels to the right over the clip.
};

struct Sky {
    Surface backdrop;        ///< Opaque, as large as the frame: gradient and the faint stars.
    std::vector<Star> stars; ///< The bright ones, which twinkle.
    Surface light;           ///< Sun or moon with its glow, a square with the disc in the middle.
    double lightX = 0;       ///< Middle of the disc at the start of the clip.
    double lightY = 0;
    double lightRise = 0; ///< Pixels upwards over the clip; negative sinks.
    double lightRadius = 0;
    std::vector<Sheet> clouds;
    std::vector<Bird> birds;
};

[[nodiscard]] Sky makeSky(
    const SceneChoice& choice, const Palette& palette, int width, int height, int seconds, double horizon);

} // namespace kinora::sim
