// One sheet of paper-cut land before it becomes a picture, and the noise its edge is cut with.
#pragma once

#include "sim/Canvas.h"
#include "sim/Random.h"

#include <array>
#include <functional>
#include <vector>

namespace kinora::sim {

/// Value noise along a line, about -1 to 1, repeating after 64.
class Noise {
public:
    explicit Noise(Random& random);
    /// Rolling, as hills are.
    [[nodiscard]] double smooth(double x) const;
    /// With edges, as rock is.
    [[nodiscard]] double jagged(double x) const;

private:
    [[nodiscard]] double value(int index) const;
    [[nodiscard]] double line(double x) const;
    [[nodiscard]] double curve(double x) const;

    std::array<double, 64> m_values{};
};

/// All lengths in pixels of the frame; x counts from the left edge of the sheet.
struct Ridge {
    std::vector<double> tops; ///< The upper edge, one value for each column.
    double depth = 0;         ///< 0 at the horizon, 1 nearest.
    double headroom = 0;      ///< How far silhouettes stand out above the edge.
    double sway = 0;
    double bob = 0;
    std::function<void(cairo_t*, const Ridge&)>
        behind; ///< Draws silhouettes before the sheet; the sheet's colour is set.
    std::function<void(cairo_t*, const Ridge&)> inFront; ///< Draws on the finished sheet.

    [[nodiscard]] double at(double x) const;
    [[nodiscard]] double highest() const;
    [[nodiscard]] double lowest() const;
    /// Adds the outline of the sheet down to `bottom` to the path.
    void outline(cairo_t* context, double bottom) const;
};

struct RidgeColours {
    Colour edge; ///< Of the upper edge and what stands on it.
    Colour foot; ///< Of the lower end.
    Colour rim;  ///< The lit edge of the paper.
    Colour shadow;
};

/// The sheet with its soft shadow, as wide as the ridge, from `top` down to `bottom`.
struct RidgePicture {
    Surface image;
    double top = 0;
};
[[nodiscard]] RidgePicture drawRidge(const Ridge& ridge, const RidgeColours& colours, double bottom, double unit);

} // namespace kinora::sim
