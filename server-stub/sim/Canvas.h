// Owning handles and small tools for drawing with Cairo.
#pragma once

#include <cairo.h>
#include <cstdint>
#include <memory>

namespace kinora::sim {

struct SurfaceDeleter {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextDeleter {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct PatternDeleter {
    void operator()(cairo_pattern_t* pattern) const { cairo_pattern_destroy(pattern); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
using Context = std::unique_ptr<cairo_t, ContextDeleter>;
using Pattern = std::unique_ptr<cairo_pattern_t, PatternDeleter>;

struct Colour {
    double red = 0;
    double green = 0;
    double blue = 0;
    double alpha = 1;

    /// 0xRRGGBB as designers write it.
    [[nodiscard]] static constexpr Colour hex(std::uint32_t rgb, double alpha = 1) {
        return {.red = ((rgb >> 16U) & 0xffU) / 255.0,
            .green = ((rgb >> 8U) & 0xffU) / 255.0,
            .blue = (rgb & 0xffU) / 255.0,
            .alpha = alpha};
    }
    [[nodiscard]] constexpr Colour withAlpha(double value) const {
        return {.red = red, .green = green, .blue = blue, .alpha = value};
    }
};

/// The colour that lies `share` (0 to 1) of the way from one to the other.
[[nodiscard]] constexpr Colour mix(const Colour& from, const Colour& to, double share) {
    return {.red = from.red + (to.red - from.red) * share,
        .green = from.green + (to.green - from.green) * share,
        .blue = from.blue + (to.blue - from.blue) * share,
        .alpha = from.alpha + (to.alpha - from.alpha) * share};
}

/// A cleared image with alpha; throws std::bad_alloc when Cairo has no memory for it.
[[nodiscard]] Surface makeSurface(int width, int height);
[[nodiscard]] Context makeContext(cairo_surface_t* surface);
[[nodiscard]] Pattern verticalGradient(double top, double bottom, const Colour& from, const Colour& to);
void addStop(cairo_pattern_t* pattern, double offset, const Colour& colour);
void setColour(cairo_t* context, const Colour& colour);

/// A soft shadow of everything drawn in `source`: its shape, blurred over about `radius` pixels, in one colour, of the
/// same size. Made at a quarter of the size, so that a wide blur of a large picture stays cheap.
[[nodiscard]] Surface softShadow(cairo_surface_t* source, double radius, const Colour& colour);

} // namespace kinora::sim
